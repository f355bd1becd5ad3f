// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The actions of a system as a list of types, for code that is made for each of them: the tool's catalogue, an image
// that signs whatever it is told, a test. Each system has its list in actions.hpp of its folder.
//
//     std::size_t parameters = 0;
//     some_system::actions::for_each([&]<class Action>() { parameters += detail::table_of<Action>.count; });

#include <portwright/core/language.hpp>

#include <cstddef>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// A system's actions, in the order of its documents.
template <class... Actions>
struct action_list {
    static constexpr std::size_t size = sizeof...(Actions);

    /// Calls `visit.operator()<Action>()` for each action, in the order of the list.
    template <class Visit>
    static constexpr void for_each(Visit&& visit) {
        (visit.template operator()<Actions>(), ...);
    }
};

namespace detail {

template <class... Lists>
struct joined_actions {
    using type = action_list<>;
};
template <class... Actions>
struct joined_actions<action_list<Actions...>> {
    using type = action_list<Actions...>;
};
template <class... First, class... Second, class... More>
struct joined_actions<action_list<First...>, action_list<Second...>, More...>
    : joined_actions<action_list<First..., Second...>, More...> {};

} // namespace detail

/// The actions of several lists as one.
template <class... Lists>
using joined_actions = typename detail::joined_actions<Lists...>::type;

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
