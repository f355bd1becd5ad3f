// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Signs a request into the caller's buffer.
//
//     std::array<char, 512> buffer;
//     auto url = portwright::sign_url(request, context, buffer);     // https://HOST/?Action=...
//     auto made = portwright::sign(request, context, buffer);        // the same as method, host, query, headers, body
//     auto size = portwright::signed_size(request, context);         // how large the buffer of sign() must be
//     auto size = portwright::signed_url_size(request, context);     // how large that of sign_url() must be

#include <portwright/core/inlining.hpp>
#include <portwright/request/check.hpp>
#include <portwright/request/request_ref.hpp>
#include <portwright/signature/accepted.hpp>
#include <portwright/signature/check_context.hpp>
#include <portwright/signature/signing_buffer.hpp>
#include <portwright/signature/string_to_sign.hpp>

#include <span>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// Decides after signing whether the request may be sent. Where it may not, clears the buffer and reports the reason in
/// `why`.
template <class Scheme>
PORTWRIGHT_IN_PLACE inline bool keep_signed(errc failed, const context<Scheme>& context, bool in_query,
                                            signing_buffer<typename Scheme::policy>& buffer, error& why) noexcept {
    if (failed == errc::none && buffer.outcome.has_secret && in_query && !context.secrets_in_url)
        failed = errc::secret_in_url;
    if (failed == errc::none) failed = check_size<Scheme>(buffer.payload_size, in_query);
    if (failed == errc::none && !buffer.out.ok()) failed = errc::buffer_too_small;
    why.code = failed;
    if (failed == errc::none) return true;
    if (failed == errc::buffer_too_small || failed == errc::request_too_large) {
        why.has_number = true;
        why.number =
            static_cast<std::int64_t>(failed == errc::buffer_too_small ? buffer.out.size() : buffer.payload_size);
    }
    buffer.out.wipe();
    return false;
}

// The code behind sign() and sign_url(), once for all actions. Argument order matches the caller's registers, which
// shrinks each action's call site; so does passing one table that contains the operation and the walk.

template <class Scheme>
// NOLINTNEXTLINE(readability-non-const-parameter): the buffer is written, through a span
PORTWRIGHT_ONE_COPY result<signed_request> sign_object(const void* object, const context<Scheme>& context, char* memory,
                                                       std::size_t size,
                                                       const request_table<typename Scheme::policy>& table) noexcept {
    using policy = typename Scheme::policy;
    result<signed_request> made{error{}};
    const request_ref<policy> request{object, &table, table.walk};
    const bool in_query = context.in_query(); // a copy: the compiler must assume that the calls change the buffer's
    signing_buffer<policy> buffer{
        basic_output<policy>{{memory, size}}, context.verb, in_query, {made.failing(), context.checked}};
    errc failed = check_context(table, context);
    if (failed == errc::none) {
        buffer.begin(*table.service, context.region, context.endpoint);
        Scheme::write_parameters(request, context, buffer.out, buffer.outcome);
        failed = buffer.outcome.why.code;
        if (failed == errc::none) failed = Scheme::sign_written(request, context, buffer);
    }
    if (keep_signed(failed, context, in_query, buffer, made.failing()))
        view_request(made.succeed(), table, context, buffer);
    return made;
}

template <class Scheme>
PORTWRIGHT_ONE_COPY result<std::string_view>
// NOLINTNEXTLINE(readability-non-const-parameter): the buffer is written, through a span
sign_object_url(const void* object, const context<Scheme>& context, char* memory, std::size_t size,
                const request_table<typename Scheme::policy>& table) noexcept {
    using policy = typename Scheme::policy;
    result<std::string_view> made{error{}};
    const request_ref<policy> request{object, &table, table.walk};
    signing_buffer<policy> buffer{
        basic_output<policy>{{memory, size}}, method::GET, true, {made.failing(), context.checked}};
    errc failed = check_context(table, context);
    if (failed == errc::none) {
        buffer.begin(*table.service, context.region, context.endpoint);
        Scheme::write_parameters(request, context, buffer.out, buffer.outcome);
        failed = buffer.outcome.why.code;
        if (failed == errc::none) failed = Scheme::sign_written(request, context, buffer);
    }
    if (keep_signed(failed, context, true, buffer, made.failing())) made.succeed() = buffer.out.since(0);
    return made;
}

