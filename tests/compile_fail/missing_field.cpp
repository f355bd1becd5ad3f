// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: required parameter Ports is missing
// ERRORS: 1

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

constexpr std::uint16_t ports[] = {80};
constexpr test::CreateListener<test::v3> request{
    .LoadBalancerId = "lb-cuxw2rm0",
#ifdef GOOD
    .Ports = ports,
#endif
    .Protocol = test::Protocol::TCP,
};
static_assert(portwright::valid<request>);
