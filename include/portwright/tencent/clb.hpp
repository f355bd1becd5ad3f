// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Cloud Load Balancer, API 3.0: listeners, rules, backends. Each file can be included alone.
//
//     constexpr std::uint16_t ports[] = {7569, 7570};
//     constexpr clb::CreateListener request{
//         .LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = clb::Protocol::TCP};

#include <portwright/tencent/clb/actions.hpp>
#include <portwright/tencent/clb/certificates.hpp>
#include <portwright/tencent/clb/health_check.hpp>
#include <portwright/tencent/clb/service.hpp>
#include <portwright/tencent/clb/words.hpp>
