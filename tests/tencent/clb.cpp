// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/tencent/clb.hpp>

#include "../sent.hpp"
#include "../verdict.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace {

namespace clb = portwright::tencent::clb;
using portwright::integers;
using portwright::task_state;
using portwright::texts;
using portwright::unlisted;
using test::changed;
using test::sent;
using test::verdict;

constexpr std::uint16_t two_ports[] = {7569, 7570};
constexpr std::uint16_t port_7571[] = {7571};
constexpr std::uint16_t port_7572[] = {7572};
constexpr std::uint16_t port_7573[] = {7573};
constexpr std::string_view two_names[] = {"lis0", "lis1"};

// The four examples of CreateListener's page.
constexpr clb::CreateListener two_listeners{
    .LoadBalancerId = "lb-cuxw2rm0", .Ports = two_ports, .Protocol = clb::Protocol::TCP, .ListenerNames = two_names};
constexpr clb::CreateListener checked_listener{
    .LoadBalancerId = "lb-cuxw2rm0",
    .Ports = port_7571,
    .Protocol = clb::Protocol::TCP,
    .HealthCheck = {.HealthSwitch = 1, .TimeOut = 5, .IntervalTime = 7, .HealthNum = 4, .UnHealthNum = 4}};
constexpr clb::CreateListener https_listener{
    .LoadBalancerId = "lb-cuxw2rm0",
    .Ports = port_7572,
    .Protocol = clb::Protocol::HTTPS,
    .Certificate = {.SSLMode = clb::SSLMode::UNIDIRECTIONAL, .CertId = "MsJyaXVm"}};
constexpr clb::CreateListener uploading_listener{.LoadBalancerId = "lb-cuxw2rm0",
                                                 .Ports = port_7573,
                                                 .Protocol = clb::Protocol::HTTPS,
                                                 .Certificate = {.SSLMode = clb::SSLMode::UNIDIRECTIONAL,
                                                                 .CertName = "my-cert",
                                                                 .CertKey = "-----BEGIN RSA PRIVATE KEY-----",
                                                                 .CertContent = "-----BEGIN CERTIFICATE-----"}};

constexpr clb::CreateListener udp_listener{
    .LoadBalancerId = "lb-cuxw2rm0", .Ports = port_7571, .Protocol = clb::Protocol::UDP};

TEST_CASE("tencent.clb CreateListener: the documented examples") {
    VERIFY(verdict(two_listeners) == "good");
    VERIFY(verdict(checked_listener) == "good");
    VERIFY(verdict(https_listener) == "good");
    VERIFY(verdict(uploading_listener) == "good");
    static_assert(portwright::valid<two_listeners>);
    static_assert(portwright::valid<uploading_listener>);
}

TEST_CASE("tencent.clb CreateListener: what is required") {
    VERIFY(verdict(clb::CreateListener{}) == "missing_parameter LoadBalancerId");
    VERIFY(verdict(changed(two_listeners, [](auto& r) { r.LoadBalancerId = ""; })) ==
           "missing_parameter LoadBalancerId");
    VERIFY(verdict(changed(two_listeners, [](auto& r) { r.Ports = integers(); })) == "missing_parameter Ports");
    VERIFY(verdict(changed(two_listeners, [](auto& r) { r.Protocol = {}; })) == "missing_parameter Protocol");
}

constexpr std::int32_t port_70000[] = {80, 70000};
constexpr std::string_view three_names[] = {"a", "b", "c"};
constexpr std::string_view empty_name[] = {"a", ""};

