// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declaring listeners: what ensure_machine has to know of CreateListener.

#include <portwright/response/ensured.hpp>
#include <portwright/tencent/clb/create_listener.hpp>
#include <portwright/tencent/clb/describe_listeners.hpp>
#include <portwright/tencent/clb/modify_listener.hpp>
#include <portwright/tencent/clb/tasks.hpp>

#include <array>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// TCP, TCP_SSL, HTTP and HTTPS exclude each other on a port; UDP and QUIC may stand beside them. Listeners have no
/// state: whether one is finished only its task says.
template <>
struct ensured<tencent::clb::CreateListener> {
    using look = tencent::clb::DescribeListeners;
    using change = tencent::clb::ModifyListener;
    using task = tencent::clb::DescribeTaskStatus;
    using others = other_looks<>;
    static constexpr std::array<other_look, 0> others_facts{};

    // Several certificates read back as the first, and the others in a list. Some switches read back as words only, and
    // the one of the proxy protocol not even so where it is off.
    static constexpr counterpart counterparts[] = {
        {"ListenerNames", "ListenerName", read_back::element},
        {"HealthCheck.HttpCheckPath", "", read_back::value, ""},
        {"HealthCheck.HttpCheckDomain", "", read_back::value, ""},
        {"HealthCheck.CheckPort", "", read_back::value, "-1"},
        {"SessionExpireTime", "", read_back::value, "0"},
        {"KeepaliveEnable", "", read_back::value, "0"},
        {"SniSwitch", "", read_back::value, nullptr, "0"},
        {"MultiCertInfo.SSLMode", "Certificate.SSLMode"},
        {"MultiCertInfo.SSLVerifyClient", "Certificate.SSLVerifyClient"},
        {"MultiCertInfo.CertList.CertId", "Certificate.CertId Certificate.ExtCertIds"},
        {"ProxyProtocol", "AttrFlags", read_back::flag_if_present},
        {"SnatEnable", "AttrFlags", read_back::flag},
        {"H2cSwitch", "AttrFlags", read_back::flag},
        {"RescheduleTargetZeroWeight", "AttrFlags", read_back::flag},
        {"RescheduleUnhealthy", "AttrFlags", read_back::flag},
        {"RescheduleExpandTarget", "AttrFlags", read_back::flag},
    };
    static constexpr ensure_facts facts{
        .owner = "LoadBalancerId",
        .port = "Ports",
        .answer_port = "Port",
        .end_port = "EndPort FullEndPorts",
        .protocol = "Protocol",
        .udp = "UDP QUIC",
        .list = "Listeners",
        .port_filter = "Port",
        .counterparts = counterparts,
    };
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
