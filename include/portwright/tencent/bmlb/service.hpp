// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where the bare-metal load balancer answers: API v2.

#include <portwright/request/action.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::bmlb {

inline constexpr portwright::service service{.host = "bmlb.api.qcloud.com",
                                             .path = "/v2/index.php",
                                             .version = "",
                                             .family = api::tencent_v2,
                                             .index_base = 0,
                                             .takes_region = true,
                                             .system = known_system::tencent_bmlb};

} // namespace portwright::inline v0_1::tencent::bmlb

#include <portwright/core/platform_macros_on.hpp>
