// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: values of this request come later: declare a prepared<request, scheme>
// CASES: 6
// ERRORS: 1

#include <portwright/aliyun/ga/create_listener.hpp>
#include <portwright/request/check.hpp>
#include <portwright/tencent/clb/create_listener.hpp>

#ifdef GOOD
#define CASE 0
#endif

namespace clb = portwright::tencent::clb;
namespace ga = portwright::aliyun::ga;
using portwright::later;

#if CASE == 2
constexpr std::int64_t ports[] = {443, later<0>};
#else
constexpr std::int64_t ports[] = {443, 7000};
#endif
#if CASE == 3
constexpr std::string_view names[] = {"lis0", later<0>};
#else
constexpr std::string_view names[] = {"lis0", "lis1"};
#endif
#if CASE == 6
constexpr ga::PortRange ranges[] = {{.FromPort = 443, .ToPort = 443}, {.FromPort = 7000, .ToPort = later<0>}};
constexpr ga::CreateListener request{.AcceleratorId = "ga-bp1odcab8tmno0hdq1xyz", .PortRanges = ranges};
#else
constexpr clb::CreateListener request {
#if CASE == 1
    .LoadBalancerId = later<0>,
#else
    .LoadBalancerId = "lb-cuxw2rm0",
#endif
    .Ports = ports,
#if CASE == 4
    .Protocol = later<0>,
#else
    .Protocol = clb::Protocol::TCP,
#endif
    .ListenerNames = names,
#if CASE == 5
    .HealthCheck = {.TimeOut = later<0>},
#endif
};
#endif
static_assert(portwright::valid<request>);
