// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// What is wrong with a request of which values come later is said once: not again of the values that the walk did not
// reach.
//
// CASES: 5
// ERRORS: 1
// EXPECT 1: parameter HttpVersion has a value that the documents do not list
// EXPECT 2: required parameter Protocol is missing
// EXPECT 3: parameter CheckType cannot come later: a rule reads it
// EXPECT 4: the values that come later have at most 60 places
// EXPECT 5: this request was prepared for another signature scheme

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/prepared.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb/create_listener.hpp>

#include <array>

#ifdef GOOD
#define CASE 0
#endif

namespace clb = portwright::tencent::clb;
using portwright::later;
using scheme = portwright::hmac_sha256<>;

constexpr std::size_t count = CASE == 4 ? 61 : 60;
constexpr std::array<std::int64_t, count> ports = [] {
    std::array<std::int64_t, count> made{};
    for (std::int64_t& port : made) port = later<0>;
    return made;
}();
constexpr std::int64_t one_port[] = {later<0>};
constexpr clb::CreateListener request {
#if CASE == 1 || CASE == 3
    .LoadBalancerId = "lb", .Ports = one_port, .Protocol = clb::Protocol::TCP,
#elif CASE == 2
    .LoadBalancerId = "lb", .Ports = one_port,
#else
    .LoadBalancerId = "lb", .Ports = ports, .Protocol = clb::Protocol::TCP,
#endif
#if CASE == 1
    .HealthCheck = {.HealthNum = later<2>, .HttpVersion = "x"}, .MaxConn = later<1>,
#elif CASE == 3
    .HealthCheck = {.CheckType = later<2>, .HttpVersion = "HTTP/1.1"}, .MaxConn = later<1>,
#endif
};
constexpr portwright::prepared<request, scheme> open;

#if CASE == 5
using other_scheme = portwright::tc3<>;
#else
using other_scheme = scheme;
#endif

bool signs(const portwright::context<other_scheme>& with, std::span<char> buffer) {
#if CASE == 1 || CASE == 3
    return static_cast<bool>(portwright::sign(open.with(1, 2, 3), with, buffer));
#else
    return static_cast<bool>(portwright::sign(open.with(1), with, buffer));
#endif
}
