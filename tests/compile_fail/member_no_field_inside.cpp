// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: an action, and each structure in it, has only fields for members

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

struct Part {
    portwright::text Name = {};
#ifndef GOOD
    portwright::text Forgotten = {};
#endif

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Name));
    }
};

struct Start {
    portwright::text Id = {};
    portwright::list<Part> Parts = {};

    static constexpr portwright::operation_of call{"Start", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Id), PORTWRIGHT_FIELD(Parts));
    }
};
static_assert(portwright::check(Start{}));
