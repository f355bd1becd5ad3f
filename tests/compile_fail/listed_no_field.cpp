// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// FIRST
// EXPECT: a schema lists fields: text, words, integer, truth_value

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

struct Start {
#ifdef GOOD
    portwright::integer Delay = {};
#else
    long Delay = 0;
#endif

    static constexpr portwright::operation_of call{"Start", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Delay));
    }
};
static_assert(portwright::check(Start{}));
