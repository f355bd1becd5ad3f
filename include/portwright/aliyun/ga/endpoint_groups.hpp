// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Endpoint groups of standard listeners.

#include <portwright/request/schema.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::aliyun::ga {

/// Endpoint group of a standard listener.
struct EndpointGroupConfiguration {
    struct EndpointConfiguration {
        struct Type : listed_word<Type> {
            using listed_word::listed_word;
            static constexpr value Domain{"Domain"}, Ip{"Ip"}, PublicIp{"PublicIp"}, ECS{"ECS"}, SLB{"SLB"}, ALB{"ALB"},
                OSS{"OSS"}, ENI{"ENI"}, NLB{"NLB"}, IpTarget{"IpTarget"};
            static constexpr value listed[] = {Domain, Ip, PublicIp, ECS, SLB, ALB, OSS, ENI, NLB, IpTarget};
        };

        texts ApiKeys = {};
        truth_value EnableClientIPPreservation = {};
        truth_value EnableProxyProtocol = {};
        text Endpoint = {};
        text Provider = {};
        text SubAddress = {};
        struct Type Type = {};
        texts VSwitchIds = {};
        text VpcId = {};
        integer Weight = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(ApiKeys, secret, "undocumented in the SDK"),
                          PORTWRIGHT_FIELD(EnableClientIPPreservation,
                                           "keep the client IP; default false; not with EnableProxyProtocol=true"),
                          PORTWRIGHT_FIELD(EnableProxyProtocol,
                                           "proxy protocol; default false; TCP listeners; not with "
                                           "EnableClientIPPreservation=true"),
                          PORTWRIGHT_FIELD(Endpoint, "IP, domain name or instance ID"),
                          PORTWRIGHT_FIELD(Provider, "undocumented in the SDK"),
                          PORTWRIGHT_FIELD(SubAddress, "private IP of the interface; Type=ENI of the endpoint"),
                          PORTWRIGHT_FIELD(Type, "kind of endpoint"),
                          PORTWRIGHT_FIELD(VSwitchIds, characters<0, 0, charset::any, 2>, "vSwitches"),
                          PORTWRIGHT_FIELD(VpcId, "VPC; required for IpTarget endpoints"),
                          PORTWRIGHT_FIELD(Weight, between<0, 255>, "weight; 0 stops traffic"))
                .rules(refuse(is("EnableClientIPPreservation", true), is("EnableProxyProtocol", true)),
                       only_with("SubAddress", "Type", "ENI"), required_when("VpcId", is("Type", "IpTarget")));
        }
    };

    struct PortOverride {
        integer EndpointPort = {};
        integer ListenerPort = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(EndpointPort, "port of the endpoint"),
                          PORTWRIGHT_FIELD(ListenerPort, "port of the listener"));
        }
    };

    struct EndpointGroupType : listed_word<EndpointGroupType> {
        using listed_word::listed_word;
        static constexpr value default_{"default"}, virtual_{"virtual"};
        static constexpr value listed[] = {default_, virtual_};
    };

    struct EndpointIpVersion : listed_word<EndpointIpVersion> {
        using listed_word::listed_word;
        static constexpr value IPv4{"IPv4"}, IPv6{"IPv6"}, ProtocolAffinity{"ProtocolAffinity"};
        static constexpr value listed[] = {IPv4, IPv6, ProtocolAffinity};
    };

    struct EndpointProtocolVersion : listed_word<EndpointProtocolVersion> {
        using listed_word::listed_word;
        static constexpr value HTTP1_1{"HTTP1.1"}, HTTP2{"HTTP2"};
        static constexpr value listed[] = {HTTP1_1, HTTP2};
    };

    struct EndpointRequestProtocol : listed_word<EndpointRequestProtocol> {
        using listed_word::listed_word;
        static constexpr value HTTP{"HTTP"}, HTTPS{"HTTPS"};
        static constexpr value listed[] = {HTTP, HTTPS};
    };

    struct HealthCheckProtocol : listed_word<HealthCheckProtocol> {
        using listed_word::listed_word;
        static constexpr value tcp{"tcp"}, http{"http"}, https{"https"}, TCP{"TCP"}, HTTP{"HTTP"}, HTTPS{"HTTPS"};
        static constexpr value listed[] = {tcp, http, https, TCP, HTTP, HTTPS};
    };

    list<EndpointConfiguration> EndpointConfigurations = {};
    text EndpointGroupDescription = {};
    text EndpointGroupName = {};
    text EndpointGroupRegion = {};
    struct EndpointGroupType EndpointGroupType = {};
    struct EndpointIpVersion EndpointIpVersion = {};
    struct EndpointProtocolVersion EndpointProtocolVersion = {};
    struct EndpointRequestProtocol EndpointRequestProtocol = {};
    truth_value HealthCheckEnabled = {};
    text HealthCheckHost = {};
    integer HealthCheckIntervalSeconds = {};
    text HealthCheckPath = {};
    integer HealthCheckPort = {};
    struct HealthCheckProtocol HealthCheckProtocol = {};
    list<PortOverride> PortOverrides = {};
    integer ThresholdCount = {};
    integer TrafficPercentage = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(EndpointConfigurations, at_most<100>, "endpoints"),
                      PORTWRIGHT_FIELD(EndpointGroupDescription, characters<0, 200, charset::not_a_link>,
                                       "group description"),
                      PORTWRIGHT_FIELD(EndpointGroupName, characters<1, 128>, "group name"),
                      PORTWRIGHT_FIELD(EndpointGroupRegion, "group region"),
                      PORTWRIGHT_FIELD(EndpointGroupType,
                                       "kind of group; virtual for HTTP/HTTPS listeners; default default"),
                      PORTWRIGHT_FIELD(EndpointIpVersion, "IP version to the backends; default IPv4"),
                      PORTWRIGHT_FIELD(EndpointProtocolVersion, "HTTP version to the backends; default HTTP1.1; "
                                                                "EndpointRequestProtocol=HTTPS"),
                      PORTWRIGHT_FIELD(EndpointRequestProtocol,
                                       "protocol to the backends; default HTTP; HTTP/HTTPS listeners; an HTTP "
                                       "listener takes only HTTP"),
                      PORTWRIGHT_FIELD(HealthCheckEnabled, "health check; default false"),
                      PORTWRIGHT_FIELD(HealthCheckHost, "health check host"),
                      PORTWRIGHT_FIELD(HealthCheckIntervalSeconds, "health check interval, s"),
                      PORTWRIGHT_FIELD(HealthCheckPath, "health check path"),
                      PORTWRIGHT_FIELD(HealthCheckPort, between<1, 65535>, "health check port"),
                      PORTWRIGHT_FIELD(HealthCheckProtocol, "health check protocol; upper case is accepted too"),
                      PORTWRIGHT_FIELD(PortOverrides, at_most<5>, "port mappings"),
                      PORTWRIGHT_FIELD(ThresholdCount, between<2, 10>,
                                       "checks in a row that change the health; default 3"),
                      PORTWRIGHT_FIELD(TrafficPercentage, between<1, 100>, "share of traffic, %; default 100"))
            .rules(only_with("EndpointProtocolVersion", "EndpointRequestProtocol", "HTTPS"));
    }
};

} // namespace portwright::inline v0_1::aliyun::ga

#include <portwright/core/platform_macros_on.hpp>
