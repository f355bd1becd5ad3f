// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where Cloud Load Balancer answers: API 3.0, version 2018-03-17. The financial regions have hosts of their own.

#include <portwright/request/action.hpp>

namespace portwright::tencent::clb {

inline constexpr portwright::service service{
    "tencent.clb", "clb.tencentcloudapi.com", "/", "2018-03-17", api::tencent_v3, 0, true};

} // namespace portwright::tencent::clb
