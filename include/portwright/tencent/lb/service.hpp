// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where the legacy load balancer answers: API v2. Its monitoring data has a host of its own.

#include <portwright/request/action.hpp>

namespace portwright::tencent::lb {

inline constexpr portwright::service service{"tencent.lb", "lb.api.qcloud.com", "/v2/index.php", "", api::tencent_v2, 0,
                                             true};
inline constexpr portwright::service monitor{
    "tencent.lb", "monitor.api.qcloud.com", "/v2/index.php", "", api::tencent_v2, 0, true};

} // namespace portwright::tencent::lb