/// A request that is not typed, as sign_object() takes it: it has no rows, and writes itself.
template <class Scheme, class Request>
constexpr request_table<typename Scheme::policy> own_table(const Request& request) noexcept {
    return {{{}, request.call, nullptr}, &own_walk<Request, typename Scheme::policy>};
}

} // namespace detail

/// Checks, serializes and signs `request` into `buffer`. The result's views point into the buffer, the context and
/// constants. On an error the buffer holds nothing of the request. Errors: those of check(), or of the untyped
/// request; buffer_too_small with the exact size needed, request_too_large with the size, secret_in_url,
/// missing_region, bad_region, not_listed for a region that the system does not have, bad_nonce, bad_time, bad_host,
/// stale_key, bad_credentials where the key was not prepared, wrong_scheme, crypto_failed. not_prepared of a prepared
/// request alone. `context` has the key, the time, the nonce and what all requests share. Returns these views.
template <class Request, class Scheme>
result<signed_request> sign(const Request& request, const context<Scheme>& context, std::span<char> buffer) noexcept {
    if constexpr (action<Request>) {
        detail::require_accepted<Scheme, Request>();
        return detail::sign_object(&request, context, buffer.data(), buffer.size(),
                                   detail::request_table_of<Request, Scheme::writes_json, typename Scheme::policy>);
    } else if constexpr (detail::prepared_request<Request>) {
        return request.sign(context, buffer);
    } else if constexpr (signable<Request>) {
        if (const result<void> accepted = detail::check_accepted<Scheme>(request); !accepted) return accepted.error();
        return detail::sign_object(&request, context, buffer.data(), buffer.size(), detail::own_table<Scheme>(request));
    } else {
        detail::require_action<Request>();
        return error{};
    }
}

/// The number of bytes that sign() needs, by the same serializer and with the same errors. sign_url() may need another
/// number: the signature is another by GET, and its `+`, `/` and `=` take three bytes each. `request` and `context`
/// are not kept. Errors: those of sign(), but for buffer_too_small.
template <class Request, class Scheme>
result<std::size_t> signed_size(const Request& request, const context<Scheme>& context) noexcept {
    const result<signed_request> tried = sign(request, context, {});
    if (tried.error().code != errc::buffer_too_small) return tried.error();
    return static_cast<std::size_t>(tried.error().number);
}

/// The whole URL of a GET, for the schemes that sign one, such as hmac_sha256. The context's method is
/// not looked at. Errors as of sign(). Returns a view of `buffer`; `request` and `context` are as of sign().
template <class Request, class Scheme>
result<std::string_view> sign_url(const Request& request, const context<Scheme>& context,
                                  std::span<char> buffer) noexcept {
    static_assert(Scheme::signs_url, "this scheme signs headers, which a URL does not have: use sign()");
    if constexpr (action<Request>) {
        detail::require_accepted<Scheme, Request>();
        return detail::sign_object_url(&request, context, buffer.data(), buffer.size(),
                                       detail::request_table_of<Request, false, typename Scheme::policy>);
    } else if constexpr (detail::prepared_request<Request>) {
        return request.sign_url(context, buffer);
    } else if constexpr (signable<Request>) {
        if (const result<void> accepted = detail::check_accepted<Scheme>(request); !accepted) return accepted.error();
        return detail::sign_object_url(&request, context, buffer.data(), buffer.size(),
                                       detail::own_table<Scheme>(request));
    } else {
        detail::require_action<Request>();
        return error{};
    }
}

/// The number of bytes that sign_url() needs, by the same serializer and with the same errors. `request` and
/// `context` are not kept. Errors: those of sign(), but for buffer_too_small.
template <class Request, class Scheme>
result<std::size_t> signed_url_size(const Request& request, const context<Scheme>& context) noexcept {
    const result<std::string_view> tried = sign_url(request, context, {});
    if (tried.error().code != errc::buffer_too_small) return tried.error();
    return static_cast<std::size_t>(tried.error().number);
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
