// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: a schema lists the same member twice

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
        return fields(PORTWRIGHT_FIELD(Id), PORTWRIGHT_FIELD(Name));
#else
        return fields(PORTWRIGHT_FIELD(Id), PORTWRIGHT_FIELD(Id, named("Name")));
#endif
    }
};
static_assert(portwright::check(Start{}));
