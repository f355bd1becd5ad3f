// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: this request was prepared for another signature scheme
// CASES: 16
// ERRORS: 1

#include "../request/actions.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/prepared.hpp>
#include <portwright/signature/tc3.hpp>

// Of the other schemes, one is made like that of the request, and one is not; in the second half values come later.
#ifdef GOOD
#define CASE 1
using scheme = portwright::hmac_sha256<>;
#elif CASE % 8 < 4
using scheme = portwright::hmac_sha1<>;
#else
using scheme = portwright::tc3<>;
#endif

#if CASE < 8
constexpr portwright::prepared<test::good<test::v3>, portwright::hmac_sha256<>> open;
#else
constexpr int ports[] = {443, 7000};
constexpr test::CreateListener<test::v3> request{
    .LoadBalancerId = portwright::later<0>, .Ports = ports, .Protocol = test::Protocol::TCP};
constexpr portwright::prepared<request, portwright::hmac_sha256<>> waiting;
const auto open = waiting.with("lb-cuxw2rm0");
#endif

bool signs(const portwright::context<scheme>& with, std::span<char> buffer) {
#if CASE % 4 == 1
    return static_cast<bool>(portwright::sign(open, with, buffer));
#elif CASE % 4 == 2
    return static_cast<bool>(portwright::signed_size(open, with)) && !buffer.empty();
#elif CASE % 4 == 3
    return static_cast<bool>(portwright::sign_streamed(open, with, buffer));
#elif CASE % 8 < 4
    return static_cast<bool>(portwright::sign_url(open, with, buffer));
#else
    return static_cast<bool>(portwright::sign_streamed(open, with)) && !buffer.empty();
#endif
}
