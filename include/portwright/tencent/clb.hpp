// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Cloud Load Balancer, API 3.0: listeners, rules, backends. Each file can be included alone.
//
//     constexpr std::uint16_t ports[] = {7569, 7570};
//     constexpr clb::CreateListener request{
//         .LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = clb::Protocol::TCP};

#include <portwright/tencent/clb/certificates.hpp>
#include <portwright/tencent/clb/create_listener.hpp>
#include <portwright/tencent/clb/delete_listener.hpp>
#include <portwright/tencent/clb/describe_listeners.hpp>
#include <portwright/tencent/clb/describe_targets.hpp>
#include <portwright/tencent/clb/health_check.hpp>
#include <portwright/tencent/clb/modify_listener.hpp>
#include <portwright/tencent/clb/rules.hpp>
#include <portwright/tencent/clb/service.hpp>
#include <portwright/tencent/clb/target_health.hpp>
#include <portwright/tencent/clb/targets.hpp>
#include <portwright/tencent/clb/tasks.hpp>
#include <portwright/tencent/clb/words.hpp>
