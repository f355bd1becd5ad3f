// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where the bare-metal load balancer answers: API v2.

#include <portwright/request/action.hpp>

namespace portwright::tencent::bmlb {

inline constexpr portwright::service service{
    "tencent.bmlb", "bmlb.api.qcloud.com", "/v2/index.php", "", api::tencent_v2, 0, true};

} // namespace portwright::tencent::bmlb
