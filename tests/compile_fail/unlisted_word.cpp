// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: parameter Protocol has a value that the documents do not list

#include "../request/actions.hpp"

#include <portwright/request/check.hpp>

constexpr std::uint16_t ports[] = {80};
#ifdef GOOD
constexpr test::Protocol protocol = portwright::unlisted("QUIC");
#else
constexpr test::Protocol protocol = "QUIC";
#endif
constexpr test::CreateListener<test::v3> request{.LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = protocol};
static_assert(portwright::valid<request>);
