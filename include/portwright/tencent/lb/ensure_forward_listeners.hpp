// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declaring listeners of application load balancers: what ensure_machine has to know of
// CreateForwardLBSeventhLayerListeners and CreateForwardLBFourthLayerListeners.

#include <portwright/response/ensured.hpp>
#include <portwright/tencent/lb/create_forward_listeners.hpp>
#include <portwright/tencent/lb/forward_listeners.hpp>
#include <portwright/tencent/lb/tasks.hpp>

#include <array>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// UDP (3) may stand beside the others. The look shows no name. The create names no task: the look shows when it is
/// done.
template <>
struct ensured<tencent::lb::CreateForwardLBSeventhLayerListeners> {
    using look = tencent::lb::DescribeForwardLBListeners;
    using change = tencent::lb::ModifyForwardLBSeventhListener;
    using task = tencent::lb::DescribeLoadBalancersTaskResult;
    using others = other_looks<>;
    static constexpr std::array<other_look, 0> others_facts{};

    static constexpr const char* groups[] = {"SSLMode certId certCaId certCaContent certCaName certContent certKey "
                                             "certName"};
    static constexpr ensure_facts facts{
        .owner = "loadBalancerId",
        .listeners = "listeners",
        .port = "loadBalancerPort",
        .answer_port = "loadBalancerPort",
        .protocol = "protocol",
        .udp = "3",
        .list = "listenerSet",
        .id = "listenerId",
        .port_filter = "loadBalancerPort",
        .change_id = "listenerId",
        .groups = groups,
    };
};

/// The look shows no more of such a listener than its ID, port, protocol, and maybe its scheduler.
template <>
struct ensured<tencent::lb::CreateForwardLBFourthLayerListeners> {
    using look = tencent::lb::DescribeForwardLBListeners;
    using change = tencent::lb::ModifyForwardLBFourthListener;
    using task = tencent::lb::DescribeLoadBalancersTaskResult;
    using others = other_looks<>;
    static constexpr std::array<other_look, 0> others_facts{};

    static constexpr const char* groups[] = {"timeOut intervalTime"};
    // The documents list it within the rules, too.
    static constexpr counterpart counterparts[] = {{"scheduler", "scheduler rules.scheduler"}};
    static constexpr ensure_facts facts{
        .owner = "loadBalancerId",
        .listeners = "listeners",
        .port = "loadBalancerPort",
        .answer_port = "loadBalancerPort",
        .protocol = "protocol",
        .udp = "3",
        .list = "listenerSet",
        .id = "listenerId",
        .port_filter = "loadBalancerPort",
        .change_id = "listenerId",
        .groups = groups,
        .counterparts = counterparts,
    };
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
