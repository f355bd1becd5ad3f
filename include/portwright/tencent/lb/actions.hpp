// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The actions of tencent.lb in the order of its documents. Made by tests/actions.sh --write from the headers.

#include <portwright/request/action_list.hpp>
#include <portwright/tencent/lb/backends.hpp>
#include <portwright/tencent/lb/certificates.hpp>
#include <portwright/tencent/lb/create_forward_listeners.hpp>
#include <portwright/tencent/lb/create_listeners.hpp>
#include <portwright/tencent/lb/describe_forward_backends.hpp>
#include <portwright/tencent/lb/forward_listeners.hpp>
#include <portwright/tencent/lb/forward_rules.hpp>
#include <portwright/tencent/lb/fourth_backends.hpp>
#include <portwright/tencent/lb/health.hpp>
#include <portwright/tencent/lb/listeners.hpp>
#include <portwright/tencent/lb/load_balancers.hpp>
#include <portwright/tencent/lb/log.hpp>
#include <portwright/tencent/lb/monitoring.hpp>
#include <portwright/tencent/lb/redirects.hpp>
#include <portwright/tencent/lb/seventh_backends.hpp>
#include <portwright/tencent/lb/tasks.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

// An action a line, so that two branches that add one merge.
// clang-format off
using actions = action_list<
    DescribeForwardLBHealthStatus,
    ModifyForwardLBSeventhListener,
    ModifyForwardLBFourthListener,
    CreateForwardLBSeventhLayerListeners,
    CreateForwardLBFourthLayerListeners,
    DescribeForwardLBListeners,
    ModifyForwardLBRulesDomain,
    ModifyLoadBalancerRulesProbe,
    CreateForwardLBListenerRules,
    DeleteForwardLBListenerRules,
    InquiryLBPrice,
    ReplaceCert,
    GetCertListWithLoadBalancer,
    DescribeLoadBalancersTaskResult,
    DescribeLoadBalancerLog,
    DeleteLoadBalancers,
    ModifyLoadBalancerAttributes,
    CreateLoadBalancerListeners,
    DescribeLoadBalancerListeners,
    ModifyLoadBalancerListener,
    DeleteLoadBalancerListeners,
    RegisterInstancesWithLoadBalancer,
    ModifyLoadBalancerBackends,
    DeregisterInstancesFromLoadBalancer,
    DescribeLBHealthStatus,
    CreateLoadBalancer,
    DescribeLoadBalancers,
    DescribeLoadBalancerBackends,
    GetMonitorData,
    ModifyForwardLBName,
    DeleteForwardLBListener,
    DescribeForwardLBBackends,
    RegisterInstancesWithForwardLBSeventhListener,
    DeregisterInstancesFromForwardLB,
    ModifyForwardSeventhBackendsPort,
    ModifyForwardSeventhBackends,
    RegisterInstancesWithForwardLBFourthListener,
    DeregisterInstancesFromForwardLBFourthListener,
    ModifyForwardFourthBackendsPort,
    ModifyForwardFourthBackendsWeight,
    DescribeRewrite,
    DeleteRewrite,
    ManualRewrite,
    AutoRewrite
>;
// clang-format on

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
