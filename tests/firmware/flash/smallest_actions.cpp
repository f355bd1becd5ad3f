// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "many.hpp"

#include <portwright/aliyun/ga/describe_listener.hpp>
#include <portwright/tencent/clb/tasks.hpp>
#include <portwright/tencent/lb/tasks.hpp>

// The smallest of each family of APIs.
using actions = many<portwright::action_list<portwright::tencent::clb::DescribeTaskStatus,
                                             portwright::tencent::lb::DescribeLoadBalancersTaskResult,
                                             portwright::aliyun::ga::DescribeListener>>;

extern "C" bool provision(unsigned which, const void* request, const void* with, std::span<char> buffer) {
    const auto made = actions::sign[which](request, with, buffer);
    return made && send_request(*made);
}

// In the object and not in the image: its size is read.
char parameter_count[actions::parameter_count];
