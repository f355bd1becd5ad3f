// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// CASES: 15
// EXPECT 1: parameter Protocol cannot come later: a rule reads it
// EXPECT 2: parameter Ports is out of range
// EXPECT 3: with() takes one value for each later<N> of the request
// EXPECT 4: with() takes one value for each later<N> of the request
// EXPECT 5: a value of with() has another type than the field that it is for
// EXPECT 6: a value of with() has another type than the field that it is for
// EXPECT 7: this text is a temporary and would dangle
// EXPECT 8: this request waits for its values
// EXPECT 9: a list with numbers that come later is an array of std::int64_t
// EXPECT 10: the values that come later are numbered without a gap
// EXPECT 11: a list does not come later, its elements do
// EXPECT 12: stands for a text in one place and for a number in another
// EXPECT 13: this request has no later<N> that a value of with() is for
// EXPECT 14: a list does not come later, its elements do
// EXPECT 15: a list does not come later, its elements do
// ERRORS: 2

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/prepared.hpp>
#include <portwright/tencent/clb/create_listener.hpp>

#include <string>

#ifdef GOOD
#define CASE 0
#endif

namespace clb = portwright::tencent::clb;
using portwright::later;
using scheme = portwright::hmac_sha256<>;

#if CASE == 2
constexpr std::int64_t ports[] = {later<1>, 70000};
#elif CASE == 9
constexpr std::uint16_t ports[] = {later<1>};
#elif CASE == 12
constexpr std::int64_t ports[] = {later<0>};
#elif CASE == 13
constexpr std::int64_t ports[] = {80};
#else
constexpr std::int64_t ports[] = {later<1>};
#endif
constexpr clb::CreateListener request {
#if CASE == 13
    .LoadBalancerId = "lb-cuxw2rm0",
#else
    .LoadBalancerId = later < CASE == 10 ? 2 : 0 >,
#endif
#if CASE == 11
    .Ports = later<1>,
#else
    .Ports = ports,
#endif
#if CASE == 1
    .Protocol = later<2>, .SessionExpireTime = 30,
#else
    .Protocol = clb::Protocol::TCP,
#endif
#if CASE == 14
    .ListenerNames = later<2>,
#elif CASE == 15
    .MultiCertInfo = {.CertList = later<2>},
#endif
};
constexpr portwright::prepared<request, scheme> open_listener;

bool signs(const portwright::context<scheme>& with, std::span<char> buffer, const char* id) {
#if CASE == 3
    return static_cast<bool>(portwright::sign(open_listener.with(id), with, buffer));
#elif CASE == 4
    return static_cast<bool>(portwright::sign(open_listener.with(id, 80, 81), with, buffer));
#elif CASE == 5
    return static_cast<bool>(portwright::sign(open_listener.with(80, id), with, buffer));
#elif CASE == 6
    return static_cast<bool>(portwright::sign(open_listener.with(id, 80.5), with, buffer));
#elif CASE == 7
    return static_cast<bool>(portwright::sign(open_listener.with(std::string(id), 80), with, buffer));
#elif CASE == 8
    return static_cast<bool>(portwright::sign(open_listener, with, buffer)) && id;
#elif CASE == 1
    return static_cast<bool>(portwright::sign(open_listener.with(id, 80, "TCP"), with, buffer));
#elif CASE == 10
    return static_cast<bool>(portwright::sign(open_listener.with(id, 80, id), with, buffer));
#elif CASE == 12
    return static_cast<bool>(portwright::sign(open_listener.with(id), with, buffer));
#else
    return static_cast<bool>(portwright::sign(open_listener.with(id, 80), with, buffer));
#endif
}
