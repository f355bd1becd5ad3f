// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: the first subscript of an API is 0 or 1

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

constexpr portwright::service of{"api.example.com",
                                 "/",
                                 "2026-01-01",
                                 portwright::api::tencent_v3,
#ifdef GOOD
                                 1,
#else
                                 2,
#endif
                                 true};

struct Start {
    portwright::integers Ids = {};

    static constexpr portwright::operation call{"Start", &of};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Ids));
    }
};
static_assert(portwright::check(Start{}));
