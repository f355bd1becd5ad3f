// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declaring listeners: what ensure_machine has to know of CreateBmListeners.

#include <portwright/response/ensured.hpp>
#include <portwright/tencent/bmlb/create_listeners.hpp>
#include <portwright/tencent/bmlb/listeners.hpp>
#include <portwright/tencent/bmlb/tasks.hpp>

#include <array>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// UDP may stand beside TCP. All listeners are looked at, as there is no filter; those of layer 7 do not show. One
/// whose creation or deletion failed must be deleted first.
template <>
struct ensured<tencent::bmlb::CreateBmListeners> {
    using look = tencent::bmlb::DescribeBmListeners;
    using change = tencent::bmlb::ModifyBmListener;
    using task = tencent::bmlb::DescribeBmLoadBalancersTaskResult;
    using others = other_looks<>;
    static constexpr std::array<other_look, 0> others_facts{};

    static constexpr const char* groups[] = {"timeOut intervalTime"};
    static constexpr counterpart counterparts[] = {{"sessionExpire", "", read_back::value, "0"}};
    static constexpr ensure_facts facts{
        .owner = "loadBalancerId",
        .listeners = "listeners",
        .port = "loadBalancerPort",
        .answer_port = "loadBalancerPort",
        .protocol = "protocol",
        .udp = "udp",
        .list = "listenerSet",
        .id = "listenerId",
        .kind = "listenerType",
        .kind_is = "L4Listener",
        .state = "status",
        .states = "psxdx",
        .change_id = "listenerId",
        .groups = groups,
        .counterparts = counterparts,
    };
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
