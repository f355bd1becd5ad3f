// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: parameter Ports is out of range

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

#ifdef GOOD
constexpr int ports[] = {443, 7000};
#else
constexpr int ports[] = {443, 70000};
#endif
constexpr test::CreateListener<test::v3> request{
    .LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = test::Protocol::TCP};
static_assert(portwright::valid<request>);
