// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The legacy load balancer, API v2: classic instances, and application ones (Forward in the names). Each file can be
// included alone.
//
//     constexpr lb::CreateLoadBalancerListeners::Listener listeners[] = {
//         {.loadBalancerPort = 80, .instancePort = 8080, .protocol = 1}};
//     constexpr lb::CreateLoadBalancerListeners request{.loadBalancerId = "lb-abcdefgh", .listeners = listeners};

#include <portwright/tencent/lb/actions.hpp>
#include <portwright/tencent/lb/forward_backends.hpp>
#include <portwright/tencent/lb/https.hpp>
#include <portwright/tencent/lb/service.hpp>
#include <portwright/tencent/lb/words.hpp>
