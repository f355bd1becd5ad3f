// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where Global Accelerator answers: RPC style, version 2019-11-20.

#include <portwright/request/action.hpp>

namespace portwright::aliyun::ga {

inline constexpr portwright::service service{
    "aliyun.ga", "ga.cn-hangzhou.aliyuncs.com", "/", "2019-11-20", api::aliyun, 1, true};

/// The same for the actions that can do without the region.
inline constexpr portwright::service regionless_service = [] {
    portwright::service made = service;
    made.needs_region = false;
    return made;
}();

/// The regions that the documents list for RegionId; another one is passed on.
inline constexpr std::string_view regions[] = {"cn-hangzhou"};

} // namespace portwright::aliyun::ga
