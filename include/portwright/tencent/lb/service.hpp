// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where the legacy load balancer answers: API v2. Its monitoring data has a host of its own.

#include <portwright/request/action.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

inline constexpr portwright::service service{.host = "lb.api.qcloud.com",
                                             .path = "/v2/index.php",
                                             .version = "",
                                             .family = api::tencent_v2,
                                             .index_base = 0,
                                             .takes_region = true,
                                             .system = known_system::tencent_lb};
inline constexpr portwright::service monitor{.host = "monitor.api.qcloud.com",
                                             .path = "/v2/index.php",
                                             .version = "",
                                             .family = api::tencent_v2,
                                             .index_base = 0,
                                             .takes_region = true,
                                             .system = known_system::tencent_lb};

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
