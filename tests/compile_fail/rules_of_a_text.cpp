// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: rules within a field go with a structure

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

struct Start {
#ifdef GOOD
    test::HealthCheck Check = {};
#else
    portwright::text Check = {};
#endif

    static constexpr portwright::operation_of call{"Start", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Check, refuse(given("TimeOut"), given("CheckType"))));
    }
};
static_assert(portwright::check(Start{}));
