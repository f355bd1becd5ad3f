// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// All actions, in the order in which the tool lists them: for the tool and the tests, on hosts only.

#include <portwright/aliyun/ga.hpp>
#include <portwright/tencent/bmlb.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/gaap.hpp>
#include <portwright/tencent/lb.hpp>

#include <tuple>

namespace portwright {

using all_actions = std::tuple<
    tencent::clb::CreateListener, tencent::clb::DescribeTaskStatus, tencent::clb::DescribeListeners,
    tencent::clb::ModifyListener, tencent::clb::DeleteListener, tencent::clb::CreateRule, tencent::clb::DeleteRule,
    tencent::clb::RegisterTargets, tencent::clb::DeregisterTargets, tencent::clb::DescribeTargets,
    tencent::clb::DescribeTargetHealth, tencent::gaap::CreateHTTPListener, tencent::gaap::CreateHTTPSListener,
    tencent::gaap::CreateTCPListeners, tencent::gaap::CreateUDPListeners, tencent::gaap::DescribeHTTPListeners,
    tencent::gaap::DescribeHTTPSListeners, tencent::gaap::DescribeTCPListeners, tencent::gaap::DescribeUDPListeners,
    tencent::gaap::ModifyHTTPListenerAttribute, tencent::gaap::DeleteListeners,
    tencent::lb::DescribeForwardLBHealthStatus, tencent::lb::ModifyForwardLBSeventhListener,
    tencent::lb::ModifyForwardLBFourthListener, tencent::lb::CreateForwardLBSeventhLayerListeners,
    tencent::lb::CreateForwardLBFourthLayerListeners, tencent::lb::DescribeForwardLBListeners,
    tencent::lb::ModifyForwardLBRulesDomain, tencent::lb::ModifyLoadBalancerRulesProbe,
    tencent::lb::CreateForwardLBListenerRules, tencent::lb::DeleteForwardLBListenerRules, tencent::lb::InquiryLBPrice,
    tencent::lb::ReplaceCert, tencent::lb::GetCertListWithLoadBalancer, tencent::lb::DescribeLoadBalancersTaskResult,
    tencent::lb::DescribeLoadBalancerLog, tencent::lb::DeleteLoadBalancers, tencent::lb::ModifyLoadBalancerAttributes,
    tencent::lb::CreateLoadBalancerListeners, tencent::lb::DescribeLoadBalancerListeners,
    tencent::lb::ModifyLoadBalancerListener, tencent::lb::DeleteLoadBalancerListeners,
    tencent::lb::RegisterInstancesWithLoadBalancer, tencent::lb::ModifyLoadBalancerBackends,
    tencent::lb::DeregisterInstancesFromLoadBalancer, tencent::lb::DescribeLBHealthStatus,
    tencent::lb::CreateLoadBalancer, tencent::lb::DescribeLoadBalancers, tencent::lb::DescribeLoadBalancerBackends,
    tencent::lb::GetMonitorData, tencent::lb::ModifyForwardLBName, tencent::lb::DeleteForwardLBListener,
    tencent::lb::DescribeForwardLBBackends, tencent::lb::RegisterInstancesWithForwardLBSeventhListener,
    tencent::lb::DeregisterInstancesFromForwardLB, tencent::lb::ModifyForwardSeventhBackendsPort,
    tencent::lb::ModifyForwardSeventhBackends, tencent::lb::RegisterInstancesWithForwardLBFourthListener,
    tencent::lb::DeregisterInstancesFromForwardLBFourthListener, tencent::lb::ModifyForwardFourthBackendsPort,
    tencent::lb::ModifyForwardFourthBackendsWeight, tencent::lb::DescribeRewrite, tencent::lb::DeleteRewrite,
    tencent::lb::ManualRewrite, tencent::lb::AutoRewrite, tencent::bmlb::CreateBmListeners,
    tencent::bmlb::DescribeBmLoadBalancersTaskResult, tencent::bmlb::DescribeBmListeners,
    tencent::bmlb::DeleteBmListeners, tencent::bmlb::ModifyBmListener, aliyun::ga::CreateListener,
    aliyun::ga::UpdateListener, aliyun::ga::DeleteListener, aliyun::ga::DescribeListener, aliyun::ga::ListListeners>;

} // namespace portwright
