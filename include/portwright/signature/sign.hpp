// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Signs a request into the caller's buffer.
//
//     std::array<char, 512> buffer;
//     auto url = portwright::sign_url(request, context, buffer);     // https://clb.tencentcloudapi.com/?Action=...
//     auto made = portwright::sign(request, context, buffer);        // the same as method, host, query, headers, body
//     auto size = portwright::signed_size(request, context);         // how large the buffer must be

#include <portwright/request/check.hpp>
#include <portwright/signature/scheme.hpp>

#include <span>

namespace portwright {

namespace detail {

/// Signs what a source gives. On failure `to` holds nothing.
template <class Scheme, class Source>
errc sign_source(const Source& from, const context<Scheme>& with, destination& to) noexcept {
    errc failed = check_terms(from.call, with.region, with.timestamp, with.endpoint);
    if (failed == errc::none) failed = Scheme::check(with);
    if (failed != errc::none) return failed;
    to.begin(*from.call.of, with, with.in_query());
    failed = Scheme::sign(from, with, to);
    if (to.found.failed != errc::none) return to.found.failed;
    if (failed != errc::none) return failed;
    if (to.found.secret && with.in_query() && !with.secrets_in_url) return errc::secret_in_url;
    return to.payload_size > Scheme::most(with) ? errc::request_too_large : errc::none;
}

/// The same into a buffer: wipes it where that fails or does not fit.
template <class Scheme, class Source>
bool sign_into(const Source& from, const context<Scheme>& with, destination& to, error& why) noexcept {
    why.code = sign_source(from, with, to);
    if (why.code == errc::none && to.out.ok()) return true;
    const std::size_t needed = to.out.size();
    to.out.wipe();
    if (to.found.failed != errc::none) return false;
    std::size_t number = to.payload_size;
    if (why.code == errc::none) {
        why.code = errc::buffer_too_small;
        number = needed;
    }
    why.has_number = why.code == errc::buffer_too_small || why.code == errc::request_too_large;
    why.number = static_cast<std::int64_t>(number);
    return false;
}

/// Clears an output that was too small, and tells what it needed.
constexpr error give_up(output& out) noexcept {
    const error short_by{
        .code = errc::buffer_too_small, .has_number = true, .number = static_cast<std::int64_t>(out.size())};
    out.wipe();
    return short_by;
}

template <class Scheme, action Action>
constexpr void require_accepted() {
    static_assert(
        Scheme::accepts(Action::call.of->family),
        "this API does not accept this signature scheme: API v2 takes hmac_sha1 and hmac_sha256, API 3.0 those and tc3, "
        "Aliyun takes acs3 and aliyun_rpc");
}

template <action Action>
typed_source<raw_root> source_of(const Action& request, bool checks, error& why) noexcept {
    return {{&request}, Action::call, table_of<Action>, checks, why};
}

template <class Request>
constexpr const operation& operation_of(const Request& request) noexcept {
    if constexpr (action<Request>) return Request::call;
    else return request.call;
}

template <class Scheme, class Request>
bool sign_request(const Request& request, const context<Scheme>& with, destination& to, error& why) noexcept {
    if constexpr (action<Request>) {
        require_accepted<Scheme, Request>();
        return sign_into(source_of(request, with.checked, why), with, to, why);
    } else {
        const result<void> good = request.status();
        if (!good) why = good.error();
        else if (!Scheme::accepts(request.call.of->family)) why.code = errc::wrong_scheme;
        return why.code == errc::none && sign_into(request, with, to, why);
    }
}

/// The views of a signed request into its output.
template <class Request, class Scheme>
void view_request(signed_request& made, const Request& request, const context<Scheme>& with,
                  const destination& to) noexcept {
    made.verb = with.verb;
    constexpr std::size_t host_at = 8; // after https://
    made.host = to.piece(host_at, to.path_at - host_at);
    made.path = to.piece(to.path_at, operation_of(request).of->path.size());
    const std::size_t written = to.streamed ? 0 : to.payload_size;
    const std::string_view payload = to.piece(to.payload_at, written);
    made.url = to.piece(0, to.payload_at + (with.in_query() ? written : 0));
    (with.in_query() ? made.query : made.body) = payload;
    Scheme::add_headers(operation_of(request), with, to, made);
}

} // namespace detail

/// A typed action, an untyped_request or a raw_json_request.
template <class R>
concept signable = action<R> || requires(const R& request) { request.status(); };

/// Checks, serializes and signs `request` into `buffer`. The result's views point into the buffer, the context and
/// constants. On an error the buffer holds nothing of the request. Errors: those of check(), or of the untyped
/// request; buffer_too_small with the exact size needed, request_too_large with the size, secret_in_url,
/// missing_region, bad_region, bad_nonce, bad_time, bad_host, stale_key, wrong_scheme, crypto_failed.
template <signable Request, class Scheme>
result<signed_request> sign(const Request& request, const context<Scheme>& with, std::span<char> buffer) noexcept {
    output out{buffer};
    detail::destination to{out};
    error why;
    if (!detail::sign_request(request, with, to, why)) return why;
    signed_request made;
    detail::view_request(made, request, with, to);
    return made;
}

/// The number of bytes that sign() needs, by the same serializer and with the same errors.
template <signable Request, class Scheme>
result<std::size_t> signed_size(const Request& request, const context<Scheme>& with) noexcept {
    const result<signed_request> tried = sign(request, with, {});
    if (tried.error().code != errc::buffer_too_small) return tried.error();
    return static_cast<std::size_t>(tried.error().number);
}

/// The whole URL of a GET, for the schemes that sign one: hmac_sha1, hmac_sha256, aliyun_rpc. The context's method is
/// not looked at. Errors as of sign().
template <signable Request, class Scheme>
result<std::string_view> sign_url(const Request& request, const context<Scheme>& with,
                                  std::span<char> buffer) noexcept {
    static_assert(Scheme::signs_url, "this scheme signs headers, which a URL does not have: use sign()");
    context<Scheme> by_get = with;
    by_get.verb = method::GET;
    output out{buffer};
    detail::destination to{out};
    error why;
    if (!detail::sign_request(request, by_get, to, why)) return why;
    return out.since(0);
}

/// The string that the scheme signs, without a key and in constant expressions, too: for comparing with what a cloud
/// or a colleague computed. Errors: buffer_too_small with the size needed, and what the context lacks.
template <class Scheme, action Action>
constexpr result<std::string_view> string_to_sign(const Action& request, const request_terms& terms,
                                                  std::span<char> buffer) noexcept {
    detail::require_accepted<Scheme, Action>();
    errc failed = detail::check_terms(Action::call, terms.region, terms.timestamp, terms.endpoint);
    if (failed == errc::none) failed = Scheme::check(terms);
    if (failed != errc::none) return error{.code = failed};
    output out{buffer};
    error why;
    detail::findings found;
    if (std::is_constant_evaluated())
        Scheme::write_string_to_sign(
            detail::typed_source<detail::typed_root<Action>>{
                {&request}, Action::call, detail::table_of<Action>, false, why},
            terms, out, found);
    else Scheme::write_string_to_sign(detail::source_of(request, false, why), terms, out, found);
    if (out.ok()) return out.since(0);
    return detail::give_up(out);
}

/// The parameters as a JSON object, the body of a TC3 request. Errors: buffer_too_small with the size needed,
/// out_of_range for a number that no integer can hold.
template <action Action>
constexpr result<std::string_view> json_body(const Action& request, std::span<char> buffer) noexcept {
    output out{buffer};
    error why;
    detail::findings found;
    if (std::is_constant_evaluated())
        detail::typed_source<detail::typed_root<Action>>{{&request}, Action::call, detail::table_of<Action>, false, why}
            .json(out, found);
    else detail::source_of(request, false, why).json(out, found);
    if (out.ok() && found.failed == errc::none) return out.since(0);
    const error short_by = detail::give_up(out);
    if (found.failed != errc::none) return error{.code = found.failed};
    return short_by;
}

} // namespace portwright
