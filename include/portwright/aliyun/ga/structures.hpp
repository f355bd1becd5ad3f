// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Structures that several actions of Global Accelerator share.

#include <portwright/request/schema.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::aliyun::ga {

/// Ports from FromPort to ToPort. 65500 and above are reserved.
struct PortRange {
    integer FromPort = {};
    integer ToPort = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(FromPort, required, between<1, 65499>, "first port"),
                      PORTWRIGHT_FIELD(ToPort, required, between<1, 65499>, "last port"))
            .rules(up_to("FromPort", "ToPort"));
    }
};

/// Certificate of an HTTPS listener.
struct Certificate {
    text Id = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Id, "certificate ID; HTTPS listeners: required"));
    }
};

/// Headers that tell the backends about the client.
struct XForwardedForConfig {
    truth_value XForwardedForGaApEnabled = {};
    truth_value XForwardedForGaIdEnabled = {};
    truth_value XForwardedForPortEnabled = {};
    truth_value XForwardedForProtoEnabled = {};
    truth_value XRealIpEnabled = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(
            PORTWRIGHT_FIELD(XForwardedForGaApEnabled,
                             "send GA-AP (acceleration region); default false; HTTP/HTTPS listeners"),
            PORTWRIGHT_FIELD(XForwardedForGaIdEnabled, "send GA-ID (instance); default false; HTTP/HTTPS listeners"),
            PORTWRIGHT_FIELD(XForwardedForPortEnabled, "send GA-X-Forward-Port; default false; HTTP/HTTPS listeners"),
            PORTWRIGHT_FIELD(XForwardedForProtoEnabled, "send GA-X-Forward-Proto; default false; HTTP/HTTPS listeners"),
            PORTWRIGHT_FIELD(XRealIpEnabled, "send X-Real-IP; default false; HTTP/HTTPS listeners"));
    }
};

} // namespace portwright::inline v0_1::aliyun::ga

#include <portwright/core/platform_macros_on.hpp>
