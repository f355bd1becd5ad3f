// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/tencent/gaap.hpp>

#include "../verdict.hpp"

#include <cstdint>
#include <string_view>

namespace {

namespace gaap = portwright::tencent::gaap;
using test::changed;
using test::verdict;

// The example of CreateHTTPListener's page.
constexpr gaap::CreateHTTPListener listener{.ListenerName = "listener-1", .Port = 443, .ProxyId = "link-cuxw2rm0"};

TEST_CASE("tencent.gaap CreateHTTPListener") {
    VERIFY(verdict(listener) == "good");
    static_assert(portwright::valid<listener>);
    VERIFY(verdict(changed(listener, [](auto& r) { r.ListenerName = {}; })) == "missing_parameter ListenerName");
    VERIFY(verdict(changed(listener, [](auto& r) { r.Port = {}; })) == "missing_parameter Port");
    // Contradiction 4.1: one of them, and not both.
    VERIFY(verdict(changed(listener, [](auto& r) { r.ProxyId = {}; })) == "rule_broken ProxyId");
    VERIFY(verdict(changed(listener, [](auto& r) { r.GroupId = "lg-1"; })) == "rule_broken ProxyId");
    VERIFY(gaap::CreateHTTPListener::response{.ListenerId = "listener-o0f3at99"}.task().ListenerId ==
           "listener-o0f3at99");
}

constexpr std::string_view one_id[] = {"listener-1"};

TEST_CASE("tencent.gaap: a connection or a group of them") { // contradiction 4.1
    const auto either = [](auto request) {
        CHECK(verdict(request) == "good");
        CHECK(verdict(changed(request, [](auto& r) { r.ProxyId = {}; })) == "rule_broken ProxyId");
        CHECK(verdict(changed(request, [](auto& r) { r.GroupId = "lg-1"; })) == "rule_broken ProxyId");
        CHECK(verdict(changed(request, [](auto& r) {
                  r.ProxyId = {};
                  r.GroupId = "lg-1";
              })) == "good");
    };
    either(listener);
    either(gaap::DeleteListeners{.ListenerIds = one_id, .Force = 0, .ProxyId = "link-1"});
}

TEST_CASE("tencent.gaap DescribeHTTPListeners") {
    using query = gaap::DescribeHTTPListeners;
    VERIFY(verdict(query{}) == "rule_broken ListenerId");
    VERIFY(verdict(query{.ProxyId = "link-1"}) == "good");
    VERIFY(verdict(query{.ListenerId = "listener-1"}) == "good");
    VERIFY(verdict(query{.ProxyId = "link-1", .GroupId = "lg-1"}) == "rule_broken ProxyId");
    VERIFY(verdict(query{.ProxyId = "link-1", .ListenerName = "a", .SearchValue = "a"}) == "rule_broken SearchValue");
    VERIFY(verdict(query{.ProxyId = "link-1", .Port = 80, .SearchValue = "a"}) == "rule_broken SearchValue");
    CHECK(query::response{}.state() == portwright::task_state::running);
}

TEST_CASE("tencent.gaap: a status of 0 means something else in each structure") { // contradiction 4.7
    static_assert(gaap::TCPListener::bind_abnormal == 0 && gaap::TCPListener::bind_normal == 1);
    static_assert(gaap::UDPListener::bind_normal == 0 && gaap::UDPListener::bind_ip_abnormal == 1 &&
                  gaap::UDPListener::bind_not_resolved == 2);
    static_assert(gaap::BindRealServer::normal == 0 && gaap::BindRealServer::abnormal == 1);
    constexpr gaap::TCPListener tcp{.BindStatus = 0};
    VERIFY(tcp.BindStatus == gaap::TCPListener::bind_abnormal);
    constexpr gaap::UDPListener udp{.BindStatus = 0};
    VERIFY(udp.BindStatus == gaap::UDPListener::bind_normal);
    constexpr gaap::BindRealServer server{.RealServerStatus = 0};
    VERIFY(server.RealServerStatus == gaap::BindRealServer::normal);
}

constexpr std::uint16_t ports[] = {80};
constexpr std::string_view cas[] = {"a", "b"};

TEST_CASE("tencent.gaap: the other protocols") {
    constexpr gaap::CreateHTTPSListener https{.ListenerName = "a",
                                              .Port = 443,
                                              .CertificateId = "cert",
                                              .ForwardProtocol = gaap::CreateHTTPSListener::ForwardProtocol::HTTP,
                                              .ProxyId = "link-1"};
    VERIFY(verdict(https) == "good");
    VERIFY(verdict(changed(https, [](auto& r) { r.AuthType = 1; })) == "rule_broken ClientCertificateId");
    VERIFY(verdict(changed(https, [](auto& r) {
               r.AuthType = 1;
               r.PolyClientCertificateIds = cas;
           })) == "good");
    VERIFY(verdict(changed(https, [](auto& r) {
               r.AuthType = 1;
               r.ClientCertificateId = "a";
               r.PolyClientCertificateIds = cas;
           })) == "rule_broken ClientCertificateId");

    constexpr gaap::CreateTCPListeners tcp{.ListenerName = "a",
                                           .Ports = ports,
                                           .Scheduler = gaap::Scheduler::rr,
                                           .HealthCheck = 1,
                                           .RealServerType = gaap::RealServerType::DOMAIN,
                                           .ProxyId = "link-1"};
    VERIFY(verdict(tcp) == "good");
    VERIFY(verdict(changed(tcp, [](auto& r) {
               r.DelayLoop = 5;
               r.ConnectTimeout = 5;
           })) == "rule_broken ConnectTimeout");
    VERIFY(verdict(changed(tcp, [](auto& r) { r.FailoverSwitch = 1; })) == "rule_broken FailoverSwitch");

    constexpr gaap::CreateUDPListeners udp{.ListenerName = "a",
                                           .Ports = ports,
                                           .Scheduler = gaap::Scheduler::wrr,
                                           .RealServerType = gaap::RealServerType::IP,
                                           .GroupId = "lg-1",
                                           .CheckType = gaap::CreateUDPListeners::CheckType::PING};
    VERIFY(verdict(udp) == "good");
    VERIFY(verdict(changed(udp, [](auto& r) { r.SendContext = "ping"; })) == "rule_broken SendContext");
}

} // namespace
