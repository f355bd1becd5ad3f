// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: secret goes with a text or a number

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

struct Start {
#ifdef GOOD
    portwright::text Key = {};
#else
    test::Certificate Key = {};
#endif

    static constexpr portwright::operation_of call{"Start", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Key, secret));
    }
};
static_assert(portwright::check(Start{}));
