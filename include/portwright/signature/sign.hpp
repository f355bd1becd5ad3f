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

#include <portwright/request/check.hpp>
#include <portwright/signature/scheme.hpp>

#include <span>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// Signs what a source gives.
template <class Scheme, class Source>
[[gnu::always_inline]] inline errc sign_source(const Source& from, const context<Scheme>& with,
                                               destination<typename Scheme::policy>& to) noexcept {
    errc failed = check_terms(from.call, with.region, with.timestamp, with.endpoint, with.checked);
    if (failed == errc::none) failed = Scheme::check(from.call, with);
    if (failed == errc::none && with.id().empty()) failed = errc::bad_credentials; // the key was not prepared
    if (failed != errc::none) return failed;
    const bool in_query = to.in_query; // known here, but no longer after the first call
    to.begin(*from.call.of, with.region, with.endpoint);
    failed = Scheme::sign(from, with, to);
    if (failed != errc::none) return failed;
    if (to.found.secret && in_query && !with.secrets_in_url) return errc::secret_in_url;
    if (to.payload_size > Scheme::most(in_query)) return errc::request_too_large;
    return to.out.ok() ? errc::none : errc::buffer_too_small;
}

/// The same, and clears `to` where that fails.
template <class Scheme, class Source>
[[gnu::always_inline]] inline bool sign_into(const Source& from, const context<Scheme>& with,
                                             destination<typename Scheme::policy>& to, error& why) noexcept {
    why.code = sign_source(from, with, to);
    if (why.code == errc::none) return true;
    if (why.code == errc::buffer_too_small || why.code == errc::request_too_large) {
        why.has_number = true;
        why.number = static_cast<std::int64_t>(why.code == errc::buffer_too_small ? to.out.size() : to.payload_size);
    }
    to.out.wipe();
    return false;
}

/// Clears an output that was too small, and tells what it needed.
template <class Policy>
constexpr error give_up(basic_output<Policy>& out) noexcept {
    const error short_by{
        .code = errc::buffer_too_small, .has_number = true, .number = static_cast<std::int64_t>(out.size())};
    out.wipe();
    return short_by;
}

template <class Scheme, action Action>
constexpr void require_accepted() {
    constexpr errc failed = check_operation(Action::call);
    static_assert(failed != errc::bad_name, "the name of an action has letters, digits and -._~ only");
    static_assert(failed != errc::bad_host,
                  "the host of a service is HOST or HOST:PORT in lower case, with a name of letters, digits and -._~");
    static_assert(failed != errc::bad_characters,
                  "the path of a service begins with / and, like its version, has letters, digits and -._~ only");
    static_assert(accepts<portwright::system_of<Action>, Scheme>,
                  "this API does not accept this signature scheme: its family lists those that it takes");
}

/// A typed action, without its type: what an action costs beyond its table is the making of one of these.
template <class Policy>
struct typed_request {
    const void* request;
    const signable_action<Policy>& action;

    const operation& call() const noexcept { return action.call; }

    template <class Scheme>
    [[gnu::always_inline]] bool sign(const context<Scheme>& with, destination<Policy>& to, error& why) const noexcept {
        return sign_into(source(with.checked, why), with, to, why);
    }
    template <class Scheme>
    static errc status(error&) noexcept {
        return errc::none;
    }
    raw_source<Policy> source(bool checks, error& why) const noexcept { return {request, action, why, checks}; }
};

template <class Request>
struct untyped_handle {
    const Request& request;

    const operation& call() const noexcept { return request.call; }

    template <class Scheme>
    bool sign(const context<Scheme>& with, destination<typename Scheme::policy>& to, error& why) const noexcept {
        return status<Scheme>(why) == errc::none && sign_into(request, with, to, why);
    }
    template <class Scheme>
    errc status(error& why) const noexcept {
        const result<void> good = request.status();
        if (!good) why = good.error();
        else if (!request.accepts(Scheme::name)) why.code = errc::wrong_scheme;
        return why.code;
    }
    const Request& source(bool, error&) const noexcept { return request; }
};

