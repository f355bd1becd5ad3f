// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The listeners of an accelerator.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/aliyun/ga/answers.hpp>
#include <portwright/aliyun/ga/service.hpp>
#include <portwright/aliyun/ga/structures.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::aliyun::ga {

/// Lists the listeners of an accelerator. Alibaba Cloud, Global Accelerator, "ListListeners".
struct ListListeners {
    text AcceleratorId = {};
    integer PageNumber = {};
    integer PageSize = {};
    text Protocol = {};

    static constexpr operation call{"ListListeners", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(AcceleratorId, required, "accelerator ID"),
                      PORTWRIGHT_FIELD(PageNumber, at_least<1>, "page; default 1"),
                      PORTWRIGHT_FIELD(PageSize, between<1, 50>, "rows per page; default 10"),
                      PORTWRIGHT_FIELD(Protocol, "filter by protocol"));
    }

    struct response {
        struct Listener {
            text AcceleratorId = {};
            sequence<BackendPortOutput> BackendPorts = {};
            sequence<CertificateOutput> Certificates = {};
            text ClientAffinity = {};
            integer CreateTime = {};
            text Description = {};
            text HttpVersion = {};
            integer IdleTimeout = {};
            text ListenerId = {};
            text Name = {};
            sequence<PortRangeOutput> PortRanges = {};
            text Protocol = {};
            truth_value ProxyProtocol = {};
            integer RequestTimeout = {};
            text SecurityPolicyId = {};
            text ServiceId = {};
            truth_value ServiceManaged = {};
            sequence<ServiceManagedInfo> ServiceManagedInfos = {};
            text State = {};
            text Type = {};
            ga::XForwardedForConfig XForwardedForConfig = {};

            template <class self>
            static consteval auto schema() {
                using namespace portwright::schema;
                return fields(
                    PORTWRIGHT_FIELD(AcceleratorId), PORTWRIGHT_FIELD(BackendPorts), PORTWRIGHT_FIELD(Certificates),
                    PORTWRIGHT_FIELD(ClientAffinity, "empty, NONE, SOURCE_IP"), PORTWRIGHT_FIELD(CreateTime),
                    PORTWRIGHT_FIELD(Description), PORTWRIGHT_FIELD(HttpVersion), PORTWRIGHT_FIELD(IdleTimeout),
                    PORTWRIGHT_FIELD(ListenerId, required), PORTWRIGHT_FIELD(Name), PORTWRIGHT_FIELD(PortRanges),
                    PORTWRIGHT_FIELD(Protocol, required, "TCP, UDP, HTTP, HTTPS"),
                    PORTWRIGHT_FIELD(ProxyProtocol, "deprecated"), PORTWRIGHT_FIELD(RequestTimeout),
                    PORTWRIGHT_FIELD(SecurityPolicyId), PORTWRIGHT_FIELD(ServiceId), PORTWRIGHT_FIELD(ServiceManaged),
                    PORTWRIGHT_FIELD(ServiceManagedInfos),
                    PORTWRIGHT_FIELD(State, required, "active, init, configuring, updating, deleting, creating"),
                    PORTWRIGHT_FIELD(Type, "Standard, CustomRouting"), PORTWRIGHT_FIELD(XForwardedForConfig));
            }
        };

        sequence<Listener> Listeners = {};
        integer PageNumber = {};
        integer PageSize = {};
        text RequestId = {};
        integer TotalCount = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(Listeners), PORTWRIGHT_FIELD(PageNumber), PORTWRIGHT_FIELD(PageSize),
                          PORTWRIGHT_FIELD(RequestId, required, "the request"), PORTWRIGHT_FIELD(TotalCount, required));
        }
    };
};

} // namespace portwright::inline v0_1::aliyun::ga

#include <portwright/core/platform_macros_on.hpp>
