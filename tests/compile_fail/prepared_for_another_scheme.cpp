// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: this request was prepared for another signature scheme
// CASES: 4
// ERRORS: 1

#include "../request/actions.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/prepared.hpp>

constexpr portwright::prepared<test::good<test::v3>, portwright::hmac_sha256<>> open;

#ifdef GOOD
using scheme = portwright::hmac_sha256<>;
#define CASE 1
#else
using scheme = portwright::hmac_sha1<>;
#endif

bool signs(const portwright::context<scheme>& with, std::span<char> buffer) {
#if CASE == 1
    return static_cast<bool>(portwright::sign_url(open, with, buffer));
#elif CASE == 2
    return static_cast<bool>(portwright::sign(open, with, buffer));
#elif CASE == 3
    return static_cast<bool>(portwright::signed_size(open, with)) && !buffer.empty();
#else
    return static_cast<bool>(portwright::sign_streamed(open, with, buffer));
#endif
}
