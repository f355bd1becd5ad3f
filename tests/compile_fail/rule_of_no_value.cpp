// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: a rule names a value that is not listed

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

struct Start {
    portwright::text Id = {};
    portwright::text Name = {};

    static constexpr portwright::operation_of call{"Start", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
#ifdef GOOD
        return fields(PORTWRIGHT_FIELD(Id), PORTWRIGHT_FIELD(Name)).rules(not_both("Id", "Name"));
#else
        return fields(PORTWRIGHT_FIELD(Id), PORTWRIGHT_FIELD(Name)).rules(only_with("Id", "Name", "x"));
#endif
    }
};
static_assert(portwright::check(Start{}));
