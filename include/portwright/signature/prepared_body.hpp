// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Signs a prepared request by a scheme whose canonical request is constant: TC3 by POST. Its SHA-256 is computed while
// the program is compiled, and the body stays where constants are.

#include <portwright/core/inlining.hpp>
#include <portwright/core/time.hpp>
#include <portwright/crypto/constant_sha256.hpp>
#include <portwright/crypto/hmac.hpp>
#include <portwright/encoding/hex.hpp>
#include <portwright/request/prepared_text.hpp>
#include <portwright/signature/canonical_parts.hpp>
#include <portwright/signature/check_context.hpp>
#include <portwright/signature/prepared_pairs.hpp>
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
    const char* to_sign;
    const char* headers;
    borrowed_text url;
    borrowed_text body;
};

/// Writes a timestamp in decimal before `end`. Returns where it begins. A hundredth of last_time has 32 bits, so that
/// there is one division of 64 bits, which Cortex-M has no instruction for.
PORTWRIGHT_ONE_COPY constexpr char* write_timestamp_before(char* end, unix_time time) noexcept {
    auto hundreds = static_cast<std::uint32_t>(static_cast<std::uint64_t>(time) / 100);
    const std::uint32_t rest = static_cast<std::uint32_t>(time) - hundreds * 100;
    *--end = static_cast<char>('0' + rest % 10);
    if (hundreds != 0 || rest >= 10) *--end = static_cast<char>('0' + rest / 10);
    for (; hundreds != 0; hundreds /= 10) *--end = static_cast<char>('0' + hundreds % 10);
    return end;
}

/// Writes a digest in hexadecimal digits.
template <class Digest>
constexpr void write_hex_digits(char* text, const Digest& digest) noexcept {
    for (const std::uint8_t byte : digest) {
        *text++ = hex_digit(byte >> 4, 'a');
        *text++ = hex_digit(byte & 15u, 'a');
    }
}

/// Room for a string to sign: 31 characters, up to 12 of a timestamp, 10 of a date, 64 of a digest, and the first label
/// of a host, of which prepared.hpp asserts that it fits.
inline constexpr std::size_t to_sign_room = 181;

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

/// Makes the HMAC of a text. It is put together before it is hashed, so that one function writes this and the headers,
/// and the engine is called once.
template <class Scheme>
PORTWRIGHT_OWN_FRAME bool sign_prepared_text(const context<Scheme>& context, const prepared_text& text,
                                             std::uint8_t* digest) noexcept {
    char memory[to_sign_room];
    basic_output<typename Scheme::policy> to_sign{memory};
    text.template write<writing::unreserved>(to_sign);
    return context.key.hmac().sign(to_sign.since(0), digest);
}

/// The code behind sign(), once for all requests.
template <class Scheme>
PORTWRIGHT_ONE_COPY result<signed_request>
sign_prepared_body(const context<Scheme>& context, const std::span<char>& memory, const prepared_body& form) noexcept {
    using policy = typename Scheme::policy;
    result<signed_request> made{signed_request{}}; // an error only where there is one: both are large to clear
    const operation& call = *form.call;
    const service& target = *call.service;
    std::size_t number = 0;
    errc failed = check_context(call, context);
    if (failed == errc::none && (context.verb != method::POST || !context.endpoint.empty() || context.signs_action ||
                                 (target.regional_hosts && context.region.is_financial())))
        failed = errc::not_prepared;
    if (failed == errc::none) {
        char digits[12];
        char* const end = digits + sizeof digits;
        const char* const first = write_timestamp_before(end, context.timestamp);
        const std::string_view timestamp(first, static_cast<std::size_t>(end - first));
        char day[10];
        basic_output<policy> written{day};
        write_date(written, context.timestamp);
        const std::string_view date(day, sizeof day);
        prepared_text text;
        text.pieces = form.to_sign;
        text.how = 0;
        text.values[Scheme::prepared_values::timestamp] = &timestamp;
        text.values[Scheme::prepared_values::date] = &date;
        text.values[Scheme::prepared_values::id] = &context.id();
        std::uint8_t digest[Scheme::digest_size];
        failed = errc::crypto_failed;
        if (sign_prepared_text(context, text, digest)) {
            char hex[2 * sizeof digest];
            write_hex_digits(hex, digest);
            const std::string_view signature(hex, sizeof hex);
            text.values[Scheme::prepared_values::signature] = &signature;
            text.pieces = form.headers;
            // Nobody looks at this error, and another one would have to be cleared.
            signing_buffer<policy> buffer{basic_output<policy>{memory}, method::POST, false, {made.failing(), false}};
            text.template write<writing::unreserved>(buffer.out);
            if (buffer.out.ok()) {
                buffer.timestamp_size = timestamp.size();
                signed_request& request = made.succeeded();
                request.verb = method::POST;
                request.url = form.url;
                request.host = target.host;
                request.path = target.path;
                request.body = form.body;
                Scheme::add_headers(call, context, header_views<policy>{request, buffer});
                return made;
            }
            failed = errc::buffer_too_small;
            number = buffer.out.size();
            buffer.out.wipe();
        }
    }
    set_failure(made.fail(), failed, number);
    return made;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
