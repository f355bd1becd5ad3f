// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// One listener and its state.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/aliyun/ga/answers.hpp>
#include <portwright/aliyun/ga/service.hpp>
#include <portwright/aliyun/ga/structures.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::aliyun::ga {

/// Shows a listener and its state. Alibaba Cloud, Global Accelerator, "DescribeListener".
struct DescribeListener {
    text ListenerId = {};

    static constexpr operation call{"DescribeListener", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(ListenerId, required, "listener to look up"));
    }

    struct response {
        struct RelatedAcl {
            text AclId = {};
            text Status = {};

            template <class self>
            static consteval auto schema() {
                using namespace portwright::schema;
                return fields(PORTWRIGHT_FIELD(AclId), PORTWRIGHT_FIELD(Status));
            }
        };

        text AcceleratorId = {};
        text AclType = {};
        sequence<BackendPortOutput> BackendPorts = {};
        sequence<CertificateOutput> Certificates = {};
        text ClientAffinity = {};
        text CreateTime = {};
        text Description = {};
        text HttpVersion = {};
        integer IdleTimeout = {};
        text ListenerId = {};
        text Name = {};
        sequence<PortRangeOutput> PortRanges = {};
        text Protocol = {};
        truth_value ProxyProtocol = {};
        sequence<RelatedAcl> RelatedAcls = {};
        text RequestId = {};
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
            return fields(PORTWRIGHT_FIELD(AcceleratorId), PORTWRIGHT_FIELD(AclType, "white, black"),
                          PORTWRIGHT_FIELD(BackendPorts), PORTWRIGHT_FIELD(Certificates),
                          PORTWRIGHT_FIELD(ClientAffinity, "empty, NONE, SOURCE_IP"),
                          PORTWRIGHT_FIELD(CreateTime, "ms since 1970"), PORTWRIGHT_FIELD(Description),
                          PORTWRIGHT_FIELD(HttpVersion), PORTWRIGHT_FIELD(IdleTimeout),
                          PORTWRIGHT_FIELD(ListenerId, required), PORTWRIGHT_FIELD(Name), PORTWRIGHT_FIELD(PortRanges),
                          PORTWRIGHT_FIELD(Protocol, "TCP, UDP, HTTP, HTTPS"),
                          PORTWRIGHT_FIELD(ProxyProtocol, "deprecated"), PORTWRIGHT_FIELD(RelatedAcls),
                          PORTWRIGHT_FIELD(RequestId, required, "the request"), PORTWRIGHT_FIELD(RequestTimeout),
                          PORTWRIGHT_FIELD(SecurityPolicyId), PORTWRIGHT_FIELD(ServiceId),
                          PORTWRIGHT_FIELD(ServiceManaged), PORTWRIGHT_FIELD(ServiceManagedInfos),
                          PORTWRIGHT_FIELD(State, required, "active, init, configuring, updating, deleting, creating"),
                          PORTWRIGHT_FIELD(Type, "Standard, CustomRouting"), PORTWRIGHT_FIELD(XForwardedForConfig));
        }

        /// Ready when active; every other word means wait.
        constexpr task_state state() const noexcept {
            const bool active = State == "active" || State == "Active" || State == "ACTIVE";
            return active ? task_state::succeeded : task_state::running;
        }
    };
};

} // namespace portwright::inline v0_1::aliyun::ga

#include <portwright/core/platform_macros_on.hpp>
