// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Signs a prepared request by a scheme whose canonical request is constant: TC3 by POST. Its SHA-256 is computed while
// the program is compiled, and the body stays where constants are.

#include <portwright/core/inlining.hpp>
#include <portwright/crypto/constant_sha256.hpp>
#include <portwright/crypto/hmac.hpp>
#include <portwright/signature/canonical_parts.hpp>
#include <portwright/signature/check_context.hpp>
#include <portwright/signature/sign.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// What a program has of a request.
struct prepared_body {
    const operation* call;
    borrowed_text url;
    borrowed_text body;
    const std::uint8_t* digest; ///< of the canonical request
};

// ---- in constant expressions ----

/// The hash of the beginning of a text. In steps, because a compiler bounds how long one constant may take.
template <const auto& Text, std::size_t Steps>
inline constexpr constant_sha256 hash_beginning = [] {
    constexpr std::size_t step = 4096;
    constexpr std::size_t end = Text.size() < Steps * step ? Text.size() : Steps * step;
    constant_sha256 hash;
    if constexpr (Steps == 0) {
        hash.start();
    } else {
        hash = hash_beginning<Text, Steps - 1>;
        hash.update(Text.data() + (Steps - 1) * step, end - (Steps - 1) * step);
    }
    return hash;
}();

using constant_digest = std::array<std::uint8_t, constant_sha256::digest_size>;

template <const auto& Text>
inline constexpr constant_digest digest_of_text = [] {
    constant_sha256 hash = hash_beginning<Text, Text.size() / 4096 + 1>;
    constant_digest made{};
    hash.finish(made.data());
    return made;
}();

/// The digest of the canonical request that has this body.
template <class Scheme>
constexpr constant_digest hash_canonical_request(const operation& call, const constant_digest& body) noexcept {
    using policy = typename Scheme::policy;
    const request_terms terms{.key_id = "id"};
    const request_ref<policy> request{nullptr, &call, nullptr};
    const rewritten_parts<Scheme, request_terms> parts{request, terms, body.data()};
    constant_sha256 hash;
    hash.start();
    direct_hash<constant_sha256> canonical(hash);
    Scheme::write_canonical(parts, canonical);
    constant_digest made{};
    hash.finish(made.data());
    return made;
}

// ---- at run time ----

/// The code behind sign(), once for all requests.
template <class Scheme>
PORTWRIGHT_ONE_COPY result<signed_request>
sign_prepared_body(const context<Scheme>& context, const std::span<char>& memory, const prepared_body& form) noexcept {
    using policy = typename Scheme::policy;
    result<signed_request> made{error{}};
    error& why = made.failing();
    const operation& call = *form.call;
    why.code = check_context(call, context);
    if (why.code == errc::none && (context.verb != method::POST || !context.endpoint.empty() || context.signs_action ||
                                   (call.service->regional_hosts && context.region.is_financial())))
        why.code = errc::not_prepared;
    if (why.code != errc::none) return made;
    signing_buffer<policy> buffer{basic_output<policy>{memory}, method::POST, false, {why, false}};
    why.code = Scheme::sign_hashed(call, context, form.digest, buffer);
    if (why.code == errc::none && !buffer.out.ok()) {
        why.code = errc::buffer_too_small;
        why.has_number = true;
        why.number = static_cast<std::int64_t>(buffer.out.size());
    }
    if (why.code != errc::none) {
        buffer.out.wipe();
        return made;
    }
    signed_request& request = made.succeed();
    request.verb = method::POST;
    request.url = form.url;
    request.path = call.service->path;
    request.host = call.service->host;
    request.body = form.body;
    Scheme::add_headers(call, context, header_views<policy>{request, buffer});
    return made;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
