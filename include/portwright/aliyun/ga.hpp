// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Global Accelerator, RPC style: listeners. Each file can be included alone.
//
//     constexpr ga::PortRange ports[] = {{.FromPort = 20, .ToPort = 20}};
//     constexpr ga::CreateListener request{.AcceleratorId = "ga-bp1odcab8tmno0hdq", .PortRanges = ports};

#include <portwright/aliyun/ga/actions.hpp>
#include <portwright/aliyun/ga/answers.hpp>
#include <portwright/aliyun/ga/custom_routing.hpp>
#include <portwright/aliyun/ga/endpoint_groups.hpp>
#include <portwright/aliyun/ga/service.hpp>
#include <portwright/aliyun/ga/structures.hpp>
#include <portwright/aliyun/ga/words.hpp>
