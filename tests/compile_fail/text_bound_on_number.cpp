// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: characters and only go with a text or texts

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

struct Start {
#ifdef GOOD
    portwright::text Id = {};
#else
    portwright::integer Id = {};
#endif

    static constexpr portwright::operation_of call{"Start", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Id, characters<1, 9>));
    }
};
static_assert(portwright::check(Start{}));
