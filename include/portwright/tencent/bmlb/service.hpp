// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where the bare-metal load balancer answers: API v2.

#include <portwright/tencent/bmlb/errors.hpp>
#include <portwright/tencent/api_v2.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::bmlb {

/// The system: its family, its name and its own errors.
struct system : api_v2 {
    static constexpr std::string_view name = "tencent.bmlb";
    static constexpr auto& errors = bmlb::errors;
};
using operation = operation_of<system>;

inline constexpr service_of<system> service{
    {.host = "bmlb.api.qcloud.com", .path = "/v2/index.php", .takes_region = true}};

} // namespace portwright::inline v0_1::tencent::bmlb

#include <portwright/core/platform_macros_on.hpp>
