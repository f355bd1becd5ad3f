// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/later.hpp>

#include "actions.hpp"
#include "spelled.hpp"

#include <portwright/request/check.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string_view>

namespace {

using portwright::later;
using namespace portwright::detail;

constexpr std::string_view words[] = {later<14>, "a"};
constexpr std::int64_t numbers[] = {later<0>, 7};

TEST_CASE("later: what stands for a value is known by its number") {
    static_assert(later_in(words[0].data(), clamp_size(words[0].size())) == 15);
    static_assert(later_in(words[1].data(), clamp_size(words[1].size())) == 0);
    static_assert(later_in(numbers[0]) == 1 && later_in(numbers[1]) == 0);
    static_assert(later_in(INT64_MIN) == 0 && later_in(INT64_MAX) == 0 && later_in(first_later + most_later) == 0);
    static_assert(portwright::integer(later<3>).later_number() == 4);
    static_assert(portwright::integers(numbers)[0].later_number() == 1);
    static_assert(portwright::integer(INT64_MAX).later_number() == 0 && portwright::integer(7).later_number() == 0);
}

TEST_CASE("later: refused where it is not prepared") {
    auto request = test::good<test::v3>;
    request.LoadBalancerId = later<0>;
    CHECK(portwright::check(request).error().code == portwright::errc::too_long);
    request = test::good<test::v3>;
    request.Protocol = later<0>;
    CHECK(portwright::check(request).error().code == portwright::errc::too_long);
    request = test::good<test::v3>;
    request.Ports = numbers;
    CHECK(test::spelled(portwright::check(request)) == "out_of_range Ports.0");
}

} // namespace
