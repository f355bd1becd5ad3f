// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: this list is a temporary and would dangle
// CASES: 5

#include "../request/actions.hpp"

#include <array>
#include <span>
#include <vector>

std::vector<std::uint16_t> make_ports();
std::array<std::uint16_t, 2> make_two(); // trivially destructible, and its elements go with it all the same
std::array<std::string_view, 2> make_names();
std::array<test::Group, 1> make_groups();
std::span<const std::uint16_t> view_ports();
using two = std::uint16_t[2];

test::CreateListener<test::v3> request() {
#if defined GOOD
    static const std::vector<std::uint16_t> ports = make_ports();
    static const auto groups = make_groups();
    static const auto names = make_names();
    (void)test::CreateListener<test::v3>{.Ports = view_ports()}; // the elements stay where they are
    (void)portwright::texts(names);
    return {.Ports = ports, .Groups = groups};
#elif CASE == 1
    return {.Ports = make_ports()};
#elif CASE == 2
    return {.Ports = make_two()};
#elif CASE == 3
    return {.Ports = two{80, 443}};
#elif CASE == 4
    return {.Groups = make_groups()};
#else
    (void)portwright::texts(make_names());
    return {};
#endif
}
