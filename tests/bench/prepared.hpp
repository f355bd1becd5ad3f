// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#pragma once

// The constant requests that are prepared, for what is measured of them in instructions and in flash.

#include "requests.hpp"

#include <portwright/tencent/gaap/http_listeners.hpp>

namespace bench {

inline constexpr portwright::tencent::gaap::CreateHTTPListener proxied{
    .ListenerName = "web", .Port = 8080, .ProxyId = "link-abcd1234"};

// Of these a load balancer and a port come later.
inline constexpr std::int64_t later_ports[] = {portwright::later<1>, 7570};
inline constexpr clb::CreateListener waiting{.LoadBalancerId = portwright::later<0>,
                                             .Ports = later_ports,
                                             .Protocol = clb::Protocol::TCP,
                                             .ListenerNames = two_names};
inline constexpr clb::CreateListener waiting_probed{
    .LoadBalancerId = portwright::later<0>,
    .Ports = later_ports,
    .Protocol = clb::Protocol::TCP,
    .ListenerNames = longer_names,
    .HealthCheck = {.HealthSwitch = 1, .TimeOut = 5, .IntervalTime = 7, .HealthNum = 4, .UnHealthNum = 4}};

} // namespace bench
