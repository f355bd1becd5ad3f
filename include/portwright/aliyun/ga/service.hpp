// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where Global Accelerator answers: RPC style, version 2019-11-20.

#include <portwright/request/action.hpp>

namespace portwright::aliyun::ga {

inline constexpr portwright::service service{
    "aliyun.ga", "ga.cn-hangzhou.aliyuncs.com", "/", "2019-11-20", api::aliyun, 1, true};

/// The regions that the documents list for RegionId; another one is passed on.
inline constexpr std::string_view regions[] = {"cn-hangzhou"};

} // namespace portwright::aliyun::ga
