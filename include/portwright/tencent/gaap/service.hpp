// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where Global Application Acceleration answers: API 3.0, version 2018-05-29. It takes no Region.

#include <portwright/request/action.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::gaap {

inline constexpr portwright::service service{.host = "gaap.tencentcloudapi.com",
                                             .path = "/",
                                             .version = "2018-05-29",
                                             .family = api::tencent_v3,
                                             .index_base = 0,
                                             .takes_region = false,
                                             .system = known_system::tencent_gaap};

} // namespace portwright::inline v0_1::tencent::gaap

#include <portwright/core/platform_macros_on.hpp>
