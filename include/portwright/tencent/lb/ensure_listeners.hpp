// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declaring listeners of classic load balancers: what ensure_machine has to know of CreateLoadBalancerListeners.

#include <portwright/response/ensured.hpp>
#include <portwright/tencent/lb/create_listeners.hpp>
#include <portwright/tencent/lb/listeners.hpp>
#include <portwright/tencent/lb/tasks.hpp>

#include <array>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// A port has one protocol. The look has two IDs; the change wants the one that the look calls unListenerId.
template <>
struct ensured<tencent::lb::CreateLoadBalancerListeners> {
    using look = tencent::lb::DescribeLoadBalancerListeners;
    using change = tencent::lb::ModifyLoadBalancerListener;
    using task = tencent::lb::DescribeLoadBalancersTaskResult;
    using others = other_looks<>;
    static constexpr std::array<other_look, 0> others_facts{};

    static constexpr const char* groups[] = {"timeOut intervalTime",
                                             "SSLMode certId certCaId certCaContent certCaName certContent certKey "
                                             "certName"};
    static constexpr ensure_facts facts{
        .owner = "loadBalancerId",
        .listeners = "listeners",
        .port = "loadBalancerPort",
        .answer_port = "loadBalancerPort",
        .protocol = "protocol",
        .udp = "",
        .list = "listenerSet",
        .id = "unListenerId",
        .state = "status",
        .states = "ps",
        .port_filter = "loadBalancerPort",
        .change_id = "listenerId",
        .groups = groups,
    };
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
