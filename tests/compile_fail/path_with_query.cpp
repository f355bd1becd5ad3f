// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: the path of a service begins with / and, like its version, has letters, digits and -._~ only

#include "../request/actions.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/tencent/api_v3.hpp>

#ifdef GOOD
constexpr portwright::service_of<portwright::tencent::api_v3> here{{"clb.example.com", "/v2", "1", true}};
#else
constexpr portwright::service_of<portwright::tencent::api_v3> here{{"clb.example.com", "/v2?x=1", "1", true}};
#endif

struct Describe {
    test::text Id = {};

    static constexpr portwright::operation_of call{"DescribeX", &here};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Id));
    }
};

bool signs(const portwright::context<portwright::hmac_sha256<>>& with, std::span<char> buffer) {
    return static_cast<bool>(portwright::sign_url(Describe{.Id = "a"}, with, buffer));
}
