// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: parameter TimeOut breaks a rule of its action

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

constexpr std::uint16_t ports[] = {80};
#ifdef GOOD
constexpr int interval = 6;
#else
constexpr int interval = 5;
#endif
constexpr test::CreateListener<test::v3> request{.LoadBalancerId = "lb-cuxw2rm0",
                                                 .Ports = ports,
                                                 .Protocol = test::Protocol::TCP,
                                                 .HealthCheck = {.TimeOut = 5, .IntervalTime = interval}};
static_assert(portwright::valid<request>);
