// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What the five systems spell, count and leave out each in its own way, side by side.

#include "../sent.hpp"
#include "../verdict.hpp"

#include <portwright/aliyun/ga.hpp>
#include <portwright/tencent/bmlb.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/gaap.hpp>
#include <portwright/tencent/lb.hpp>

#include <concepts>
#include <cstdint>
#include <string_view>

namespace {

namespace bmlb = portwright::tencent::bmlb;
namespace clb = portwright::tencent::clb;
namespace ga = portwright::aliyun::ga;
namespace gaap = portwright::tencent::gaap;
namespace lb = portwright::tencent::lb;
using portwright::integer;
using portwright::text;
using test::changed;
using test::sent;
using test::verdict;

constexpr std::uint16_t two_ports[] = {80, 81};
constexpr std::uint16_t wrong_port[] = {80, 0};
constexpr clb::CreateListener at_clb{.LoadBalancerId = "lb-1", .Ports = two_ports, .Protocol = clb::Protocol::TCP};
constexpr gaap::CreateTCPListeners at_gaap{.ListenerName = "a",
                                           .Ports = two_ports,
                                           .Scheduler = gaap::Scheduler::rr,
                                           .HealthCheck = 0,
                                           .RealServerType = gaap::RealServerType::IP,
                                           .ProxyId = "link-1"};
using Classic = lb::CreateLoadBalancerListeners::Listener;
constexpr Classic classic{.loadBalancerPort = 80, .instancePort = 8080, .protocol = 2};
using Metal = bmlb::CreateBmListeners::Listener;
constexpr Metal metal{.loadBalancerPort = 80, .protocol = Metal::protocol::tcp, .listenerName = "a"};
constexpr ga::PortRange ranges[] = {{.FromPort = 80, .ToPort = 80}, {.FromPort = 81, .ToPort = 81}};
constexpr ga::CreateListener at_ga{.AcceleratorId = "ga-1", .PortRanges = ranges};

// Elements in a row of their own.
constexpr Classic one_classic[] = {classic};
constexpr Classic two_classics[] = {classic, changed(classic, [](auto& r) { r.loadBalancerPort = 81; })};
constexpr Metal one_metal[] = {metal};
constexpr Metal two_metals[] = {metal, changed(metal, [](auto& r) { r.loadBalancerPort = 81; })};

using Group = ga::EndpointGroupConfiguration;
constexpr Group::EndpointConfiguration endpoints[] = {{.Endpoint = "eip-1"}, {.Endpoint = "eip-2"}};
constexpr Group groups[] = {{.EndpointConfigurations = endpoints}};

TEST_CASE("systems: subscripts from 0 at Tencent, from 1 at Aliyun") { // contradiction 2.1
    CHECK(sent(at_clb) == "LoadBalancerId=lb-1&Ports.0=80&Ports.1=81&Protocol=TCP");
    CHECK(sent(at_gaap) == "HealthCheck=0&ListenerName=a&Ports.0=80&Ports.1=81&ProxyId=link-1&RealServerType=IP"
                           "&Scheduler=rr");
    CHECK(sent(lb::CreateLoadBalancerListeners{.loadBalancerId = "lb-1", .listeners = two_classics}) ==
          "listeners.0.instancePort=8080&listeners.0.loadBalancerPort=80&listeners.0.protocol=2"
          "&listeners.1.instancePort=8080&listeners.1.loadBalancerPort=81&listeners.1.protocol=2&loadBalancerId=lb-1");
    CHECK(sent(bmlb::CreateBmListeners{.loadBalancerId = "lb-1", .listeners = two_metals}) ==
          "listeners.0.listenerName=a&listeners.0.loadBalancerPort=80&listeners.0.protocol=tcp"
          "&listeners.1.listenerName=a&listeners.1.loadBalancerPort=81&listeners.1.protocol=tcp&loadBalancerId=lb-1");
    CHECK(sent(at_ga) == "AcceleratorId=ga-1&PortRanges.1.FromPort=80&PortRanges.1.ToPort=80"
                         "&PortRanges.2.FromPort=81&PortRanges.2.ToPort=81");
    CHECK(sent(changed(at_ga, [](auto& r) { r.EndpointGroupConfigurations = groups; })) ==
          "AcceleratorId=ga-1&EndpointGroupConfigurations.1.EndpointConfigurations.1.Endpoint=eip-1"
          "&EndpointGroupConfigurations.1.EndpointConfigurations.2.Endpoint=eip-2&PortRanges.1.FromPort=80"
          "&PortRanges.1.ToPort=80&PortRanges.2.FromPort=81&PortRanges.2.ToPort=81");
    // An error counts as the request does.
    VERIFY(verdict(changed(at_clb, [](auto& r) { r.Ports = wrong_port; })) == "out_of_range Ports.1");
    // One constant a service, and the user's to change.
    static_assert(clb::service.index_base == 0 && gaap::service.index_base == 0 && lb::service.index_base == 0 &&
                  lb::monitor.index_base == 0 && bmlb::service.index_base == 0 && ga::service.index_base == 1);
}

// Not one of these names can be made of another by a rule.
TEST_CASE("systems: the threshold of failures has four names") { // contradiction 3.7
    CHECK(sent(changed(at_clb, [](auto& r) { r.HealthCheck.UnHealthNum = 4; })) ==
          "HealthCheck.UnHealthNum=4&LoadBalancerId=lb-1&Ports.0=80&Ports.1=81&Protocol=TCP");
    constexpr Classic classic_4[] = {changed(classic, [](auto& r) { r.unhealthNum = 4; })};
    CHECK(sent(lb::CreateLoadBalancerListeners{.loadBalancerId = "lb-1", .listeners = classic_4}) ==
          "listeners.0.instancePort=8080&listeners.0.loadBalancerPort=80&listeners.0.protocol=2"
          "&listeners.0.unhealthNum=4&loadBalancerId=lb-1");
    constexpr Metal metal_4[] = {changed(metal, [](auto& r) { r.unhealthNum = 4; })};
    CHECK(sent(bmlb::CreateBmListeners{.loadBalancerId = "lb-1", .listeners = metal_4}) ==
          "listeners.0.listenerName=a&listeners.0.loadBalancerPort=80&listeners.0.protocol=tcp"
          "&listeners.0.unhealthNum=4&loadBalancerId=lb-1");
    CHECK(sent(changed(at_gaap, [](auto& r) { r.UnhealthyThreshold = 4; })) ==
          "HealthCheck=0&ListenerName=a&Ports.0=80&Ports.1=81&ProxyId=link-1&RealServerType=IP&Scheduler=rr"
          "&UnhealthyThreshold=4");
    // Global Accelerator has one for both directions.
    static constexpr Group group_4[] = {{.ThresholdCount = 4}};
    CHECK(sent(changed(at_ga, [](auto& r) { r.EndpointGroupConfigurations = group_4; })) ==
          "AcceleratorId=ga-1&EndpointGroupConfigurations.1.ThresholdCount=4&PortRanges.1.FromPort=80"
          "&PortRanges.1.ToPort=80&PortRanges.2.FromPort=81&PortRanges.2.ToPort=81");
}

// On at CLB and LB, off at BMLB and required at GAAP, where nobody says: so nothing is said unless the caller does.
TEST_CASE("systems: a health check is switched by the caller alone") { // contradiction 3.8
    const auto at_lb = [](const Classic(&listeners)[1]) {
        return sent(lb::CreateLoadBalancerListeners{.loadBalancerId = "lb-1", .listeners = listeners});
    };
    const auto at_bmlb = [](const Metal(&listeners)[1]) {
        return sent(bmlb::CreateBmListeners{.loadBalancerId = "lb-1", .listeners = listeners});
    };
    CHECK(sent(at_clb).find("HealthSwitch") == std::string::npos);
    CHECK(at_lb(one_classic).find("healthSwitch") == std::string::npos);
    CHECK(at_bmlb(one_metal).find("healthSwitch") == std::string::npos);
    for (const int chosen : {0, 1}) {
        const std::string value = std::to_string(chosen);
        CHECK(sent(changed(at_clb, [=](auto& r) {
                  r.HealthCheck.HealthSwitch = chosen;
              })).starts_with("HealthCheck.HealthSwitch=" + value + "&"));
        const Classic with_classic[] = {changed(classic, [=](auto& r) { r.healthSwitch = chosen; })};
        CHECK(at_lb(with_classic).starts_with("listeners.0.healthSwitch=" + value + "&"));
        const Metal with_metal[] = {changed(metal, [=](auto& r) { r.healthSwitch = chosen; })};
        CHECK(at_bmlb(with_metal).starts_with("listeners.0.healthSwitch=" + value + "&"));
        CHECK(sent(changed(at_gaap, [=](auto& r) { r.HealthCheck = chosen; })).starts_with("HealthCheck=" + value));
    }
    VERIFY(verdict(changed(at_gaap, [](auto& r) { r.HealthCheck = {}; })) == "missing_parameter HealthCheck");
}

template <class T>
concept has_SSLMode = requires(T t) { t.SSLMode; };

TEST_CASE("systems: TLS modes are each system's own words") { // contradiction 3.9
    const auto clb_with = [](clb::SSLMode mode) {
        return changed(at_clb, [=](auto& r) {
            r.Protocol = clb::Protocol::HTTPS;
            r.Certificate = {.SSLMode = mode, .CertId = "a", .CertCaId = "b"};
        });
    };
    CHECK(sent(clb_with(clb::SSLMode::UNIDIRECTIONAL)).find("&Certificate.SSLMode=UNIDIRECTIONAL&") !=
          std::string::npos);
    CHECK(sent(clb_with(clb::SSLMode::MUTUAL)).find("&Certificate.SSLMode=MUTUAL&") != std::string::npos);
    VERIFY(verdict(clb_with("mutual")) == "not_listed Certificate.SSLMode");

    const auto lb_with = [](lb::SSLMode mode, auto use) {
        const Classic listeners[] = {changed(classic, [=](auto& r) {
            r.protocol = 4;
            r.SSLMode = mode;
            r.certId = "a";
            r.certCaId = "b";
        })};
        return use(lb::CreateLoadBalancerListeners{.loadBalancerId = "lb-1", .listeners = listeners});
    };
    const auto send = [](const auto& request) { return sent(request); };
    CHECK(lb_with(lb::SSLMode::unidirectional, send).find("listeners.0.SSLMode=unidirectional&") != std::string::npos);
    CHECK(lb_with(lb::SSLMode::mutual, send).find("listeners.0.SSLMode=mutual&") != std::string::npos);
    VERIFY(lb_with("MUTUAL", [](const auto& request) { return verdict(request); }) == "not_listed listeners.0.SSLMode");

    // A word of the one is no word of the other, and layer 4 of bare metal has none.
    static_assert(!std::same_as<clb::SSLMode, lb::SSLMode>);
    static_assert(has_SSLMode<Classic> && !has_SSLMode<Metal>);
}

TEST_CASE("systems: protocols are words or numbers") { // contradiction 3.10
    static_assert(std::derived_from<clb::Protocol, text> && std::derived_from<ga::Protocol, text> &&
                  std::derived_from<struct Metal::protocol, text> &&
                  std::same_as<decltype(Classic::protocol), integer>);
    CHECK(sent(at_clb).ends_with("&Protocol=TCP"));
    for (const int protocol : {1, 2, 3}) {
        const Classic listeners[] = {changed(classic, [=](auto& r) { r.protocol = protocol; })};
        CHECK(sent(lb::CreateLoadBalancerListeners{.loadBalancerId = "lb-1", .listeners = listeners})
                  .find("&listeners.0.protocol=" + std::to_string(protocol) + "&") != std::string::npos);
    }
    CHECK(sent(bmlb::CreateBmListeners{.loadBalancerId = "lb-1", .listeners = one_metal})
              .find("&listeners.0.protocol=tcp&") != std::string::npos);
    CHECK(sent(changed(at_ga, [](auto& r) { r.Protocol = ga::Protocol::tcp; })).ends_with("&Protocol=tcp"));
    static constexpr ga::PortRange one[] = {{.FromPort = 80, .ToPort = 80}};
    CHECK(sent(changed(at_ga, [](auto& r) {
              r.Protocol = ga::Protocol::HTTP;
              r.PortRanges = one;
          })).ends_with("&Protocol=HTTP"));
    VERIFY(verdict(changed(at_clb, [](auto& r) { r.Protocol = "tcp"; })) == "not_listed Protocol");
    VERIFY(verdict(changed(at_ga, [](auto& r) { r.Protocol = "TCP"; })) == "good"); // as answers have it
    VERIFY(verdict(changed(at_ga, [](auto& r) { r.Protocol = "Tcp"; })) == "not_listed Protocol");
}

template <class Action, class Type>
concept answers_RequestId = std::same_as<decltype(Action::response::RequestId), Type>;
template <class Action, class Type>
concept answers_requestId = std::same_as<decltype(Action::response::requestId), Type>;
template <class Action>
concept has_task = requires { typename Action::response::query; };

TEST_CASE("systems: a request's ID is a task at CLB and in API v2 alone") { // contradiction 9.1
    static_assert(answers_RequestId<clb::CreateListener, text> && answers_RequestId<gaap::CreateHTTPListener, text> &&
                  answers_RequestId<ga::CreateListener, text>);
    static_assert(answers_requestId<lb::CreateLoadBalancerListeners, integer> &&
                  answers_requestId<bmlb::CreateBmListeners, integer>);
    VERIFY(clb::CreateListener::response{.ListenerIds = {}, .RequestId = "8f27"}.task().TaskId == "8f27");
    VERIFY(lb::CreateLoadBalancerListeners::response{.requestId = 28557}.task().requestId == 28557);
    VERIFY(bmlb::CreateBmListeners::response{.requestId = 28557}.task().requestId == 28557);
    // The others are asked about what was made.
    VERIFY(gaap::CreateHTTPListener::response{.ListenerId = "l-1", .RequestId = "8f27"}.task().ListenerId == "l-1");
    VERIFY(ga::CreateListener::response{.ListenerId = "lsr-1", .RequestId = "8f27"}.task().ListenerId == "lsr-1");
    static_assert(has_task<clb::DeleteListener> && has_task<lb::DeleteLoadBalancerListeners> &&
                  has_task<bmlb::DeleteBmListeners>);
    static_assert(!has_task<ga::UpdateListener> && !has_task<ga::DeleteListener> && !has_task<gaap::DeleteListeners>);
}

} // namespace
