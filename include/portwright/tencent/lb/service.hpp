// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where the legacy load balancer answers: API v2. Its monitoring data has a host of its own.

#include <portwright/tencent/api_v2.hpp>

#include <array>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

struct system : api_v2 {
    static constexpr std::string_view name = "tencent.lb";
    static constexpr std::array<detail::numbered_error, 0> errors = {}; ///< its documents list none of its own
};
using operation = operation_of<system>;

inline constexpr service_of<system> service{
    {.host = "lb.api.qcloud.com", .path = "/v2/index.php", .takes_region = true}};
inline constexpr service_of<system> monitor{
    {.host = "monitor.api.qcloud.com", .path = "/v2/index.php", .takes_region = true}};

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
