// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/later.hpp>

#include "actions.hpp"
#include "spelled.hpp"

#include <portwright/request/check.hpp>
#include <portwright/request/message.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace {

using portwright::later;
using namespace portwright::detail;

constexpr std::string_view words[] = {later<14>, "a"};
constexpr std::int64_t numbers[] = {later<0>, 7};

/// What check() says of a request.
template <class Request>
std::string says(const Request& request) {
    char line[160];
    return std::string(portwright::message(portwright::check(request).error(), line));
}

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
    CHECK(says(request) ==
          "LoadBalancerId: a later<N>: a request with such values is prepared, and signed with() them");
    request = test::good<test::v3>;
    request.Protocol = later<0>;
    CHECK(says(request).starts_with("Protocol: a later<N>"));
    request = test::good<test::v3>;
    request.ListenerNames = words;
    CHECK(says(request).starts_with("ListenerNames.0: a later<N>"));
    request = test::good<test::v3>;
    request.Ports = numbers;
    CHECK(test::spelled(portwright::check(request)) == "out_of_range Ports.0");
    CHECK(says(request).starts_with("Ports.0: it is outside 1..65535, or a later<N>"));
    // What is secret is not kept, so that it is not known which of the two it is.
    CHECK(says(test::Upload<test::v3>{.Key = later<0>}) ==
          "Key: larger than any request may be, or a later<N>: a request with such values is prepared, and signed "
          "with() them");
}

constexpr std::int64_t spoiled_numbers[] = {7, later<1>};
constexpr test::CreateListener<test::v3> waiting[] = {
    {.LoadBalancerId = later<0>, .Ports = spoiled_numbers},
    {.LoadBalancerId = "lb", .Ports = spoiled_numbers},
    {.LoadBalancerId = "lb", .Ports = numbers},
    {.Ports = numbers},
};

TEST_CASE("later: an error is known to be about one") {
    const auto is_told = [](const auto& request) consteval {
        return is_of_later(request, portwright::check(request).error());
    };
    static_assert(is_told(waiting[0]) && is_told(waiting[1]) && is_told(waiting[2]));
    static_assert(!is_told(waiting[3])); // LoadBalancerId is missing, and comes first
    static_assert(!is_told(test::good<test::v3>));
}

} // namespace
