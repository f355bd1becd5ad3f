// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: this text is a temporary and would dangle
// CASES: 3

#include "../request/actions.hpp"

#include <string>

struct fixed_string { // trivially destructible, and its characters go with it all the same
    char characters[8];
    constexpr operator std::string_view() const { return characters; }
};
struct record {
    char name[8];
};

std::string make_id();
fixed_string make_fixed_id();
record make_record();

test::CreateListener<test::v3> request() {
#if defined GOOD
    static const std::string id = make_id();
    static const fixed_string fixed_id = make_fixed_id();
    static const record row = make_record();
    (void)test::CreateListener<test::v3>{.LoadBalancerId = fixed_id};
    (void)test::CreateListener<test::v3>{.LoadBalancerId = row.name};
    return {.LoadBalancerId = id};
#elif CASE == 1
    return {.LoadBalancerId = make_id()};
#elif CASE == 2
    return {.LoadBalancerId = make_fixed_id()};
#else
    return {.LoadBalancerId = make_record().name};
#endif
}