TEST_CASE("tencent.clb CreateListener: bounds and words") {
    VERIFY(verdict(changed(two_listeners, [](auto& r) { r.Ports = port_70000; })) == "out_of_range Ports.1");
    VERIFY(verdict(changed(two_listeners, [](auto& r) { r.ListenerNames = empty_name; })) ==
           "too_short ListenerNames.1");
    VERIFY(verdict(changed(two_listeners, [](auto& r) { r.Protocol = "SCTP"; })) == "not_listed Protocol");
    VERIFY(verdict(changed(two_listeners, [](auto& r) { r.Protocol = unlisted("SCTP"); })) == "good");
    VERIFY(verdict(changed(two_listeners, [](auto& r) { r.Scheduler = "RANDOM"; })) == "not_listed Scheduler");
    // ModifyListener sets it, and DescribeListeners answers it.
    VERIFY(verdict(changed(two_listeners, [](auto& r) { r.Scheduler = "IP_HASH"; })) == "good");
    VERIFY(verdict(changed(two_listeners, [](auto& r) { r.TargetType = "POLARIS"; })) == "good");
    for (const int seconds : {0, 30, 3600})
        CHECK(verdict(changed(two_listeners, [=](auto& r) { r.SessionExpireTime = seconds; })) == "good");
    for (const int seconds : {-1, 1, 29, 3601}) // contradiction 3.2
        CHECK(verdict(changed(two_listeners, [=](auto& r) { r.SessionExpireTime = seconds; })) ==
              "out_of_range SessionExpireTime");
    VERIFY(verdict(changed(checked_listener, [](auto& r) { r.HealthCheck.HttpCode = 32; })) ==
           "out_of_range HealthCheck.HttpCode");
    VERIFY(verdict(changed(checked_listener, [](auto& r) { r.HealthCheck.HealthSwitch = 2; })) ==
           "out_of_range HealthCheck.HealthSwitch");
    VERIFY(verdict(changed(checked_listener, [](auto& r) { r.HealthCheck.CheckPort = -1; })) == "good");
}

TEST_CASE("tencent.clb CreateListener: UDP and QUIC are protocols, and the list is open") { // contradiction 3.1
    VERIFY(verdict(udp_listener) == "good");
    VERIFY(verdict(changed(udp_listener, [](auto& r) { r.HealthCheck.HealthSwitch = 1; })) == "good");
    constexpr auto quic = changed(https_listener, [](auto& r) { r.Protocol = clb::Protocol::QUIC; });
    VERIFY(verdict(quic) == "good");
    CHECK(sent(udp_listener) == "LoadBalancerId=lb-cuxw2rm0&Ports.0=7571&Protocol=UDP");
    CHECK(sent(quic).ends_with("&Protocol=QUIC"));
    CHECK(sent(changed(udp_listener, [](auto& r) { r.Protocol = unlisted("SCTP"); })).ends_with("&Protocol=SCTP"));
    CHECK(sent(changed(udp_listener, [](auto& r) { r.Protocol = "SCTP"; })) == "refused");
}

TEST_CASE("tencent.clb CreateListener: names and ports") {
    VERIFY(verdict(changed(two_listeners, [](auto& r) { r.ListenerNames = three_names; })) ==
           "rule_broken ListenerNames");
    VERIFY(verdict(changed(two_listeners, [](auto& r) { r.EndPort = 8000; })) == "rule_broken EndPort");
    VERIFY(verdict(changed(udp_listener, [](auto& r) { r.EndPort = 8000; })) == "good");
}

