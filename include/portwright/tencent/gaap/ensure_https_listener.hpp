// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declaring listeners: what ensure_machine has to know of CreateHTTPSListener.

#include <portwright/response/ensured.hpp>
#include <portwright/tencent/gaap/http_listeners.hpp>
#include <portwright/tencent/gaap/https_listeners.hpp>
#include <portwright/tencent/gaap/tcp_listeners.hpp>
#include <portwright/tencent/gaap/udp_listeners.hpp>

#include <array>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// TCP, HTTP and HTTPS exclude each other on a port, and HTTP/3 takes the UDP port, too.
template <>
struct ensured<tencent::gaap::CreateHTTPSListener> {
    using look = tencent::gaap::DescribeHTTPSListeners;
    using change = tencent::gaap::ModifyHTTPSListenerAttribute;
    using task = void;
    using others = other_looks<tencent::gaap::DescribeHTTPListeners, tencent::gaap::DescribeTCPListeners,
                               tencent::gaap::DescribeUDPListeners>;
    static constexpr std::array<other_look, 3> others_facts{{{}, {}, {.when = "Http3Supported"}}};

    static constexpr counterpart counterparts[] = {
        {"ClientCertificateId", "", read_back::value, ""},
        {"PolyClientCertificateIds", "PolyClientCertificateAliasInfo.CertificateId"},
    };
    static constexpr ensure_facts facts{
        .owner = "ProxyId GroupId",
        .list = "ListenerSet",
        .state = "ListenerStatus",
        .states = "spdpp",
        .port_filter = "Port",
        .page = "Offset",
        .page_size = "Limit",
        .elements = 50,
        .counterparts = counterparts,
    };
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
