// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// check() and valid: refuse what the documents rule out, before anything is signed or sent.
//
//     constexpr clb::CreateListener request{...};
//     static_assert(portwright::check(request));   // at compile time: true or false
//     static_assert(portwright::valid<request>);   // the same with the reason, for a request of static storage
//     auto checked = portwright::check(request);   // at run time: an error with path, what was given and the rule

#include <portwright/core/result.hpp>
#include <portwright/request/walk.hpp>

#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

template <class Policy, class Features, class Root>
constexpr void check_all(const Root& root, const action_table& top, std::uint8_t index_base, error& why) noexcept {
    using base = walker<Root, Features, Policy>;
    struct check_walk : base {
        using base::base;
    };
    constexpr auto ignore = [](base&, event, const typename base::level&) {};
    check_walk(root, ignore, index_base, list_order::canonical, true, why).run(top);
}

} // namespace detail

/// Checks a request against its schema: what is required, bounds, listed values, lengths, characters, conditions and
/// cross-field rules. Errors: missing_parameter, out_of_range, not_listed, too_short, too_long, too_many,
/// bad_characters, not_utf8, rule_broken; of a later<N>, which only a prepared request may have, too_long where it is a
/// text and out_of_range where it is a number. Of several errors, the first in canonical order is reported, in which
/// element 10 of a list comes before element 2, and a structure's rules after its fields. Signing reports the same one,
/// whatever the scheme. `request` is not kept.
template <class Policy = size_policy, class Action>
constexpr result<void> check(const Action& request) noexcept {
    result<void> made;
    if constexpr (!action<Action>) {
        detail::require_action<Action>();
        return made;
    } else {
        constexpr std::uint8_t base = Action::call.service->index_base;
        if (std::is_constant_evaluated())
            detail::check_all<Policy, detail::whole_walk>(detail::typed_root<Action>{&request},
                                                          detail::table_of<Action>, base, made.failing());
        else
            detail::check_all<Policy, detail::walk_features<Action>>(detail::raw_root{&request},
                                                                     detail::table_of<Action>, base, made.failing());
        return made;
    }
}

namespace detail {

template <class T, std::size_t Level, const error& Why>
consteval void explain() {
    if constexpr (Why.code != errc::none) {
        using here = field_at<T, order_of<T>[Why.where.row[Level]]>;
        if constexpr (Level + 1 < Why.where.depth)
            explain<structure_at<T, order_of<T>[Why.where.row[Level]]>, Level + 1, Why>();
        else typename here::refusal{}.template operator()<Why.code>();
    }
}

template <const auto& Request>
inline constexpr error why_refused = check(Request).error();

/// Whether what an error is about is a value that comes later. For constant expressions.
template <class Action>
constexpr bool is_of_later(const Action& request, const error& why) noexcept {
    if (why.where.depth == 0) return false;
    member_path position;
    const table* structure = why.where.root;
    for (std::size_t level = 0;; ++level) {
        const row& r = structure->rows[why.where.row[level]];
        position = position.extended(r, why.where.index[level]);
        if (level + 1 == why.where.depth) return read(request, position, 0).later_number() != 0;
        structure = r.child;
    }
}

} // namespace detail

/// True for a request that passes check(); otherwise the program does not compile, and a static_assert names the
/// parameter. For a constexpr request of static storage duration. One of which values come later is none: where it is
/// prepared, all else of it is checked.
template <const auto& Request>
inline constexpr bool valid = [] {
    using type = std::remove_cvref_t<decltype(Request)>;
    if constexpr (action<type>) {
        constexpr bool comes_later = detail::is_of_later(Request, detail::why_refused<Request>);
        static_assert(!comes_later, "values of this request come later: declare a prepared<request, scheme>, which "
                                    "checks the rest, and sign that with() its values");
        if constexpr (!comes_later) detail::explain<type, 0, detail::why_refused<Request>>();
    } else {
        detail::require_action<type>();
    }
    return true; // what is wrong has been said: false would only add the caller's own static_assert to that
}();

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
