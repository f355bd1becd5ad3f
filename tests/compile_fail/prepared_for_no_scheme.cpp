// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: this scheme prepares no request
// ERRORS: 1

#include "../request/actions.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/prepared.hpp>

/// A scheme of somebody else's.
struct own_scheme : portwright::hmac_sha256<> {
#ifndef GOOD
    struct varying; // hides the constant
#endif
};
constexpr portwright::prepared<test::good<test::v3>, own_scheme> open;

bool signs(const portwright::context<own_scheme>& with, std::span<char> buffer) {
    return static_cast<bool>(portwright::sign_url(open, with, buffer));
}
