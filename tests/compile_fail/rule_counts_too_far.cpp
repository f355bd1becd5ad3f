// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: a rule counts to 31 at most

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

struct Start {
    portwright::text Id = {};
    portwright::integers Name = {};

    static constexpr portwright::operation_of call{"Start", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
#ifdef GOOD
        return fields(PORTWRIGHT_FIELD(Id), PORTWRIGHT_FIELD(Name)).rules(refuse(more_than("Name", 31)));
#else
        return fields(PORTWRIGHT_FIELD(Id), PORTWRIGHT_FIELD(Name)).rules(refuse(more_than("Name", 256)));
#endif
    }
};
static_assert(portwright::check(Start{}));
