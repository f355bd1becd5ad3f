// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where Global Accelerator answers: RPC style, version 2019-11-20.

#include <portwright/request/action.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::aliyun::ga {

/// The regions that the documents list for RegionId.
inline constexpr std::string_view regions[] = {"cn-hangzhou"};

inline constexpr portwright::service service{.host = "ga.cn-hangzhou.aliyuncs.com",
                                             .path = "/",
                                             .version = "2019-11-20",
                                             .family = api::aliyun,
                                             .index_base = 1,
                                             .takes_region = true,
                                             .system = known_system::aliyun_ga,
                                             .check_region = &detail::check_region<&detail::is_listed_region<regions>>};

/// The same for the actions that can do without the region.
inline constexpr portwright::service regionless_service = [] {
    portwright::service made = service;
    made.needs_region = false;
    return made;
}();

} // namespace portwright::inline v0_1::aliyun::ga

#include <portwright/core/platform_macros_on.hpp>
