// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The parameters of aliyun.ga's actions: document 001's and those of today's SDK, with the widest bounds that the
// sources agree on. A table apart because the endpoint groups are long.

#include <array>

#include "../fields.hpp"

namespace portwright_tool::emulator {

inline constexpr std::array ga_create_fields{
    must(choice("RegionId", "cn-hangzhou")),
    must(text("AcceleratorId")),
    must(integer("PortRanges.n.FromPort", 1, 65535)),   // above 65499 another code answers
    must(integer("PortRanges.n.ToPort", 1, 65535)),
    text("ClientToken", 0, 64),
    text("Name", 1, 128),
    text("Description", 0, 200),
    choice("ClientAffinity", "|NONE|SOURCE_IP"),   // an empty one is 001's way to say none
    in_any_case(choice("Protocol", "tcp|udp|http|https")),
    boolean("ProxyProtocol"),
    text("Certificates.n.Id"),
    choice("HttpVersion", "http1.1|http2|http3"),
    integer("IdleTimeout", 1, 900),
    integer("RequestTimeout", 1, 180),
    choice("SecurityPolicyId",
           "tls_cipher_policy_1_0|tls_cipher_policy_1_1|tls_cipher_policy_1_2|tls_cipher_policy_1_2_strict|"
           "tls_cipher_policy_1_2_strict_with_1_3"),
    choice("Type", "Standard|CustomRouting"),
    boolean("XForwardedForConfig.XForwardedForGaApEnabled"),
    boolean("XForwardedForConfig.XForwardedForGaIdEnabled"),
    boolean("XForwardedForConfig.XForwardedForPortEnabled"),
    boolean("XForwardedForConfig.XForwardedForProtoEnabled"),
    boolean("XForwardedForConfig.XRealIpEnabled"),
    text("EndpointGroupConfigurations.n.EndpointGroupDescription", 0, 200),
    text("EndpointGroupConfigurations.n.EndpointGroupName", 1, 128),
    choice("EndpointGroupConfigurations.n.EndpointGroupType", "default|virtual"),
    choice("EndpointGroupConfigurations.n.EndpointIpVersion", "IPv4|IPv6|ProtocolAffinity"),
    choice("EndpointGroupConfigurations.n.EndpointProtocolVersion", "HTTP1.1|HTTP2"),
    choice("EndpointGroupConfigurations.n.EndpointRequestProtocol", "HTTP|HTTPS"),
    boolean("EndpointGroupConfigurations.n.HealthCheckEnabled"),
    integer("EndpointGroupConfigurations.n.HealthCheckIntervalSeconds"),
    integer("EndpointGroupConfigurations.n.HealthCheckPort", 1, 65535),
    in_any_case(choice("EndpointGroupConfigurations.n.HealthCheckProtocol", "tcp|http|https")),
    integer("EndpointGroupConfigurations.n.PortOverrides.n.EndpointPort"),
    integer("EndpointGroupConfigurations.n.PortOverrides.n.ListenerPort"),
    integer("EndpointGroupConfigurations.n.ThresholdCount", 2, 10),
    integer("EndpointGroupConfigurations.n.TrafficPercentage", 1, 100),
    boolean("EndpointGroupConfigurations.n.EndpointConfigurations.n.EnableClientIPPreservation"),
    boolean("EndpointGroupConfigurations.n.EndpointConfigurations.n.EnableProxyProtocol"),
    choice("EndpointGroupConfigurations.n.EndpointConfigurations.n.Type",
           "Domain|Ip|PublicIp|ECS|SLB|ALB|OSS|ENI|NLB|IpTarget"),
    integer("EndpointGroupConfigurations.n.EndpointConfigurations.n.Weight", 0, 255),
    text("CustomRoutingEndpointGroupConfigurations.n.Description", 0, 200),
    text("CustomRoutingEndpointGroupConfigurations.n.Name", 1, 128),
    integer("CustomRoutingEndpointGroupConfigurations.n.DestinationConfigurations.n.FromPort", 1, 65499),
    integer("CustomRoutingEndpointGroupConfigurations.n.DestinationConfigurations.n.ToPort", 1, 65499),
    choice("CustomRoutingEndpointGroupConfigurations.n.EndpointConfigurations.n.TrafficToEndpointPolicy",
           "DenyAll|AllowAll|AllowCustom"),
    choice("CustomRoutingEndpointGroupConfigurations.n.EndpointConfigurations.n.Type", "PrivateSubNet"),
    integer("CustomRoutingEndpointGroupConfigurations.n.EndpointConfigurations.n.PolicyConfigurations.n.PortRanges.n."
            "FromPort"),
    integer("CustomRoutingEndpointGroupConfigurations.n.EndpointConfigurations.n.PolicyConfigurations.n.PortRanges.n."
            "ToPort"),
};

inline constexpr std::array ga_describe_fields{
    must(choice("RegionId", "cn-hangzhou")),
    must(text("ListenerId")),
};

}   // namespace portwright_tool::emulator
