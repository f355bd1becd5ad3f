// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: a rule asks for hexadecimal digits in a field that is no text

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

struct Start {
    portwright::text Id = {};
    portwright::integer Name = {};

    static constexpr portwright::operation_of call{"Start", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
#ifdef GOOD
        return fields(PORTWRIGHT_FIELD(Id), PORTWRIGHT_FIELD(Name)).rules(refuse(not_hex("Id")));
#else
        return fields(PORTWRIGHT_FIELD(Id), PORTWRIGHT_FIELD(Name)).rules(refuse(not_hex("Name")));
#endif
    }
};
static_assert(portwright::check(Start{}));
