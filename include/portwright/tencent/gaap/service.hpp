// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where Global Application Acceleration answers: API 3.0, version 2018-05-29. It takes no Region.

#include <portwright/request/action.hpp>

namespace portwright::tencent::gaap {

inline constexpr portwright::service service{
    "tencent.gaap", "gaap.tencentcloudapi.com", "/", "2018-05-29", api::tencent_v3, 0, false};

} // namespace portwright::tencent::gaap
