// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/aliyun/ga.hpp>

#include "../sent.hpp"
#include "../verdict.hpp"

#include <string>
#include <string_view>

namespace {

namespace ga = portwright::aliyun::ga;
using portwright::task_state;
using test::changed;
using test::sent;
using test::verdict;

// The example of CreateListener's page.
constexpr ga::PortRange port_20[] = {{.FromPort = 20, .ToPort = 20}};
constexpr ga::CreateListener listener{.AcceleratorId = "ga-bp1odcab8tmno0hdq****", .PortRanges = port_20};

constexpr ga::PortRange backwards[] = {{.FromPort = 20, .ToPort = 30}, {.FromPort = 41, .ToPort = 40}};
constexpr ga::PortRange reserved[] = {{.FromPort = 65000, .ToPort = 65500}};
constexpr ga::PortRange half[] = {{.FromPort = 20}};
constexpr ga::PortRange wide[] = {{.FromPort = 20, .ToPort = 30}};
constexpr ga::PortRange two[] = {{.FromPort = 20, .ToPort = 20}, {.FromPort = 30, .ToPort = 30}};
constexpr ga::Certificate certificate[] = {{.Id = "449****-cn-hangzhou"}};

TEST_CASE("aliyun.ga CreateListener") {
    VERIFY(verdict(listener) == "good");
    static_assert(portwright::valid<listener>);
    VERIFY(verdict(changed(listener, [](auto& r) { r.AcceleratorId = {}; })) == "missing_parameter AcceleratorId");
    VERIFY(verdict(changed(listener, [](auto& r) { r.PortRanges = {}; })) == "missing_parameter PortRanges");
    // Subscripts count from 1.
    VERIFY(verdict(changed(listener, [](auto& r) { r.PortRanges = half; })) == "missing_parameter PortRanges.1.ToPort");
    VERIFY(verdict(changed(listener, [](auto& r) { r.PortRanges = backwards; })) ==
           "rule_broken PortRanges.2.FromPort");
    VERIFY(verdict(changed(listener, [](auto& r) { r.PortRanges = reserved; })) ==
           "out_of_range PortRanges.1.ToPort"); // contradiction 5.3
}

TEST_CASE("aliyun.ga CreateListener: texts") {
    const std::string longest(64, 't');
    const std::string longer(65, 't');
    const std::string name(128, 'n');
    const std::string long_name(129, 'n');
    CHECK(verdict(changed(listener, [&](auto& r) { r.ClientToken = longest; })) == "good");
    CHECK(verdict(changed(listener, [&](auto& r) { r.ClientToken = longer; })) == "too_long ClientToken");
    CHECK(verdict(changed(listener, [&](auto& r) { r.Name = name; })) == "good");
    CHECK(verdict(changed(listener, [&](auto& r) { r.Name = long_name; })) == "too_long Name");
    VERIFY(verdict(changed(listener, [](auto& r) { r.ClientToken = "t\xC3\xB6ken"; })) == "bad_characters ClientToken");
    VERIFY(verdict(changed(listener, [](auto& r) { r.Name = "."; })) == "good"); // contradiction 5.2
    VERIFY(verdict(changed(listener, [](auto& r) { r.Description = "see http://a"; })) == "good");
    VERIFY(verdict(changed(listener, [](auto& r) { r.Description = "https://a"; })) == "bad_characters Description");
}

TEST_CASE("aliyun.ga CreateListener: protocols in both cases") { // contradiction 5.1
    for (const std::string_view protocol : {"HTTP", "HTTPS", "http", "https"}) {
        const bool https = protocol == "HTTPS" || protocol == "https";
        const auto with = [=](auto change) {
            return verdict(changed(changed(listener,
                                           [=](auto& r) {
                                               r.Protocol = protocol;
                                               if (https) r.Certificates = certificate;
                                           }),
                                   change));
        };
        INFO(protocol);
        CHECK(with([](auto&) {}) == "good");
        CHECK(with([](auto& r) { r.PortRanges = two; }) == "rule_broken PortRanges");
        CHECK(with([](auto& r) { r.PortRanges = wide; }) == "rule_broken PortRanges.1.ToPort");
        CHECK(with([](auto& r) { r.Certificates = {}; }) == (https ? "rule_broken Certificates" : "good"));
        CHECK(with([](auto& r) { r.RequestTimeout = 60; }) == "good");
        CHECK(with([](auto& r) { r.XForwardedForConfig.XRealIpEnabled = true; }) == "good");
        CHECK(with([](auto& r) { r.HttpVersion = ga::HttpVersion::http2; }) ==
              (https ? "good" : "rule_broken HttpVersion"));
        CHECK(with([](auto& r) { r.SecurityPolicyId = ga::SecurityPolicyId::tls_cipher_policy_1_2; }) ==
              (https ? "good" : "rule_broken SecurityPolicyId"));
    }
    constexpr auto tcp = changed(listener, [](auto& r) { r.Protocol = ga::Protocol::tcp; });
    VERIFY(verdict(changed(tcp, [](auto& r) { r.PortRanges = wide; })) == "good");
    VERIFY(verdict(changed(tcp, [](auto& r) { r.RequestTimeout = 60; })) == "rule_broken RequestTimeout");
    VERIFY(verdict(changed(tcp, [](auto& r) { r.XForwardedForConfig.XRealIpEnabled = true; })) ==
           "rule_broken XForwardedForConfig");
    VERIFY(verdict(changed(tcp, [](auto& r) { r.Protocol = "Tcp"; })) == "not_listed Protocol");
}

TEST_CASE("aliyun.ga: words of answers are accepted where they are written, and mean the same") {
    for (const char* word : {"TCP", "UDP"}) {
        const auto with_word = [&](auto change) {
            return verdict(changed(listener, [&](auto& r) {
                r.Protocol = word;
                change(r);
            }));
        };
        CHECK(with_word([](auto&) {}) == "good");
        CHECK(with_word([](auto& r) { r.PortRanges = wide; }) == "good");
        CHECK(with_word([](auto& r) { r.RequestTimeout = 60; }) == "rule_broken RequestTimeout");
        CHECK(with_word([](auto& r) { r.HttpVersion = ga::HttpVersion::http2; }) == "rule_broken HttpVersion");
    }
    VERIFY(verdict(changed(listener, [](auto& r) { r.ClientAffinity = ""; })) == "good");
    VERIFY(verdict(changed(listener, [](auto& r) { r.ClientAffinity = ga::ClientAffinity::SOURCE_IP; })) == "good");
    VERIFY(verdict(changed(listener, [](auto& r) { r.ClientAffinity = "none"; })) == "not_listed ClientAffinity");
    VERIFY(verdict(changed(listener, [](auto& r) { r.ClientAffinity = portwright::text(""); })) == "good");
    static_assert(!ga::ClientAffinity().has_value() && !ga::ClientAffinity(nullptr).has_value());
}

using Group = ga::EndpointGroupConfiguration;
constexpr Group::EndpointConfiguration two_ways[] = {{.EnableClientIPPreservation = true, .EnableProxyProtocol = true}};
constexpr Group::EndpointConfiguration address[] = {{.SubAddress = "10.0.0.1", .Type = "ECS"}};
constexpr Group::EndpointConfiguration no_vpc[] = {{.Type = "IpTarget"}};
constexpr std::string_view switches[] = {"a", "b", "c"};
constexpr Group::EndpointConfiguration many_switches[] = {{.VSwitchIds = switches}};

constexpr auto verdict_of(const Group& group, std::string_view protocol) {
    const Group groups[] = {group};
    return verdict(changed(listener, [&](auto& r) {
        r.Protocol = protocol;
        r.EndpointGroupConfigurations = groups;
    }));
}

TEST_CASE("aliyun.ga CreateListener: endpoint groups") {
    VERIFY(verdict_of({.EndpointConfigurations = two_ways}, "tcp") ==
           "rule_broken EndpointGroupConfigurations.1.EndpointConfigurations.1.EnableClientIPPreservation");
    VERIFY(verdict_of({.EndpointConfigurations = address}, "tcp") ==
           "rule_broken EndpointGroupConfigurations.1.EndpointConfigurations.1.SubAddress");
    VERIFY(verdict_of({.EndpointConfigurations = no_vpc}, "tcp") ==
           "rule_broken EndpointGroupConfigurations.1.EndpointConfigurations.1.VpcId");
    VERIFY(verdict_of({.EndpointConfigurations = many_switches}, "tcp") ==
           "too_many EndpointGroupConfigurations.1.EndpointConfigurations.1.VSwitchIds");
    VERIFY(verdict_of({.EndpointGroupType = "virtual"}, "tcp") ==
           "rule_broken EndpointGroupConfigurations.1.EndpointGroupType");
    VERIFY(verdict_of({.EndpointGroupType = "virtual"}, "TCP") ==
           "rule_broken EndpointGroupConfigurations.1.EndpointGroupType");
    VERIFY(verdict_of({.EndpointGroupType = "virtual"}, "HTTP") == "good");
    VERIFY(verdict_of({.EndpointRequestProtocol = "HTTP"}, "udp") ==
           "rule_broken EndpointGroupConfigurations.1.EndpointRequestProtocol");
    VERIFY(verdict_of({.EndpointRequestProtocol = "HTTPS"}, "HTTP") ==
           "rule_broken EndpointGroupConfigurations.1.EndpointRequestProtocol");
    VERIFY(verdict_of({.EndpointProtocolVersion = "HTTP2", .EndpointRequestProtocol = "HTTP"}, "HTTP") ==
           "rule_broken EndpointGroupConfigurations.1.EndpointProtocolVersion");
    VERIFY(verdict_of({.ThresholdCount = 11}, "tcp") == "out_of_range EndpointGroupConfigurations.1.ThresholdCount");
    static constexpr Group a{.EndpointGroupName = "a"};
    static constexpr Group groups[] = {a, a, a, a, a, a, a, a, a, a, a};
    VERIFY(verdict(changed(listener, [](auto& r) { r.EndpointGroupConfigurations = groups; })) ==
           "too_many EndpointGroupConfigurations");
}

using Route = ga::CustomRoutingEndpointGroupConfiguration;
using Policy = Route::EndpointConfiguration::PolicyConfiguration;
constexpr Policy::PortRange policy_ports[] = {{.FromPort = 1, .ToPort = 2}, {.FromPort = 2, .ToPort = 1}};
constexpr Policy policies[] = {{.Address = "10.0.0.1"}, {.Address = "10.0.0.2", .PortRanges = policy_ports}};
constexpr Route::EndpointConfiguration endpoints[] = {
    {.Endpoint = "vsw-1", .PolicyConfigurations = policies, .TrafficToEndpointPolicy = "AllowCustom"}};
constexpr Policy one_policy[] = {{.Address = "10.0.0.1"}};
constexpr Route::EndpointConfiguration denied[] = {
    {.Endpoint = "vsw-1", .PolicyConfigurations = one_policy, .TrafficToEndpointPolicy = "DenyAll"}};
constexpr Route::DestinationConfiguration destinations[] = {{.FromPort = 80, .ToPort = 79}};
constexpr Route four_deep[] = {{.EndpointConfigurations = endpoints}};
constexpr Route pointless[] = {{.EndpointConfigurations = denied}};
constexpr Route turned[] = {{.DestinationConfigurations = destinations}};
constexpr Route route{.Name = "a"};
constexpr Route named[] = {route};
constexpr Route six[] = {route, route, route, route, route, route};

TEST_CASE("aliyun.ga CreateListener: custom routing, four arrays deep") {
    constexpr auto custom = [](const auto& groups) {
        return changed(listener, [&](auto& r) {
            r.Type = ga::CreateListener::Type::CustomRouting;
            r.CustomRoutingEndpointGroupConfigurations = groups;
        });
    };
    VERIFY(verdict(custom(four_deep)) ==
           "rule_broken CustomRoutingEndpointGroupConfigurations.1.EndpointConfigurations.1.PolicyConfigurations.2."
           "PortRanges.2.FromPort");
    CHECK(verdict(custom(pointless)) ==
          "rule_broken CustomRoutingEndpointGroupConfigurations.1.EndpointConfigurations.1.PolicyConfigurations");
    VERIFY(verdict(custom(turned)) ==
           "rule_broken CustomRoutingEndpointGroupConfigurations.1.DestinationConfigurations.1.FromPort");
    CHECK(verdict(custom(six)) == "too_many CustomRoutingEndpointGroupConfigurations");
    CHECK(verdict(changed(custom(named), [](auto& r) { r.Type = "Standard"; })) ==
          "rule_broken CustomRoutingEndpointGroupConfigurations");
}

TEST_CASE("aliyun.ga: ProxyProtocol is the same text as a truth value and as a word") { // contradiction 5.4
    const std::string ports = "PortRanges.1.FromPort=20&PortRanges.1.ToPort=20";
    for (const bool keeps : {true, false}) {
        const std::string word = keeps ? "true" : "false";
        CHECK(sent(changed(listener, [=](auto& r) { r.ProxyProtocol = keeps; })) ==
              "AcceleratorId=ga-bp1odcab8tmno0hdq%2A%2A%2A%2A&" + ports + "&ProxyProtocol=" + word);
        CHECK(sent(ga::UpdateListener{.ListenerId = "lsr-1", .PortRanges = port_20, .ProxyProtocol = word}) ==
              "ListenerId=lsr-1&" + ports + "&ProxyProtocol=" + word);
    }
    CHECK(sent(listener).find("ProxyProtocol") == std::string::npos);
    VERIFY(verdict(ga::UpdateListener{.ListenerId = "lsr-1", .PortRanges = port_20, .ProxyProtocol = "True"}) ==
           "not_listed ProxyProtocol");
}

TEST_CASE("aliyun.ga UpdateListener: always with its ports") { // contradiction 5.6
    constexpr ga::UpdateListener change{.ListenerId = "lsr-1", .PortRanges = port_20};
    VERIFY(verdict(change) == "good");
    CHECK(sent(change) == "ListenerId=lsr-1&PortRanges.1.FromPort=20&PortRanges.1.ToPort=20");
    VERIFY(verdict(changed(change, [](auto& r) { r.PortRanges = {}; })) == "missing_parameter PortRanges");
    VERIFY(verdict(changed(change, [](auto& r) { r.PortRanges = half; })) == "missing_parameter PortRanges.1.ToPort");
}

TEST_CASE("aliyun.ga DescribeListener") {
    using query = ga::DescribeListener;
    VERIFY(verdict(query{}) == "missing_parameter ListenerId");
    VERIFY(verdict(query{.ListenerId = "lsr-bp1bpn0kn908w4nbw****"}) == "good");
    // Contradiction 5.8: only active is ready.
    VERIFY(query::response{.State = "active"}.state() == task_state::succeeded);
    VERIFY(query::response{.State = "Active"}.state() == task_state::succeeded);
    VERIFY(query::response{.State = "configuring"}.state() == task_state::running);
    VERIFY(query::response{.State = "init"}.state() == task_state::running);
    VERIFY(query::response{}.state() == task_state::running);
    VERIFY(ga::CreateListener::response{.ListenerId = "lsr-1"}.task().ListenerId == "lsr-1");
}

} // namespace
