// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// A system that lacks its name or its errors says so, and an action of it that is checked, signed and decoded says
// nothing more.
//
// CASES: 2
// ERRORS: 1
// EXPECT 1: a system has name: its cloud and itself
// EXPECT 2: a system has errors: its own codes

#include "../families/balancer.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/response/decode.hpp>
#include <portwright/signature/sign.hpp>

#include <array>
#include <string_view>

#ifndef CASE
#define CASE 0
#endif

struct files : example::query {
#if CASE != 1
    static constexpr std::string_view name = "example.files";
#endif
#if CASE != 2
    static constexpr auto& errors = example::balancer::errors;
#endif
};
constexpr portwright::service_of<files> here{{.host = "files.example.com"}};

struct Upload {
    using response = example::balancer::CreateListenersResponse;

    portwright::text Name = {};

    static constexpr portwright::operation_of call{"Upload", &here};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Name, required));
    }
};
static_assert(portwright::check(Upload{.Name = "a"}));

bool signs(const portwright::context<example::sigv4<>>& context, std::array<char, 512>& buffer) {
    return static_cast<bool>(portwright::sign(Upload{.Name = "a"}, context, buffer));
}
bool reads(Upload::response& answer, portwright::api_error& refusal, std::array<char, 512>& scratch) {
    portwright::decoder<Upload> reader(answer, refusal, scratch);
    return static_cast<bool>(reader.finish(200));
}
