// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declaring listeners with replacing{request}: how what stands in the way of one is deleted.

#include <portwright/response/ensured.hpp>
#include <portwright/tencent/gaap/delete_listeners.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace tencent::gaap {
struct CreateHTTPListener;
struct CreateHTTPSListener;
struct CreateTCPListeners;
struct CreateUDPListeners;
}

namespace detail {

/// One action deletes listeners of any protocol. `Force` would take away what is bound to them.
struct gaap_deletion {
    using deletion = tencent::gaap::DeleteListeners;
    static constexpr deletion_facts facts{
        .id = "ListenerIds",
        .unforced = "Force",
        .failed = "OperationFailedListenerSet",
        .not_now = "InvalidStatusListenerSet",
    };
};

} // namespace detail

template <>
struct replaced<tencent::gaap::CreateHTTPListener> : detail::gaap_deletion {};
template <>
struct replaced<tencent::gaap::CreateHTTPSListener> : detail::gaap_deletion {};
template <>
struct replaced<tencent::gaap::CreateTCPListeners> : detail::gaap_deletion {};
template <>
struct replaced<tencent::gaap::CreateUDPListeners> : detail::gaap_deletion {};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
