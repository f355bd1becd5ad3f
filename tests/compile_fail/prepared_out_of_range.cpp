// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: parameter Ports is out of range
// FIRST

#include "../request/actions.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/prepared.hpp>

#ifdef GOOD
constexpr int ports[] = {443, 7000};
#else
constexpr int ports[] = {443, 70000};
#endif
constexpr test::CreateListener<test::v3> request{
    .LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = test::Protocol::TCP};
using scheme = portwright::hmac_sha256<>;
constexpr portwright::prepared<request, scheme> open;

bool signs(const portwright::context<scheme>& with, std::span<char> buffer) {
    return static_cast<bool>(portwright::sign_url(open, with, buffer));
}
