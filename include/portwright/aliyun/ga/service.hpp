// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where Global Accelerator answers: RPC style, version 2019-11-20.

#include <portwright/aliyun/ga/errors.hpp>
#include <portwright/aliyun/rpc.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::aliyun::ga {

/// The regions that the documents list for RegionId.
inline constexpr std::string_view regions[] = {"cn-hangzhou"};

/// The system: its family, its name, its own errors and its regions.
struct system : rpc {
    static constexpr std::string_view name = "aliyun.ga";
    static constexpr auto& errors = ga::errors;
    static constexpr detail::region_check check_region = &detail::check_region<&detail::is_listed_region<regions>>;
};
using operation = operation_of<system>;

inline constexpr service_of<system> service{
    {.host = "ga.cn-hangzhou.aliyuncs.com", .path = "/", .version = "2019-11-20", .takes_region = true}};

/// The same for the actions that can do without the region.
inline constexpr service_of<system> regionless_service{{.host = "ga.cn-hangzhou.aliyuncs.com",
                                                        .path = "/",
                                                        .version = "2019-11-20",
                                                        .takes_region = true,
                                                        .needs_region = false}};

} // namespace portwright::inline v0_1::aliyun::ga

#include <portwright/core/platform_macros_on.hpp>
