// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: an action, and each structure in it, has only fields for members

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

struct Start {
#ifdef GOOD
    portwright::integer Delay = {};
#else
    long Delay = 0;
    void* Handler = nullptr;
#endif
    portwright::text Id = {};

    static constexpr portwright::operation_of call{"Start", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
#ifdef GOOD
        return fields(PORTWRIGHT_FIELD(Delay), PORTWRIGHT_FIELD(Id));
#else
        return fields(PORTWRIGHT_FIELD(Id));
#endif
    }
};
static_assert(portwright::check(Start{}));
