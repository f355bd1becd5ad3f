// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The legacy load balancer, API v2: classic instances, and application ones (Forward in the names). Each file can be
// included alone.
//
//     constexpr lb::CreateLoadBalancerListeners::Listener listeners[] = {
//         {.loadBalancerPort = 80, .instancePort = 8080, .protocol = 1}};
//     constexpr lb::CreateLoadBalancerListeners request{.loadBalancerId = "lb-abcdefgh", .listeners = listeners};

#include <portwright/tencent/lb/backends.hpp>
#include <portwright/tencent/lb/certificates.hpp>
#include <portwright/tencent/lb/create_forward_listeners.hpp>
#include <portwright/tencent/lb/create_listeners.hpp>
#include <portwright/tencent/lb/describe_forward_backends.hpp>
#include <portwright/tencent/lb/forward_backends.hpp>
#include <portwright/tencent/lb/forward_listeners.hpp>
#include <portwright/tencent/lb/forward_rules.hpp>
#include <portwright/tencent/lb/fourth_backends.hpp>
#include <portwright/tencent/lb/health.hpp>
#include <portwright/tencent/lb/https.hpp>
#include <portwright/tencent/lb/listeners.hpp>
#include <portwright/tencent/lb/load_balancers.hpp>
#include <portwright/tencent/lb/log.hpp>
#include <portwright/tencent/lb/monitoring.hpp>
#include <portwright/tencent/lb/redirects.hpp>
#include <portwright/tencent/lb/service.hpp>
#include <portwright/tencent/lb/seventh_backends.hpp>
#include <portwright/tencent/lb/tasks.hpp>
#include <portwright/tencent/lb/words.hpp>
