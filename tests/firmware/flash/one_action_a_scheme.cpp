// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "schemes.hpp"

#include "parameters.hpp"

#include <portwright/aliyun/ga/describe_listener.hpp>
#include <portwright/tencent/clb/tasks.hpp>
#include <portwright/tencent/lb/tasks.hpp>

#include <tuple>

// The smallest of each API.
using actions =
    std::tuple<portwright::tencent::clb::DescribeTaskStatus, portwright::tencent::lb::DescribeLoadBalancersTaskResult,
               portwright::aliyun::ga::DescribeListener>;

extern "C" bool provision(unsigned which, const void* request, const void* with, std::span<char> buffer) {
    return signing_of<actions>[which](request, with, buffer);
}

extern const char parameter_count[parameters_of<actions>];
