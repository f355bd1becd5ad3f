// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declaring listeners with replacing{request}: how what stands in the way of one of a classic load balancer is
// deleted.

#include <portwright/response/ensured.hpp>
#include <portwright/tencent/lb/listeners.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace tencent::lb {
struct CreateLoadBalancerListeners;
}

/// By the IDs that the look calls `unListenerId`.
template <>
struct replaced<tencent::lb::CreateLoadBalancerListeners> {
    using deletion = tencent::lb::DeleteLoadBalancerListeners;
    static constexpr deletion_facts facts{.id = "listenerIds"};
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
