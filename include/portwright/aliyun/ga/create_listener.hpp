// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Creating listeners.

#include <portwright/request/schema.hpp>
#include <portwright/aliyun/ga/custom_routing.hpp>
#include <portwright/aliyun/ga/describe_listener.hpp>
#include <portwright/aliyun/ga/endpoint_groups.hpp>
#include <portwright/aliyun/ga/service.hpp>
#include <portwright/aliyun/ga/structures.hpp>
#include <portwright/aliyun/ga/words.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::aliyun::ga {

/// Creates a listener on an accelerator. Alibaba Cloud, Global Accelerator, "CreateListener".
struct CreateListener {
    struct Type : listed_word<Type> {
        using listed_word::listed_word;
        static constexpr value Standard{"Standard"}, CustomRouting{"CustomRouting"};
        static constexpr value listed[] = {Standard, CustomRouting};
    };

    text ClientToken = {};
    text AcceleratorId = {};
    text Name = {};
    text Description = {};
    ga::ClientAffinity ClientAffinity = {};
    ga::Protocol Protocol = {};
    truth_value ProxyProtocol = {};
    list<PortRange> PortRanges = {};
    list<Certificate> Certificates = {};
    list<CustomRoutingEndpointGroupConfiguration> CustomRoutingEndpointGroupConfigurations = {};
    list<EndpointGroupConfiguration> EndpointGroupConfigurations = {};
    ga::HttpVersion HttpVersion = {};
    integer IdleTimeout = {};
    integer RequestTimeout = {};
    ga::SecurityPolicyId SecurityPolicyId = {};
    struct Type Type = {};
    ga::XForwardedForConfig XForwardedForConfig = {};

    static constexpr operation call{"CreateListener", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(
                   PORTWRIGHT_FIELD(ClientToken, characters<0, 64, charset::ascii>,
                                    "idempotence token, unique per request; absent = the request ID"),
                   PORTWRIGHT_FIELD(AcceleratorId, required, "accelerator ID (ga-…)"),
                   PORTWRIGHT_FIELD(Name, characters<1, 128>,
                                    "listener name: a letter or Chinese character, then also digits, . _ and -"),
                   PORTWRIGHT_FIELD(Description, characters<0, 200, charset::not_a_link>, "description"),
                   PORTWRIGHT_FIELD(ClientAffinity, "client affinity; leave out for none"),
                   PORTWRIGHT_FIELD(Protocol, "listener protocol"),
                   PORTWRIGHT_FIELD(ProxyProtocol,
                                    "keep the client IP; default false; deprecated, belongs to the endpoint "
                                    "group now"),
                   PORTWRIGHT_FIELD(
                       PortRanges, required,
                       refuse(differs("ToPort", "FromPort"), is("^Protocol", "HTTP", "HTTPS", "http", "https")),
                       "port ranges; UDP also excludes 250, 4789 and 4790"),
                   PORTWRIGHT_FIELD(Certificates, "certificates; required for HTTPS"),
                   PORTWRIGHT_FIELD(CustomRoutingEndpointGroupConfigurations, at_most<5>,
                                    "endpoint groups of a CustomRouting listener"),
                   PORTWRIGHT_FIELD(
                       EndpointGroupConfigurations, at_most<10>,
                       all_of(only_with("EndpointRequestProtocol", "^Protocol", "HTTP", "HTTPS", "http", "https"),
                              refuse(is("EndpointRequestProtocol", "HTTPS"), is("^Protocol", "HTTP", "http")),
                              refuse(is("EndpointGroupType", "virtual"), is("^Protocol", "tcp", "udp", "TCP", "UDP"))),
                       "endpoint groups of a Standard listener"),
                   PORTWRIGHT_FIELD(HttpVersion, "highest HTTP version; default http2; HTTPS listeners"),
                   PORTWRIGHT_FIELD(IdleTimeout, between<1, 900>,
                                    "idle timeout, s; TCP 10 to 900, UDP 10 to 20, HTTP and HTTPS 1 to 60; "
                                    "default 900, 20, 15"),
                   PORTWRIGHT_FIELD(RequestTimeout, between<1, 180>,
                                    "request timeout, s; default 60; HTTP/HTTPS listeners"),
                   PORTWRIGHT_FIELD(SecurityPolicyId, "TLS policy; HTTPS listeners"),
                   PORTWRIGHT_FIELD(Type, "routing type; default Standard"),
                   PORTWRIGHT_FIELD(XForwardedForConfig, "headers added for the backends; HTTP and HTTPS listeners"))
            .rules(refuse(more_than("PortRanges", 1), is("Protocol", "HTTP", "HTTPS", "http", "https")),
                   refuse(missing("Certificates"), is("Protocol", "HTTPS", "https")),
                   only_with("CustomRoutingEndpointGroupConfigurations", "Type", "CustomRouting"),
                   only_with("EndpointGroupConfigurations", "Type", "Standard"),
                   only_with("HttpVersion", "Protocol", "HTTPS", "https"),
                   only_with("RequestTimeout", "Protocol", "HTTP", "HTTPS", "http", "https"),
                   only_with("SecurityPolicyId", "Protocol", "HTTPS", "https"),
                   only_with("XForwardedForConfig", "Protocol", "HTTP", "HTTPS", "http", "https"));
    }

    struct response {
        text ListenerId = {};
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(ListenerId, not_empty),
                          PORTWRIGHT_FIELD(RequestId, required, "the request"));
        }

        using query = DescribeListener;
        constexpr query task() const noexcept { return {.ListenerId = ListenerId}; }
    };
};

} // namespace portwright::inline v0_1::aliyun::ga

#include <portwright/core/platform_macros_on.hpp>
