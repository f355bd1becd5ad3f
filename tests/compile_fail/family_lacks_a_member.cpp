// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// A family that lacks a member says which, and an action of it that is checked and signed says nothing more.
//
// CASES: 13
// ERRORS: 1
// EXPECT 1: a family has common_names
// EXPECT 2: a family has schemes
// EXPECT 3: a family has default_scheme
// EXPECT 4: a family has index_base
// EXPECT 5: a family has list_word
// EXPECT 6: a family has has_regional_hosts
// EXPECT 7: a family has sends_any_region
// EXPECT 8: a family has check_region
// EXPECT 9: a family has find_unsigned_character
// EXPECT 10: a family has answers
// EXPECT 11: a family has complete_error()
// EXPECT 12: a family has find_meaning<System>()
// EXPECT 13: a family has family, which is itself

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/layout.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/api_v3.hpp>

#include <array>
#include <cstdint>
#include <string_view>

#ifndef CASE
#define CASE 0
#endif

struct files_api {
#if CASE != 13
    using family = files_api;
#endif
#if CASE != 1
    static constexpr auto common_names = portwright::detail::pack_words("Action", "Version");
#endif
#if CASE != 2
    static constexpr auto schemes = portwright::detail::pack_words("TC3-HMAC-SHA256");
#endif
#if CASE != 3
    template <class Engine>
    using default_scheme = portwright::tc3<Engine>;
#endif
#if CASE != 4
    static constexpr std::uint8_t index_base = 1;
#endif
#if CASE != 5
    static constexpr std::string_view list_word = {};
#endif
#if CASE != 6
    static constexpr bool has_regional_hosts = false;
#endif
#if CASE != 7
    static constexpr bool sends_any_region = false;
#endif
#if CASE != 8
    static constexpr portwright::detail::region_check check_region =
        &portwright::detail::check_region<&portwright::detail::any_region>;
#endif
#if CASE != 9
    static constexpr portwright::detail::unsigned_character_finder find_unsigned_character =
        &portwright::detail::find_encoded;
#endif
#if CASE != 10
    static constexpr auto& answers = portwright::tencent::api_v3::answers;
#endif
#if CASE != 11
    static constexpr void complete_error(portwright::api_error&) noexcept {}
#endif
#if CASE != 12
    template <class System>
    static constexpr bool find_meaning(const portwright::api_error&, portwright::detail::error_meaning&) noexcept {
        return false;
    }
#endif
};
constexpr portwright::service_of<files_api> here{{.host = "api.example.com"}};

struct Upload {
    portwright::text Name = {};
    portwright::texts Tags = {};

    static constexpr portwright::operation_of call{"Upload", &here};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Name, required), PORTWRIGHT_FIELD(Tags));
    }
};
static_assert(portwright::check(Upload{.Name = "a"}));

bool signs(const portwright::context<portwright::tc3<>>& context, std::array<char, 512>& buffer) {
    return static_cast<bool>(portwright::sign(Upload{.Name = "a"}, context, buffer));
}
