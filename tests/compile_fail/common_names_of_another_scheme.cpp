// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: the family's common_names are not the scheme's: parameters would be signed in a wrong order

#include "../request/actions.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>

#include <array>

struct limited : portwright::tencent::api_v3 {
    using family = limited;
#ifndef GOOD
    static constexpr auto common_names = portwright::detail::pack_words("Action", "Version");
#endif
};
constexpr portwright::service_of<limited> service{{.host = "api.example.com"}};

auto send(const portwright::context<portwright::hmac_sha256<>>& context, std::array<char, 256>& buffer) {
    return portwright::sign(test::DescribeTask<service>{}, context, buffer);
}
