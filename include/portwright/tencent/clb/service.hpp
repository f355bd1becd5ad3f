// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where Cloud Load Balancer answers: API 3.0, version 2018-03-17. The financial regions have hosts of their own.

#include <portwright/request/action.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::clb {

inline constexpr portwright::service service{.host = "clb.tencentcloudapi.com",
                                             .path = "/",
                                             .version = "2018-03-17",
                                             .family = api::tencent_v3,
                                             .index_base = 0,
                                             .takes_region = true,
                                             .system = known_system::tencent_clb};

} // namespace portwright::inline v0_1::tencent::clb

#include <portwright/core/platform_macros_on.hpp>
