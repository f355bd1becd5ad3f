// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// In the order of the names, Port-Kind would come after Port.0, and in the order of the full keys before it.
//
// CASES: 2
// EXPECT: a field's name continues a list's or a structure's with a -

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

#ifndef CASE
#define CASE 0
#endif

struct Place {
    portwright::text Name = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Name));
    }
};

struct Start {
    portwright::integers Port = {};
    portwright::text Kind = {};
    Place At = {};

    static constexpr portwright::operation_of call{"Start", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
#if CASE == 1
        return fields(PORTWRIGHT_FIELD(Port), PORTWRIGHT_FIELD(Kind, named("Port-Kind")), PORTWRIGHT_FIELD(At));
#elif CASE == 2
        return fields(PORTWRIGHT_FIELD(Port), PORTWRIGHT_FIELD(Kind, named("At-Kind")), PORTWRIGHT_FIELD(At));
#else
        return fields(PORTWRIGHT_FIELD(Port), PORTWRIGHT_FIELD(Kind, named("Po-Kind")), PORTWRIGHT_FIELD(At));
#endif
    }
};
static_assert(portwright::check(Start{}));