template <class Scheme, class Request>
auto handle_of(const Request& request) noexcept {
    if constexpr (action<Request>) {
        require_accepted<Scheme, Request>();
        using policy = typename Scheme::policy;
        return typed_request<policy>{&request, signable_of<Request, Scheme::writes_json, policy>};
    } else {
        return untyped_handle<Request>{request};
    }
}

/// The views of a signed request into its output.
template <class Scheme>
[[gnu::noinline]] void view_request(signed_request& made, const operation& call, const context<Scheme>& with,
                                    const destination<typename Scheme::policy>& to) noexcept {
    made.verb = to.verb;
    made.host = to.host();
    made.path = to.piece(to.path_at, call.of->path.size());
    const std::string_view payload = to.payload();
    made.url = to.piece(0, to.in_query ? to.payload_at + payload.size() : to.payload_at - 1);
    (to.in_query ? made.query : made.body) = payload;
    Scheme::add_headers(call, with, header_views<typename Scheme::policy>{made, to});
}

template <class Handle, class Scheme>
[[gnu::always_inline]] inline result<signed_request> sign_whole(const Handle& request, const context<Scheme>& with,
                                                                std::span<char> buffer) noexcept {
    result<signed_request> made{error{}};
    using policy = typename Scheme::policy;
    destination<policy> to{basic_output<policy>{buffer}, with.verb, with.in_query()};
    if (request.sign(with, to, made.failing())) view_request(made.succeed(), request.call(), with, to);
    return made;
}

template <class Handle, class Scheme>
[[gnu::always_inline]] inline result<std::string_view> sign_query(const Handle& request, const context<Scheme>& with,
                                                                  std::span<char> buffer) noexcept {
    result<std::string_view> made{error{}};
    using policy = typename Scheme::policy;
    destination<policy> to{basic_output<policy>{buffer}, method::GET, true};
    if (request.sign(with, to, made.failing())) made.succeed() = to.out.since(0);
    return made;
}

// What each action calls: its arguments first and as they come, so that a call is short.

template <class Scheme>
[[gnu::noinline]] result<signed_request> sign_typed(const void* request, const context<Scheme>& with, char* buffer,
                                                    std::size_t size,
                                                    const signable_action<typename Scheme::policy>& action) noexcept {
    return sign_whole(typed_request<typename Scheme::policy>{request, action}, with, {buffer, size});
}

template <class Scheme>
[[gnu::noinline]] result<std::string_view>
sign_typed_query(const void* request, const context<Scheme>& with, char* buffer, std::size_t size,
                 const signable_action<typename Scheme::policy>& action) noexcept {
    return sign_query(typed_request<typename Scheme::policy>{request, action}, with, {buffer, size});
}

} // namespace detail

/// A typed action, an untyped_request or a raw_json_request.
template <class R>
concept signable = action<R> || requires(const R& request) { request.status(); };

/// Checks, serializes and signs `request` into `buffer`. The result's views point into the buffer, the context and
/// constants. On an error the buffer holds nothing of the request. Errors: those of check(), or of the untyped
/// request; buffer_too_small with the exact size needed, request_too_large with the size, secret_in_url,
/// missing_region, bad_region, not_listed for a region that the system does not have, bad_nonce, bad_time, bad_host,
/// stale_key, bad_credentials where the key was not prepared, wrong_scheme, crypto_failed.
template <signable Request, class Scheme>
result<signed_request> sign(const Request& request, const context<Scheme>& with, std::span<char> buffer) noexcept {
    if constexpr (action<Request>) {
        detail::require_accepted<Scheme, Request>();
        return detail::sign_typed(&request, with, buffer.data(), buffer.size(),
                                  detail::signable_of<Request, Scheme::writes_json, typename Scheme::policy>);
    } else {
        return detail::sign_whole(detail::untyped_handle<Request>{request}, with, buffer);
    }
}

/// The number of bytes that sign() needs, by the same serializer and with the same errors. sign_url() may need another
/// number: the signature is another by GET, and its `+`, `/` and `=` take three bytes each.
template <signable Request, class Scheme>
result<std::size_t> signed_size(const Request& request, const context<Scheme>& with) noexcept {
    const result<signed_request> tried = sign(request, with, {});
    if (tried.error().code != errc::buffer_too_small) return tried.error();
    return static_cast<std::size_t>(tried.error().number);
}

