// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: the name of an action has letters, digits and -._~ only

#include "../request/actions.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>

#ifdef GOOD
constexpr std::string_view name = "DescribeX";
#else
constexpr std::string_view name = "DescribeX&Action=DeleteLoadBalancer";
#endif

struct Describe {
    test::text Id = {};

    static constexpr portwright::operation_of call{name, &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Id));
    }
};

bool signs(const portwright::context<portwright::hmac_sha256<>>& with, std::span<char> buffer) {
    return static_cast<bool>(portwright::sign_url(Describe{.Id = "a"}, with, buffer));
}
