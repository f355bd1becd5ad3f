// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// What a family says of names goes over the wire as it stands, and orders what is signed.
//
// CASES: 3
// EXPECT 1: a family's common_names are in canonical order
// EXPECT 2: a family's list_word goes over the wire as it is
// EXPECT 3: a common parameter's name continues a list's or a structure's with a -

#include <portwright/request/check.hpp>
#include <portwright/tencent/api_v3.hpp>

#include <string_view>

#ifndef CASE
#define CASE 0
#endif

struct files_api : portwright::tencent::api_v3 {
    using family = files_api;
#if CASE == 1
    static constexpr auto common_names = portwright::detail::pack_words("Version", "Action");
#elif CASE == 3
    static constexpr auto common_names = portwright::detail::pack_words("Action", "Tags-Id", "Version");
#endif
#if CASE == 2
    static constexpr std::string_view list_word = "a b";
#endif
};
constexpr portwright::service_of<files_api> here{{.host = "api.example.com"}};

struct Upload {
    portwright::texts Tags = {};

    static constexpr portwright::operation_of call{"Upload", &here};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Tags));
    }
};
static_assert(portwright::check(Upload{}));