/// The whole URL of a GET, for the schemes that sign one, such as hmac_sha256. The context's method is
/// not looked at. Errors as of sign().
template <signable Request, class Scheme>
result<std::string_view> sign_url(const Request& request, const context<Scheme>& with,
                                  std::span<char> buffer) noexcept {
    static_assert(Scheme::signs_url, "this scheme signs headers, which a URL does not have: use sign()");
    if constexpr (action<Request>) {
        detail::require_accepted<Scheme, Request>();
        return detail::sign_typed_query(&request, with, buffer.data(), buffer.size(),
                                        detail::signable_of<Request, false, typename Scheme::policy>);
    } else {
        return detail::sign_query(detail::untyped_handle<Request>{request}, with, buffer);
    }
}

/// The number of bytes that sign_url() needs, by the same serializer and with the same errors.
template <signable Request, class Scheme>
result<std::size_t> signed_url_size(const Request& request, const context<Scheme>& with) noexcept {
    const result<std::string_view> tried = sign_url(request, with, {});
    if (tried.error().code != errc::buffer_too_small) return tried.error();
    return static_cast<std::size_t>(tried.error().number);
}

/// The string that the scheme signs, without a key and in constant expressions, too: for comparing with what a cloud
/// or a colleague computed. Errors: buffer_too_small with the size needed, bad_credentials, missing_region, bad_region,
/// bad_nonce, bad_time, bad_host, out_of_range for a number that no integer can hold, too_long for a text larger than any
/// request. Parameters are not checked otherwise, nor whether the documents list the region.
template <class Scheme, action Action>
constexpr result<std::string_view> string_to_sign(const Action& request, const request_terms& terms,
                                                  std::span<char> buffer) noexcept {
    detail::require_accepted<Scheme, Action>();
    errc failed = detail::check_terms(Action::call, terms.region, terms.timestamp, terms.endpoint, false);
    if (failed == errc::none) failed = Scheme::check(Action::call, terms);
    if (failed == errc::none && !detail::are_names(terms.id(), terms.token())) failed = errc::bad_credentials;
    if (failed != errc::none) return error{.code = failed};
    basic_output<typename Scheme::policy> out{buffer};
    error why;
    detail::findings found;
    using whole_walk = detail::whole_walk_of<Action>;
    constexpr const detail::action_table& table = detail::table_of<Action>;
    if (std::is_constant_evaluated())
        Scheme::write_string_to_sign(
            detail::typed_source<detail::typed_root<Action>, whole_walk>{{&request}, table, why, false}, terms, out,
            found);
    else
        Scheme::write_string_to_sign(detail::typed_source<detail::raw_root, whole_walk>{{&request}, table, why, false},
                                     terms, out, found);
    if (out.ok() && found.failed == errc::none) return out.since(0);
    const error short_by = detail::give_up(out);
    if (found.failed != errc::none) return error{.code = found.failed};
    return short_by;
}

/// The parameters as a JSON object, the body of a TC3 request. Errors: buffer_too_small with the size needed,
/// out_of_range for a number that no integer can hold, too_long for a text larger than any request, too_many for such a
/// list.
template <action Action>
constexpr result<std::string_view> json_body(const Action& request, std::span<char> buffer) noexcept {
    output out{buffer};
    error why;
    detail::findings found;
    using detail::whole_walk;
    constexpr const detail::action_table& table = detail::table_of<Action>;
    if (std::is_constant_evaluated())
        detail::typed_source<detail::typed_root<Action>, whole_walk>{{&request}, table, why, false}.json(out, found);
    else detail::typed_source<detail::raw_root, whole_walk>{{&request}, table, why, false}.json(out, found);
    if (out.ok() && found.failed == errc::none) return out.since(0);
    const error short_by = detail::give_up(out);
    if (found.failed != errc::none) return error{.code = found.failed};
    return short_by;
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
