// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The bare-metal load balancer, API v2: layer-4 listeners. Each file can be included alone.
//
//     constexpr bmlb::CreateBmListeners::Listener listeners[] = {
//         {.loadBalancerPort = 1234, .protocol = "tcp", .listenerName = "tcp-test"}};
//     constexpr bmlb::CreateBmListeners request{.loadBalancerId = "lb-abcdefgh", .listeners = listeners};

#include <portwright/tencent/bmlb/actions.hpp>
#include <portwright/tencent/bmlb/service.hpp>
#include <portwright/tencent/bmlb/words.hpp>
