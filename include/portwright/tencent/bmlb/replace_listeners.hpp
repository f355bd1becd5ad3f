// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declaring listeners with replacing{request}: how what stands in the way of one is deleted.

#include <portwright/response/ensured.hpp>
#include <portwright/tencent/bmlb/listeners.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace tencent::bmlb {
struct CreateBmListeners;
}

/// Listeners of layer 4 only. Those whose creation or deletion has failed must go before there is another.
template <>
struct replaced<tencent::bmlb::CreateBmListeners> {
    using deletion = tencent::bmlb::DeleteBmListeners;
    static constexpr deletion_facts facts{.id = "listenerIds"};
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
