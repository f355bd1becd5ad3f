// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Deleting a listener.

#include <portwright/request/schema.hpp>
#include <portwright/tencent/clb/service.hpp>
#include <portwright/tencent/clb/tasks.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::clb {

/// Deletes a listener. Tencent Cloud, "DeleteListener" (API 3.0, product 214).
struct DeleteListener {
    text LoadBalancerId = {};
    text ListenerId = {};

    static constexpr operation call{"DeleteListener", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(LoadBalancerId, required, "load balancer ID"),
                      PORTWRIGHT_FIELD(ListenerId, required, "listener to delete"));
    }

    using response = task_reply;
};

} // namespace portwright::inline v0_1::tencent::clb

#include <portwright/core/platform_macros_on.hpp>
