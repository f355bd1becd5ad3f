// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: this API does not accept this signature scheme

#include "../request/actions.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/tc3.hpp>

#ifdef GOOD
using scheme = portwright::hmac_sha256<>;
#else
using scheme = portwright::tc3<>;
#endif

bool signs(const portwright::context<scheme>& with, std::span<char> buffer) {
    return static_cast<bool>(portwright::sign(test::good<test::v2>, with, buffer));
}
