// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: between, at_least and one_of go with an integer or integers

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

struct Start {
#ifdef GOOD
    portwright::integer Id = {};
#else
    portwright::text Id = {};
#endif

    static constexpr portwright::operation_of call{"Start", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Id, between<1, 9>));
    }
};
static_assert(portwright::check(Start{.Id = {}}));
