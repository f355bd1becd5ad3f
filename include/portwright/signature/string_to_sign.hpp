// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a scheme signs, for comparing with what a cloud or a colleague computed. No key is needed.
//
//     constexpr portwright::request_terms terms{.key_id = "AKID", .region = "ap-guangzhou", .timestamp = 1551113065};
//     std::array<char, 512> buffer;
//     auto text = portwright::string_to_sign<portwright::tc3<>>(request, terms, buffer);

#include <portwright/core/result.hpp>
#include <portwright/request/json_body.hpp>
#include <portwright/request/request_ref.hpp>
#include <portwright/signature/accepted.hpp>
#include <portwright/signature/check_context.hpp>
#include <portwright/signature/context.hpp>
#include <portwright/signature/credentials.hpp>
#include <portwright/signature/signing_buffer.hpp>

#include <span>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

template <class Scheme>
constexpr result<std::string_view> write_string_to_sign(const request_ref<typename Scheme::policy>& request,
                                                        const request_terms& terms, std::span<char> buffer) noexcept {
    const operation& call = *request.call;
    errc failed = check_terms(call, terms.region, terms.timestamp, terms.endpoint, false);
    if (failed == errc::none) failed = Scheme::check(call, terms);
    if (failed == errc::none && !are_names(terms.id(), terms.token())) failed = errc::bad_credentials;
    if (failed != errc::none) return error{.code = failed};
    basic_output<typename Scheme::policy> out{buffer};
    error why;
    walk_outcome outcome{why, false};
    Scheme::write_string_to_sign(request, terms, out, outcome);
    if (out.ok() && why.code == errc::none) return out.since(0);
    const error short_by = give_up(out);
    if (why.code != errc::none) return error{.code = why.code};
    return short_by;
}

} // namespace detail

/// The string that the scheme signs, in constant expressions, too. Errors: buffer_too_small with the size needed,
/// bad_credentials, missing_region, bad_region, bad_nonce, bad_time, bad_host, out_of_range for a number that no
/// integer can hold, too_long for a text larger than any request, crypto_failed, and those of an untyped request.
/// Parameters are not checked otherwise, nor whether the documents list the region. A view of `buffer`. `request` may
/// be typed or not; `terms` is a context without a key.
template <class Scheme, class Request>
constexpr result<std::string_view> string_to_sign(const Request& request, const request_terms& terms,
                                                  std::span<char> buffer) noexcept {
    using policy = typename Scheme::policy;
    if constexpr (!signable<Request>) {
        detail::require_action<Request>();
        return error{};
    } else {
        if constexpr (action<Request>) detail::require_accepted<Scheme, Request>();
        else if (const result<void> accepted = detail::check_accepted<Scheme>(request); !accepted)
            return accepted.error();
        if (std::is_constant_evaluated()) {
            const detail::constant_walk<Request, policy> walk(request);
            return detail::write_string_to_sign<Scheme>(walk.ref(), terms, buffer);
        }
        if constexpr (action<Request>) {
            constexpr const auto& table = detail::request_table_of<Request, Scheme::writes_json, policy>;
            return detail::write_string_to_sign<Scheme>({&request, &table, table.walk}, terms, buffer);
        } else {
            return detail::write_string_to_sign<Scheme>({&request, &request.call, &detail::own_walk<Request, policy>},
                                                        terms, buffer);
        }
    }
}

/// The parameters as a JSON object, the body of a TC3 request. Errors: buffer_too_small with the size needed,
/// request_too_large with the size where it is larger than any such body may be, out_of_range for a number that no
/// integer can hold, too_long for a text larger than any request. A view of `buffer`; `request` is not kept.
template <action Action>
constexpr result<std::string_view> json_body(const Action& request, std::span<char> buffer) noexcept {
    output out{buffer};
    error why;
    detail::walk_outcome outcome{why, false};
    if (std::is_constant_evaluated()) {
        const detail::constant_walk<Action, size_policy> walk(request);
        walk.ref().walk->json(walk.ref(), out, outcome);
    } else {
        constexpr const auto& table = detail::request_table_of<Action, true, size_policy>;
        table.walk->json({&request, &table, table.walk}, out, outcome);
    }
    const bool is_too_large = out.size() > detail::largest_json_body;
    if (out.ok() && why.code == errc::none && !is_too_large) return out.since(0);
    error short_by = detail::give_up(out);
    if (why.code != errc::none) return error{.code = why.code};
    if (is_too_large) short_by.code = errc::request_too_large;
    return short_by;
}

/// Says what a type lacks that is no action.
template <class Request>
    requires(!action<Request>)
constexpr result<std::string_view> json_body(const Request&, std::span<char>) noexcept {
    detail::require_action<Request>();
    return error{};
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
