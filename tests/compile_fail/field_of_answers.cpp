// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: sequence<T> and keyed<T> are for answers

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>
#include <portwright/response/sequence.hpp>

struct Start {
#ifdef GOOD
    portwright::texts Ids = {};
#else
    portwright::sequence<portwright::text> Ids = {};
#endif

    static constexpr portwright::operation_of call{"Start", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Ids));
    }
};
static_assert(portwright::check(Start{}));
