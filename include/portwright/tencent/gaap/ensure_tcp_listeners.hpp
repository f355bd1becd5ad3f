// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declaring listeners: what ensure_machine has to know of CreateTCPListeners.

#include <portwright/response/ensured.hpp>
#include <portwright/tencent/gaap/http_listeners.hpp>
#include <portwright/tencent/gaap/https_listeners.hpp>
#include <portwright/tencent/gaap/tcp_listeners.hpp>

#include <array>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// TCP, HTTP and HTTPS exclude each other on a port. All ports of a request have one name.
template <>
struct ensured<tencent::gaap::CreateTCPListeners> {
    using look = tencent::gaap::DescribeTCPListeners;
    using change = tencent::gaap::ModifyTCPListenerAttribute;
    using task = void;
    using others = other_looks<tencent::gaap::DescribeHTTPListeners, tencent::gaap::DescribeHTTPSListeners>;
    static constexpr std::array<other_look, 2> others_facts{{{}, {}}};

    static constexpr const char* groups[] = {"DelayLoop ConnectTimeout"};
    // Newer connections do not show the ports of their origins.
    static constexpr counterpart counterparts[] = {{"RealServerPorts", "RealServerPort", read_back::element, "0"}};
    static constexpr ensure_facts facts{
        .owner = "ProxyId GroupId",
        .port = "Ports",
        .list = "ListenerSet",
        .state = "ListenerStatus",
        .states = "spdpp",
        .port_filter = "Port",
        .page = "Offset",
        .page_size = "Limit",
        .elements = 50,
        .groups = groups,
        .counterparts = counterparts,
    };
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
