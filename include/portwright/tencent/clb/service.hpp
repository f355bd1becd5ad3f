// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where Cloud Load Balancer answers: API 3.0, version 2018-03-17. The financial regions have hosts of their own.

#include <portwright/tencent/clb/errors.hpp>
#include <portwright/tencent/api_v3.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::clb {

/// The system: its family, its name and its own errors.
struct system : api_v3 {
    static constexpr std::string_view name = "tencent.clb";
    static constexpr auto& errors = clb::errors;
};
using operation = operation_of<system>;

inline constexpr service_of<system> service{
    {.host = "clb.tencentcloudapi.com", .path = "/", .version = "2018-03-17", .takes_region = true}};

} // namespace portwright::inline v0_1::tencent::clb

#include <portwright/core/platform_macros_on.hpp>
