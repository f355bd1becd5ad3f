// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "signing.hpp"

#include "canonical.hpp"
#include "description.hpp"
#include "failure.hpp"
#include "suggestions.hpp"
#include "untyped_action.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <stdexcept>

namespace portwright_tool {
namespace {

template <class Scheme>
portwright::result<void> prepare(typename Scheme::key& key, const described_request& from) {
    if constexpr (requires { key.prepare(from.credentials.view(), from.action().of(), from.timestamp); })
        return key.prepare(from.credentials.view(), from.action().of(), from.timestamp);
    else return key.prepare(from.credentials.view());
}

template <class Scheme>
portwright::request_terms terms_of(const portwright::context<Scheme>& with) {
    return {.key_id = with.id(),
            .session_token = with.token(),
            .region = with.region,
            .timestamp = with.timestamp,
            .nonce = with.nonce,
            .verb = with.verb,
            .endpoint = with.endpoint};
}

template <class Scheme, class Request>
std::string string_to_sign(const Request& request, const portwright::request_terms& terms) {
    const auto size = portwright::string_to_sign<Scheme>(request, terms, {}).error().number;
    std::string text(static_cast<std::size_t>(size), '\0');
    if (const auto made = portwright::string_to_sign<Scheme>(request, terms, text); !made)
        throw std::runtime_error("what was signed cannot be written again");
    return text;
}

// By the same function as the signature's.
template <class Scheme, class Request>
std::string canonical_request(const Request& request, const portwright::request_terms& terms, std::string_view body) {
    namespace detail = portwright::detail;
    if constexpr (!requires { &Scheme::digests_size; } || Scheme::signs_url) {
        return {};
    } else {
        std::array<std::uint8_t, Scheme::digests_size()> digests{};
        portwright::mbedtls::sha256 hash;
        const auto* const bytes = reinterpret_cast<const std::uint8_t*>(body.data());
        if (!hash.start() || !hash.update(bytes, body.size()) || !hash.finish(digests.data()))
            throw std::runtime_error("what was signed cannot be hashed again");
        using policy = typename Scheme::policy;
        const detail::request_ref<policy> ref{&request, &request.call, &detail::own_walk<Request, policy>};
        const detail::rewritten_parts<Scheme, portwright::request_terms> parts{ref, terms, digests.data()};
        portwright::basic_output<policy> size;
        Scheme::write_canonical(parts, size);
        std::string text(size.size(), '\0');
        portwright::basic_output<policy> out{std::span<char>(text)};
        Scheme::write_canonical(parts, out);
        return text;
    }
}

template <class Scheme, class Request>
signed_message sign_request(const Request& request, const described_request& from) {
    typename Scheme::key key;
    if (const auto ready = prepare<Scheme>(key, from); !ready) refuse(ready.error(), from);
    const portwright::context<Scheme> with{.key = key,
                                           .region = from.region.value,
                                           .timestamp = from.timestamp,
                                           .nonce = from.nonce,
                                           .verb = from.verb,
                                           .endpoint = from.endpoint,
                                           .checked = from.checked};
    signed_message made;
    const auto size = portwright::signed_size(request, with);
    if (!size) refuse(size.error(), from);
    made.buffer.resize(*size);
    const auto done = portwright::sign(request, with, made.buffer);
    if (!done) refuse(done.error(), from);
    made.request = *done;
    const portwright::request_terms terms = terms_of(with);
    made.canonical_request = canonical_request<Scheme>(request, terms, made.request.body);
    made.string_to_sign = string_to_sign<Scheme>(request, terms);
    made.signature = signature_of(made.request);
    return made;
}

template <class Scheme>
signed_message sign_with(const described_request& from) {
    if (from.is_untyped()) return sign_request<Scheme>(untyped_values(from).request(), from);
    return sign_request<Scheme>(table_request(from.action(), from.typed()), from);
}

// The name of the secret that was given.
std::string secret_in(const described_request& request) {
    for (const given_parameter& one : request.untyped())
        if (sounds_secret(one.name)) return shown(one.name);
    return find_secret(request.arguments(), *request.action().table);
}

// The region that was probably meant, as the end of a message.
std::string region_guess(const described_request& request) {
    if (request.action().family == api::aliyun_rpc) return "";
    const std::string_view guess = nearest_tencent_region(request.region.value);
    return guess.empty() ? "" : "; did you mean " + std::string(guess) + "?";
}

// A region that has the right characters and is none of the system's.
std::string region_reason(const described_request& request) {
    const std::string guess = region_guess(request);
    return "\"" + shown(request.region.value) + "\" is not " + region_bounds(request.action().family) + guess +
           (guess.empty() ? "; --unchecked signs it" : " --unchecked signs it");
}

}   // namespace

bool signs_url(std::string_view scheme) {
    return visit_scheme(scheme, [](auto type) { return decltype(type)::type::signs_url; });
}

signed_message sign(const described_request& from) {
    return visit_scheme(from.signature, [&](auto type) { return sign_with<typename decltype(type)::type>(from); });
}

void refuse(const portwright::error& why, const described_request& request) {
    std::string where;
    switch (why.code) {
    case portwright::errc::not_listed:
        // Without a place in the request it is the region.
        if (why.where.root == nullptr) refuse(request.region.name, region_reason(request));
        break;
    case portwright::errc::bad_region: refuse(request.region.name, message_of(why) + region_guess(request));
    case portwright::errc::missing_region: where = request.region.name; break;
    case portwright::errc::bad_nonce: where = "--nonce"; break;
    case portwright::errc::bad_time: where = "--timestamp"; break;
    case portwright::errc::bad_host: where = "--endpoint"; break;
    case portwright::errc::wrong_scheme: where = "--signature"; break;
    case portwright::errc::bad_credentials: where = request.credentials.variables(); break;
    case portwright::errc::secret_in_url: where = secret_in(request); break;
    default: break;
    }
    if (where.empty()) throw failure(exit_wrong_request, message_of(why));
    refuse(where, message_of(why));
}

}   // namespace portwright_tool
