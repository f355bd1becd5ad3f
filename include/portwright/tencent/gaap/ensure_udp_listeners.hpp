// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declaring listeners: what ensure_machine has to know of CreateUDPListeners.

#include <portwright/response/ensured.hpp>
#include <portwright/tencent/gaap/https_listeners.hpp>
#include <portwright/tencent/gaap/udp_listeners.hpp>

#include <array>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// Nothing but HTTP/3 of an HTTPS listener is in the way of UDP. All ports of a request have one name.
template <>
struct ensured<tencent::gaap::CreateUDPListeners> {
    using look = tencent::gaap::DescribeUDPListeners;
    using change = tencent::gaap::ModifyUDPListenerAttribute;
    using task = void;
    using others = other_looks<tencent::gaap::DescribeHTTPSListeners>;
    static constexpr std::array<other_look, 1> others_facts{{{.counts = "Http3Supported"}}};

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