TEST_CASE("tencent.clb CreateListener: what goes with which protocol") {
    const auto with = [](clb::Protocol protocol, auto change) {
        clb::CreateListener r{.LoadBalancerId = "lb-cuxw2rm0", .Ports = port_7571, .Protocol = protocol};
        if (protocol == "HTTPS" || protocol == "TCP_SSL" || protocol == "QUIC") r.Certificate.CertId = "MsJyaXVm";
        change(r);
        return verdict(r);
    };
    const auto only = [&](std::string_view name, std::string_view protocols, auto change) {
        for (const auto protocol : clb::Protocol::listed) {
            const std::string_view word = protocol.spelling;
            const bool fits =
                (" " + std::string(protocols) + " ").find(" " + std::string(word) + " ") != std::string::npos;
            INFO(word);
            CHECK(with(protocol, change) == (fits ? "good" : "rule_broken " + std::string(name)));
        }
        // A protocol that the documents do not know is the cloud's to judge.
        CHECK(with(unlisted("SCTP"), change) == "good");
    };
    only("HealthCheck", "TCP UDP TCP_SSL QUIC", [](auto& r) { r.HealthCheck.HealthSwitch = 1; });
    only("SessionExpireTime", "TCP UDP", [](auto& r) { r.SessionExpireTime = 30; });
    only("Scheduler", "TCP UDP TCP_SSL QUIC", [](auto& r) { r.Scheduler = clb::CreateListener::Scheduler::WRR; });
    only("SniSwitch", "HTTPS", [](auto& r) { r.SniSwitch = 0; });
    only("TargetType", "TCP UDP", [](auto& r) { r.TargetType = clb::TargetType::NODE; });
    only("SessionType", "TCP UDP", [](auto& r) { r.SessionType = clb::SessionType::NORMAL; });
    only("KeepaliveEnable", "HTTP HTTPS", [](auto& r) { r.KeepaliveEnable = 1; });
    only("DeregisterTargetRst", "TCP UDP", [](auto& r) { r.DeregisterTargetRst = true; });
    only("MaxConn", "TCP UDP TCP_SSL QUIC", [](auto& r) { r.MaxConn = -1; });
    only("MaxCps", "TCP UDP TCP_SSL QUIC", [](auto& r) { r.MaxCps = -1; });
    only("IdleConnectTimeout", "TCP UDP", [](auto& r) { r.IdleConnectTimeout = 900; });
    only("ProxyProtocol", "TCP_SSL QUIC", [](auto& r) { r.ProxyProtocol = true; });
    only("H2cSwitch", "HTTP", [](auto& r) { r.H2cSwitch = true; });
    only("SslCloseSwitch", "TCP_SSL", [](auto& r) { r.SslCloseSwitch = false; });
    only("RescheduleTargetZeroWeight", "TCP UDP", [](auto& r) { r.RescheduleTargetZeroWeight = true; });
    only("RescheduleUnhealthy", "TCP UDP", [](auto& r) { r.RescheduleUnhealthy = true; });
    only("RescheduleExpandTarget", "TCP UDP", [](auto& r) { r.RescheduleExpandTarget = true; });
    only("RescheduleStartTime", "TCP UDP", [](auto& r) { r.RescheduleStartTime = 0; });
    only("RescheduleInterval", "TCP UDP", [](auto& r) { r.RescheduleInterval = 3600; });
}

TEST_CASE("tencent.clb CreateListener: QUIC sessions") {
    using Scheduler = struct clb::CreateListener::Scheduler;
    constexpr auto quic = changed(udp_listener, [](auto& r) { r.SessionType = clb::SessionType::QUIC_CID; });
    VERIFY(verdict(quic) == "good");
    VERIFY(verdict(changed(quic, [](auto& r) { r.Scheduler = Scheduler::WRR; })) == "good");
    VERIFY(verdict(changed(quic, [](auto& r) { r.Scheduler = Scheduler::LEAST_CONN; })) == "rule_broken SessionType");
    VERIFY(verdict(changed(quic, [](auto& r) { r.Protocol = clb::Protocol::TCP; })) == "rule_broken SessionType");
}

