// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: a listed word has 1 to 255 characters

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

struct Mode : portwright::listed_word<Mode> {
    using listed_word::listed_word;
    static constexpr value ON{"ON"}, OFF{"OFF"};
#ifdef GOOD
    static constexpr value listed[] = {ON, OFF};
#else
    static constexpr value listed[] = {{""}, ON, OFF};
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
