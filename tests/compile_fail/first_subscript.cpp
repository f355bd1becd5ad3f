// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: the first subscript of an API is 0 or 1

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

struct counted : portwright::tencent::api_v3 {
    using family = counted;
#ifdef GOOD
    static constexpr std::uint8_t index_base = 1;
#else
    static constexpr std::uint8_t index_base = 2;
#endif
};
constexpr portwright::service_of<counted> of{{"api.example.com", "/", "2026-01-01", true}};

struct Start {
    portwright::integers Ids = {};

    static constexpr portwright::operation_of call{"Start", &of};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Ids));
    }
};
static_assert(portwright::check(Start{}));
