// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: parameter Ports is out of range
// FIRST
// CASES: 2

#include "../request/actions.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/prepared.hpp>
#include <portwright/signature/tc3.hpp>

#ifdef GOOD
constexpr int ports[] = {443, 7000};
#else
constexpr int ports[] = {443, 70000};
#endif
constexpr test::CreateListener<test::v3> request{
    .LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = test::Protocol::TCP};
#if CASE == 2
using scheme = portwright::tc3<>;
#else
using scheme = portwright::hmac_sha256<>;
#endif
constexpr portwright::prepared<request, scheme> open;

bool signs(const portwright::context<scheme>& with, std::span<char> buffer) {
    return static_cast<bool>(portwright::sign(open, with, buffer));
}
