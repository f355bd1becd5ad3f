// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declaring listeners: what ensure_machine has to know of CreateHTTPListener.

#include <portwright/response/ensured.hpp>
#include <portwright/tencent/gaap/http_listeners.hpp>
#include <portwright/tencent/gaap/https_listeners.hpp>
#include <portwright/tencent/gaap/tcp_listeners.hpp>

#include <array>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// TCP, HTTP and HTTPS exclude each other on a port, and each has a look of its own. Of an HTTP listener the name
/// changes, and nothing else.
template <>
struct ensured<tencent::gaap::CreateHTTPListener> {
    using look = tencent::gaap::DescribeHTTPListeners;
    using change = tencent::gaap::ModifyHTTPListenerAttribute;
    using task = void;
    using others = other_looks<tencent::gaap::DescribeHTTPSListeners, tencent::gaap::DescribeTCPListeners>;
    static constexpr std::array<other_look, 2> others_facts{};

    static constexpr ensure_facts facts{
        .owner = "ProxyId GroupId",
        .list = "ListenerSet",
        .state = "ListenerStatus",
        .states = "spdpp",
        .port_filter = "Port",
        .page = "Offset",
        .page_size = "Limit",
        .elements = 50,
    };
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
