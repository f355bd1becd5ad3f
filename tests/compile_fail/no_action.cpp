// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// A structure that lacks what makes it an action, checked and signed: without its call (1 to 6), without its schema (7
// and 8), and with a call that does not know its family (9 and 10).
//
// CASES: 10
// ERRORS: 2
// EXPECT: an action has a call: `static constexpr operation_of call
// EXPECT 7: an action has a schema: `template <class self> static consteval auto schema()`
// EXPECT 8: an action has a schema: `template <class self> static consteval auto schema()`
// EXPECT 9: an action's call is an operation_of, which knows the family
// EXPECT 10: an action's call is an operation_of, which knows the family

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/stream.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/api_v3.hpp>

#include <array>

#ifndef CASE
#define CASE 0
#endif
#define HAS_CALL (CASE == 0 || CASE == 7 || CASE == 8)
#define HAS_FAMILY (CASE < 9)
#define HAS_SCHEMA (CASE < 7 || CASE > 8)

constexpr portwright::service_of<portwright::tencent::api_v3> service{{.host = "clb.example.com"}};

struct Upload {
    portwright::text Name = {};

#if HAS_CALL
    static constexpr portwright::operation_of call{"Upload", &service};
#elif !HAS_FAMILY
    static constexpr portwright::operation call{"Upload", &service};
#endif
#if HAS_SCHEMA
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Name, required));
    }
#endif
};
constexpr Upload request{.Name = "a"};

using scheme = portwright::tc3<>;
bool is_good(const portwright::context<scheme>& context, std::array<char, 512>& buffer) {
    bool all = context.checked && !buffer.empty();
#if CASE == 0 || CASE == 1 || CASE == 7 || CASE == 9
    all = all && portwright::check(request);
#endif
#if CASE == 0 || CASE == 2 || CASE == 8 || CASE == 10
    all = all && portwright::sign(request, context, buffer);
#endif
#if CASE == 0 || CASE == 3
    all = all && portwright::sign_streamed(request, context, buffer);
#endif
#if CASE == 0 || CASE == 4
    all = all && portwright::string_to_sign<scheme>(request, {}, buffer);
#endif
#if CASE == 0 || CASE == 5
    all = all && portwright::valid<request>;
#endif
#if CASE == 0 || CASE == 6
    all = all && portwright::json_body(request, buffer);
#endif
    return all;
}
