// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: a request is prepared while the program is compiled: declare it constexpr
// CASES: 4
// FIRST
// ERRORS: 2

#include "../request/actions.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/prepared.hpp>
#include <portwright/signature/tc3.hpp>

constexpr int ports[] = {443, 7000};
extern const char* id;
#ifdef GOOD
constexpr
#elif CASE < 3
static
#else
static const
#endif
    test::CreateListener<test::v3>
        request {
#if defined(GOOD) || CASE < 3
    .LoadBalancerId = "lb-cuxw2rm0",
#else
    .LoadBalancerId = id,
#endif
    .Ports = ports, .Protocol = test::Protocol::TCP
};
#if CASE == 1 || CASE == 3
using scheme = portwright::tc3<>;
#else
using scheme = portwright::hmac_sha256<>;
#endif
constexpr portwright::prepared<request, scheme> open;

bool signs(const portwright::context<scheme>& with, std::span<char> buffer) {
    return static_cast<bool>(portwright::sign(open, with, buffer));
}
