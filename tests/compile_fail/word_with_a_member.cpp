// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: a word type has no members but what it has of listed_word

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

struct Mode : portwright::listed_word<Mode> {
    using listed_word::listed_word;
    static constexpr value ON{"ON"}, OFF{"OFF"};
    static constexpr value listed[] = {ON, OFF};
#ifndef GOOD
    int level = 0;
#endif
};

struct Start {
    Mode Id = {};

    static constexpr portwright::operation_of call{"Start", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Id));
    }
};
static_assert(portwright::check(Start{}));