TEST_CASE("tencent.clb CreateListener: certificates") {
    const auto without = [](auto change) {
        return verdict(changed(changed(https_listener, [](auto& r) { r.Certificate = {}; }), change));
    };
    CHECK(without([](auto&) {}) == "rule_broken Certificate");
    CHECK(without([](auto& r) { r.SniSwitch = 0; }) == "rule_broken Certificate");
    CHECK(without([](auto& r) { r.SniSwitch = 1; }) == "good"); // they belong to the rules
    CHECK(without([](auto& r) { r.Protocol = clb::Protocol::TCP_SSL; }) == "rule_broken Certificate");
    CHECK(without([](auto& r) {
              r.Protocol = clb::Protocol::TCP_SSL;
              r.SslCloseSwitch = true;
          }) == "good");
    CHECK(without([](auto& r) { r.MultiCertInfo.SSLMode = clb::SSLMode::UNIDIRECTIONAL; }) == "good");
    CHECK(without([](auto& r) { r.MultiCertInfo.SSLVerifyClient = clb::SSLVerifyClient::ON; }) ==
          "rule_broken MultiCertInfo.SSLMode");
    // A conflict with SNI is the server's to judge: contradiction 3.4.
    VERIFY(verdict(changed(https_listener, [](auto& r) { r.SniSwitch = 1; })) == "good");
    VERIFY(verdict(changed(https_listener, [](auto& r) { r.MultiCertInfo.SSLMode = clb::SSLMode::MUTUAL; })) ==
           "rule_broken Certificate");
    VERIFY(verdict(changed(https_listener, [](auto& r) { r.Protocol = clb::Protocol::HTTP; })) ==
           "rule_broken Certificate");
    VERIFY(verdict(changed(uploading_listener, [](auto& r) { r.Certificate.CertContent = {}; })) ==
           "rule_broken Certificate.CertContent");
    VERIFY(verdict(changed(uploading_listener, [](auto& r) { r.Certificate.CertKey = {}; })) ==
           "rule_broken Certificate.CertKey");
    VERIFY(verdict(changed(uploading_listener, [](auto& r) { r.Certificate.CertName = {}; })) ==
           "rule_broken Certificate.CertName");
    VERIFY(verdict(changed(https_listener, [](auto& r) { r.Certificate.SSLVerifyClient = "ON"; })) ==
           "rule_broken Certificate.SSLVerifyClient");

    constexpr auto mutual = changed(https_listener, [](auto& r) { r.Certificate.SSLMode = clb::SSLMode::MUTUAL; });
    VERIFY(verdict(mutual) == "rule_broken Certificate.CertCaContent");
    VERIFY(verdict(changed(mutual, [](auto& r) { r.Certificate.CertCaContent = "PEM"; })) ==
           "rule_broken Certificate.CertCaName");
    VERIFY(verdict(changed(mutual, [](auto& r) { r.Certificate.CertCaId = "ca"; })) == "good");
}

constexpr clb::CertInfo unnamed[] = {{.CertId = "a"}, {.CertContent = "PEM", .CertKey = "PEM"}};
constexpr clb::CertInfo empty[] = {{.CertId = "a"}, {.CertName = "b"}};

TEST_CASE("tencent.clb CreateListener: several certificates") {
    constexpr auto several = changed(https_listener, [](auto& r) {
        r.Certificate = {};
        r.MultiCertInfo.SSLMode = clb::SSLMode::UNIDIRECTIONAL;
    });
    VERIFY(verdict(changed(several, [](auto& r) { r.MultiCertInfo.CertList = unnamed; })) ==
           "rule_broken MultiCertInfo.CertList.1.CertName");
    VERIFY(verdict(changed(several, [](auto& r) { r.MultiCertInfo.CertList = empty; })) ==
           "rule_broken MultiCertInfo.CertList.1.CertContent");
    VERIFY(verdict(changed(several, [](auto& r) { r.MultiCertInfo.SSLVerifyClient = "OPTIONAL"; })) ==
           "rule_broken MultiCertInfo.SSLVerifyClient");
}

using CheckType = struct clb::HealthCheck::CheckType;

