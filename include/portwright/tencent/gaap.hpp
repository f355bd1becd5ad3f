// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Global Application Acceleration, API 3.0: listeners on connections and groups of them. Each file can be included
// alone.
//
//     constexpr gaap::CreateHTTPListener request{
//         .ListenerName = "listener-1", .Port = 443, .ProxyId = "link-cuxw2rm0"};

#include <portwright/tencent/gaap/actions.hpp>
#include <portwright/tencent/gaap/real_servers.hpp>
#include <portwright/tencent/gaap/service.hpp>
#include <portwright/tencent/gaap/words.hpp>
