// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What an image has of an action, and which system the action belongs to.

#include <portwright/request/operation.hpp>
#include <portwright/request/table.hpp>
#include <portwright/request/task_state.hpp>

#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// An action's table. The operation is a part of it, so that one pointer leads to all that an image has of the action.
struct action_table : table, operation {
    /// Looks at two fields of the structure at `object`. Null where no rule has a rare test.
    bool (*holds_rare_test)(const unsigned char* object, const row& r, const row& other, condition::test test) noexcept;
};

/// Asserts that the call of an action is an operation_of. A function, because a class with a false assertion in it has
/// no members for clang.
template <class Action>
constexpr bool has_family() {
    constexpr bool found = requires { typename decltype(Action::call)::family; };
    static_assert(
        found,
        "an action's call is an operation_of, which knows the family: `static constexpr operation_of call{...}`");
    return found;
}

template <class Action>
struct system_of {
    using type = std::conditional_t<has_family<Action>(), any_family, any_family>;
};
template <class Action>
    requires requires { typename decltype(Action::call)::family; }
struct system_of<Action> {
    using type = whole_family<typename decltype(Action::call)::family>;
};

} // namespace detail

/// The system of an action, which is its family, too.
template <class Action>
using system_of = typename detail::system_of<Action>::type;

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
