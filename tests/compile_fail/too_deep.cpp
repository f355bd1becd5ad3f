// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: a request is at most five structures deep

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

template <unsigned Levels>
struct Nested {
    Nested<Levels - 1> Inner = {};

    static constexpr portwright::operation_of call{"Nest", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Inner));
    }
};
template <>
struct Nested<1> {
    portwright::text Name = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Name));
    }
};

#ifdef GOOD
constexpr Nested<5> request{};
#else
constexpr Nested<6> request{};
#endif
static_assert(portwright::check(request));
