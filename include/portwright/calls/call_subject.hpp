// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A request as a call knows it, once for a scheme: whatever is called, typed or not, it is this.

#include <portwright/calls/call_rules.hpp>
#include <portwright/calls/outcome.hpp>
#include <portwright/core/output.hpp>
#include <portwright/request/request_ref.hpp>
#include <portwright/signature/accepted.hpp>
#include <portwright/signature/sign.hpp>

#include <concepts>
#include <cstdint>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {
namespace detail {

/// The scheme that was asked for, or the default of the action's API.
template <class Scheme, class Action, class>
struct chosen_scheme {
    using type = Scheme;
};
template <class Action, class Engine>
struct chosen_scheme<void, Action, Engine> {
    using system = portwright::system_of<Action>;
    using type = typename system::template default_scheme<Engine>;
    static_assert(accepts<system, type>, "a family's default_scheme is one of its schemes");
};

/// An action that has a token by which the cloud knows a repeated request.
template <class Request>
concept takes_token = requires(Request& request) {
    { request.ClientToken } -> std::same_as<text&>;
};

/// What a call knows of its request, whatever type that has.
template <class Policy>
struct call_subject {
    request_ref<Policy> request;
    const answer_kind* answers;
    void* answer; ///< the structure that the answer goes into
    /// Makes the idempotency token that the caller did not give, once; null where there is none to make. A pointer, so
    /// that an image without such actions has nothing of it.
    void (*make_token)(void* own, std::uint64_t random) noexcept;
    void* own; ///< what make_token() takes
    bool can_be_repeated; ///< doing it twice is doing it once
    bool is_query;
};

/// A request with a token, as its own copy: the token is made when the call begins, and the caller's request is not to
/// be changed. For any other request nothing.
template <class Request>
struct own_request {
    constexpr explicit own_request(const Request&) noexcept {}
    static constexpr const Request& of(const own_request&, const Request& request) noexcept { return request; }
};
template <takes_token Request>
struct own_request<Request> {
    constexpr explicit own_request(const Request& request) noexcept : copy(request) {}
    static constexpr const Request& of(const own_request& own, const Request&) noexcept { return own.copy; }

    /// Of the first attempt's random bits, which nobody else has either.
    static void make_token(void* own, std::uint64_t random) noexcept {
        auto& me = *static_cast<own_request*>(own);
        if (me.copy.ClientToken.has_value()) return;
        output out{me.digits};
        write_nonce(out, random);
        me.copy.ClientToken = out.since(0);
    }

    Request copy;
    char digits[20];
};

template <class Scheme, action Action, described Response, signable Request>
call_subject<typename Scheme::policy> subject_of(own_request<Request>& own, const Request& request,
                                                 Response& answer) noexcept {
    using policy = typename Scheme::policy;
    constexpr const answer_kind* answers = &answer_kind_of<Action, Response>;
    void (*make_token)(void*, std::uint64_t) noexcept = nullptr;
    if constexpr (takes_token<Request>) make_token = &own_request<Request>::make_token;
    if constexpr (action<Request>) {
        require_accepted<Scheme, Request>();
        constexpr const auto& table = request_table_of<Request, Scheme::writes_json, policy>;
        constexpr bool query = is_query(Request::call.action);
        return {{&own_request<Request>::of(own, request), &table, table.walk},
                answers,
                &answer,
                make_token,
                &own,
                query || takes_token<Request>,
                query};
    } else {
        const bool query = is_query(request.call.action);
        return {
            {&request, &request.call, &own_walk<Request, policy>}, answers, &answer, make_token, &own, query, query};
    }
}

} // namespace detail
} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
