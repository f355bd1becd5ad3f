// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/action_list.hpp>

#include "../verify.hpp"

#include <doctest/doctest.h>

#include <type_traits>

namespace {

using portwright::action_list;
using portwright::joined_actions;

// No action is needed for this: any types do, and incomplete ones too.
template <int Number>
struct action;

template <class Action>
constexpr int number = 0;
template <int Number>
constexpr int number<action<Number>> = Number;

using first = action_list<action<1>, action<2>>;
using second = action_list<action<3>>;

template <class List>
constexpr int digits() {
    int made = 0;
    List::for_each([&]<class Action>() { made = made * 10 + number<Action>; });
    return made;
}

TEST_CASE("action lists: each action once, in the order of the list") {
    VERIFY(first::size == 2);
    VERIFY(action_list<>::size == 0);
    VERIFY(digits<action_list<>>() == 0);
    VERIFY(digits<first>() == 12);
    VERIFY(digits<action_list<action<2>, action<1>>>() == 21);
}

TEST_CASE("action lists: joined, one after the other") {
    static_assert(std::is_same_v<joined_actions<>, action_list<>>);
    static_assert(std::is_same_v<joined_actions<first>, first>);
    static_assert(std::is_same_v<joined_actions<action_list<>, second, action_list<>>, second>);
    VERIFY(digits<joined_actions<first, second>>() == 123);
    VERIFY(digits<joined_actions<second, first, second>>() == 3123);
}

} // namespace
