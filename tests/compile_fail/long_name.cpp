// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: a field's name has at most 255 characters

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

#define NAME_OF_16 "aaaaaaaaaaaaaaaa"
#define NAME_OF_64 NAME_OF_16 NAME_OF_16 NAME_OF_16 NAME_OF_16

struct Start {
    portwright::text Id = {};

    static constexpr portwright::operation_of call{"Start", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
#ifdef GOOD
        return fields(PORTWRIGHT_FIELD(Id, named(NAME_OF_64 NAME_OF_64 NAME_OF_64 NAME_OF_16)));
#else
        return fields(PORTWRIGHT_FIELD(Id, named(NAME_OF_64 NAME_OF_64 NAME_OF_64 NAME_OF_64)));
#endif
    }
};
static_assert(portwright::check(Start{}));
