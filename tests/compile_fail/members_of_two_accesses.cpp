// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: a structure with a schema is plain

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

class Start {
#ifdef GOOD
public:
#endif
    portwright::text Id = {};

public:
    portwright::text Name = {};

    static constexpr portwright::operation_of call{"Start", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Id), PORTWRIGHT_FIELD(Name));
    }
};
static_assert(portwright::check(Start{}));
