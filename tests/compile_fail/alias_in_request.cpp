// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: an alias is for the fields of answers

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

struct Start {
    portwright::text Id = {};

    static constexpr portwright::operation_of call{"Start", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
#ifdef GOOD
        return fields(PORTWRIGHT_FIELD(Id));
#else
        return fields(PORTWRIGHT_FIELD(Id, alias("ID")));
#endif
    }
};
static_assert(portwright::check(Start{}));
