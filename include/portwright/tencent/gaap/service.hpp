// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where Global Application Acceleration answers: API 3.0, version 2018-05-29. It takes no Region.

#include <portwright/tencent/gaap/errors.hpp>
#include <portwright/tencent/api_v3.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::gaap {

/// The system: its family, its name and its own errors.
struct system : api_v3 {
    static constexpr std::string_view name = "tencent.gaap";
    static constexpr auto& errors = gaap::errors;
};
using operation = operation_of<system>;

inline constexpr service_of<system> service{
    {.host = "gaap.tencentcloudapi.com", .path = "/", .version = "2018-05-29", .takes_region = false}};

} // namespace portwright::inline v0_1::tencent::gaap

#include <portwright/core/platform_macros_on.hpp>
