// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: at_most goes with a list of structures

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

struct Start {
#ifdef GOOD
    portwright::list<test::HealthCheck> Checks = {};
#else
    portwright::integers Checks = {};
#endif

    static constexpr portwright::operation_of call{"Start", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Checks, at_most<9>));
    }
};
static_assert(portwright::check(Start{}));