TEST_CASE("tencent.clb CreateListener: health checks") {
    VERIFY(verdict(changed(checked_listener, [](auto& r) { r.HealthCheck.IntervalTime = 5; })) ==
           "rule_broken HealthCheck.TimeOut");
    VERIFY(verdict(changed(checked_listener, [](auto& r) { r.HealthCheck.CheckType = CheckType::PING; })) ==
           "rule_broken HealthCheck.CheckType");
    VERIFY(verdict(changed(udp_listener, [](auto& r) { r.HealthCheck.CheckType = CheckType::TCP; })) ==
           "rule_broken HealthCheck.CheckType");
    VERIFY(verdict(changed(udp_listener, [](auto& r) { r.HealthCheck.CheckType = CheckType::PING; })) == "good");

    constexpr auto http = changed(checked_listener, [](auto& r) {
        r.HealthCheck.CheckType = CheckType::HTTP;
        r.HealthCheck.HttpCheckDomain = "example.com";
        r.HealthCheck.HttpVersion = clb::HealthCheck::HttpVersion::HTTP_1_1;
    });
    VERIFY(verdict(http) == "good");
    VERIFY(verdict(changed(http, [](auto& r) { r.HealthCheck.HttpCheckDomain = {}; })) ==
           "rule_broken HealthCheck.HttpCheckDomain");
    VERIFY(verdict(changed(http, [](auto& r) { r.HealthCheck.HttpVersion = {}; })) ==
           "rule_broken HealthCheck.HttpVersion");
    VERIFY(verdict(changed(http, [](auto& r) { r.HealthCheck.CheckType = CheckType::TCP; })) ==
           "rule_broken HealthCheck.HttpCheckDomain");
}

TEST_CASE("tencent.clb CreateListener: custom probes") {
    using ContextType = struct clb::HealthCheck::ContextType;
    constexpr auto custom = changed(udp_listener, [](auto& r) {
        r.HealthCheck = {.ContextType = ContextType::HEX,
                         .SendContext = "0A1F",
                         .RecvContext = "FF",
                         .CheckType = CheckType::CUSTOM};
    });
    VERIFY(verdict(custom) == "good");
    VERIFY(verdict(changed(custom, [](auto& r) { r.HealthCheck.ContextType = {}; })) ==
           "rule_broken HealthCheck.ContextType");
    VERIFY(verdict(changed(custom, [](auto& r) { r.HealthCheck.SendContext = {}; })) ==
           "rule_broken HealthCheck.SendContext");
    VERIFY(verdict(changed(custom, [](auto& r) { r.HealthCheck.RecvContext = {}; })) ==
           "rule_broken HealthCheck.RecvContext");
    VERIFY(verdict(changed(custom, [](auto& r) { r.HealthCheck.SendContext = "0A1"; })) ==
           "rule_broken HealthCheck.SendContext");
    VERIFY(verdict(changed(custom, [](auto& r) { r.HealthCheck.RecvContext = "fF"; })) ==
           "rule_broken HealthCheck.RecvContext");
    VERIFY(verdict(changed(custom, [](auto& r) {
               r.HealthCheck.ContextType = ContextType::TEXT;
               r.HealthCheck.SendContext = "ping\n";
           })) == "bad_characters HealthCheck.SendContext");
    VERIFY(verdict(changed(two_listeners, [](auto& r) {
               r.Protocol = clb::Protocol::TCP_SSL;
               r.Certificate.CertId = "MsJyaXVm";
               r.HealthCheck.CheckPort = 80;
           })) == "rule_broken HealthCheck.CheckPort");
}

TEST_CASE("tencent.clb DescribeTaskStatus") {
    using query = clb::DescribeTaskStatus;
    VERIFY(verdict(query{}) == "rule_broken TaskId");
    VERIFY(verdict(query{.TaskId = "8f272cef-14ff-458c-b67e-1bd21bd2942b"}) == "good");
    VERIFY(verdict(query{.DealName = "2019"}) == "good");
    VERIFY(query::response{.Status = 0}.state() == task_state::succeeded);
    VERIFY(query::response{.Status = 1}.state() == task_state::failed);
    VERIFY(query::response{.Status = 2}.state() == task_state::running);
    VERIFY(query::response{.Status = 9}.state() == task_state::running);
    VERIFY(query::response{}.state() == task_state::running);

    // Contradiction 3.15: the task is the request's ID.
    VERIFY(clb::CreateListener::response{.RequestId = "8f27"}.task().TaskId == "8f27");
    VERIFY(clb::DeleteListener::response{.RequestId = "8f27"}.task().TaskId == "8f27");
}

} // namespace
