// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/tencent/lb.hpp>

#include "../verdict.hpp"

#include <string_view>

namespace {

namespace lb = portwright::tencent::lb;
using portwright::task_state;
using test::changed;
using test::verdict;

using Listener = lb::CreateLoadBalancerListeners::Listener;

// The example of "Create CLB Listeners".
constexpr Listener https{.loadBalancerPort = 443,
                         .instancePort = 443,
                         .protocol = 4,
                         .SSLMode = lb::SSLMode::mutual,
                         .certCaContent = "-----BEGIN CERTIFICATE-----",
                         .certCaName = "myCaCertName",
                         .certContent = "-----BEGIN CERTIFICATE-----",
                         .certKey = "-----BEGIN RSA PRIVATE KEY-----",
                         .certName = "myCertName"};
constexpr Listener tcp{.loadBalancerPort = 80, .instancePort = 8080, .protocol = 2};

constexpr auto verdict_of(const Listener& listener) {
    const Listener listeners[] = {listener};
    return verdict(lb::CreateLoadBalancerListeners{.loadBalancerId = "lb-abcdefgh", .listeners = listeners});
}
constexpr auto verdict_of(const Listener& one, const Listener& two) {
    const Listener listeners[] = {one, two};
    return verdict(lb::CreateLoadBalancerListeners{.loadBalancerId = "lb-abcdefgh", .listeners = listeners});
}

TEST_CASE("tencent.lb CreateLoadBalancerListeners") {
    VERIFY(verdict_of(https) == "good");
    VERIFY(verdict_of(tcp, tcp) == "good");
    VERIFY(verdict(lb::CreateLoadBalancerListeners{.loadBalancerId = "lb-abcdefgh"}) == "missing_parameter listeners");
    VERIFY(verdict_of(tcp, changed(tcp, [](auto& r) { r.protocol = {}; })) == "missing_parameter listeners.1.protocol");
    VERIFY(verdict_of(tcp, changed(tcp, [](auto& r) { r.protocol = 5; })) == "out_of_range listeners.1.protocol");
    VERIFY(verdict_of(changed(tcp, [](auto& r) { r.httpCode = 32; })) == "out_of_range listeners.0.httpCode");
}

TEST_CASE("tencent.lb CreateLoadBalancerListeners: HTTPS") {
    VERIFY(verdict_of(tcp, https) == "rule_broken listeners.1.protocol"); // contradiction 7.40
    VERIFY(verdict_of(changed(https, [](auto& r) { r.SSLMode = {}; })) == "rule_broken listeners.0.SSLMode");
    VERIFY(verdict_of(changed(https, [](auto& r) { r.certContent = {}; })) == "rule_broken listeners.0.certContent");
    VERIFY(verdict_of(changed(https, [](auto& r) { r.certKey = {}; })) == "rule_broken listeners.0.certKey");
    VERIFY(verdict_of(changed(https, [](auto& r) { r.certName = {}; })) == "rule_broken listeners.0.certName");
    VERIFY(verdict_of(changed(https, [](auto& r) { r.certCaContent = {}; })) ==
           "rule_broken listeners.0.certCaContent");
    VERIFY(verdict_of(changed(https, [](auto& r) { r.certCaName = {}; })) == "rule_broken listeners.0.certCaName");
    VERIFY(verdict_of(Listener{.loadBalancerPort = 443,
                               .instancePort = 443,
                               .protocol = 4,
                               .SSLMode = lb::SSLMode::mutual,
                               .certId = "a",
                               .certCaId = "b"}) == "good");
}

TEST_CASE("tencent.lb CreateLoadBalancerListeners: what goes with which protocol") {
    for (const int protocol : {1, 2, 3}) {
        const bool web = protocol == 1;
        const auto with = [=](auto change) {
            return verdict_of(changed(changed(tcp, [=](auto& r) { r.protocol = protocol; }), change));
        };
        CHECK(with([](auto& r) { r.timeOut = 2; }) == (web ? "rule_broken listeners.0.timeOut" : "good"));
        CHECK(with([](auto& r) { r.scheduler = lb::scheduler::wrr; }) ==
              (web ? "rule_broken listeners.0.scheduler" : "good"));
        CHECK(with([](auto& r) { r.httpHash = lb::httpHash::ip_hash; }) ==
              (web ? "good" : "rule_broken listeners.0.httpHash"));
        CHECK(with([](auto& r) { r.httpCode = 31; }) == (web ? "good" : "rule_broken listeners.0.httpCode"));
        CHECK(with([](auto& r) { r.httpCheckPath = "/"; }) == (web ? "good" : "rule_broken listeners.0.httpCheckPath"));
    }
    VERIFY(verdict_of(changed(https, [](auto& r) { r.httpCode = 32; })) == "out_of_range listeners.0.httpCode");
    VERIFY(verdict_of(changed(https, [](auto& r) { r.httpCheckPath = "health"; })) ==
           "bad_characters listeners.0.httpCheckPath");
    VERIFY(verdict_of(changed(tcp, [](auto& r) {
               r.timeOut = 5;
               r.intervalTime = 5;
           })) == "rule_broken listeners.0.timeOut");
    VERIFY(verdict_of(changed(tcp, [](auto& r) { // contradiction 7.39
               r.protocol = portwright::unlisted(5);
               r.httpHash = lb::httpHash::wrr;
               r.scheduler = lb::scheduler::wrr;
           })) == "rule_broken listeners.0.httpHash");
}

TEST_CASE("tencent.lb DescribeLoadBalancersTaskResult") {
    using query = lb::DescribeLoadBalancersTaskResult;
    VERIFY(verdict(query{}) == "missing_parameter requestId");
    VERIFY(verdict(query{.requestId = 1234}) == "good");
    VERIFY(query::response{.data = {.status = 0}}.state() == task_state::succeeded);
    VERIFY(query::response{.data = {.status = 1}}.state() == task_state::failed);
    VERIFY(query::response{.data = {.status = 2}}.state() == task_state::running);
    VERIFY(query::response{}.state() == task_state::running);
    VERIFY(lb::CreateLoadBalancerListeners::response{.requestId = 1234}.task().requestId == 1234);
    VERIFY(lb::DeleteLoadBalancerListeners::response{.requestId = 1234}.task().requestId == 1234);
}

constexpr std::string_view locations[] = {"loc-1"};

TEST_CASE("tencent.lb: rules are deleted by choice, never all of them") { // contradiction 7.19
    constexpr lb::DeleteForwardLBListenerRules all{.loadBalancerId = "lb-1", .listenerId = "lbl-1"};
    VERIFY(verdict(all) == "rule_broken locationIds");
    VERIFY(verdict(changed(all, [](auto& r) { r.url = "/"; })) == "rule_broken locationIds");
    VERIFY(verdict(changed(all, [](auto& r) { r.domain = "example.com"; })) == "good");
    VERIFY(verdict(changed(all, [](auto& r) { r.locationIds = locations; })) == "good");
}

constexpr lb::BoundBackend bound[] = {{.instanceId = "ins-1", .port = 80}};
constexpr lb::BoundBackend both[] = {{.instanceId = "ins-1", .eniIp = "10.0.0.1", .port = 80}};

TEST_CASE("tencent.lb: backends are unbound from chosen rules") { // contradictions 8.4 and 8.5
    constexpr lb::DeregisterInstancesFromForwardLB all{
        .loadBalancerId = "lb-1", .listenerId = "lbl-1", .backends = bound};
    VERIFY(verdict(all) == "rule_broken locationIds");
    VERIFY(verdict(changed(all, [](auto& r) { r.domain = "example.com"; })) == "rule_broken url");
    VERIFY(verdict(changed(all, [](auto& r) { r.locationIds = locations; })) == "good");
    VERIFY(verdict(changed(all, [](auto& r) {
               r.locationIds = locations;
               r.backends = both;
           })) == "rule_broken backends.0.instanceId");
}

TEST_CASE("tencent.lb ReplaceCert: an ID or a certificate") { // contradiction 7.21
    VERIFY(verdict(lb::ReplaceCert{.oldCertId = "a"}) == "rule_broken newCertContent");
    VERIFY(verdict(lb::ReplaceCert{.oldCertId = "a", .newCertId = "b"}) == "good");
    VERIFY(verdict(lb::ReplaceCert{.oldCertId = "a", .newCertContent = "PEM", .newCertName = "b"}) == "good");
    VERIFY(verdict(lb::ReplaceCert{.oldCertId = "a", .newCertId = "b", .newCertName = "b"}) == "rule_broken newCertId");
}

TEST_CASE("tencent.lb: spans of time") { // contradiction 7.33
    constexpr lb::DescribeLoadBalancerLog log{.loadBalancerId = "lb-1", .startTime = 1500000000, .endTime = 1500086400};
    VERIFY(verdict(log) == "good");
    VERIFY(verdict(changed(log, [](auto& r) { r.endTime = 1500086401; })) == "rule_broken endTime");
    VERIFY(verdict(changed(log, [](auto& r) { r.endTime = 1499999999; })) == "rule_broken startTime");
}

using Dimension = lb::GetMonitorData::Dimension;
constexpr Dimension vip[] = {{.name = Dimension::name::vip, .value = "1.2.3.4"}};
constexpr Dimension server[] = {{.name = Dimension::name::rsip, .value = "10.0.0.1"}};

TEST_CASE("tencent.lb GetMonitorData") {
    using metricName = struct lb::GetMonitorData::metricName;
    constexpr lb::GetMonitorData data{.namespace_ = "qce/lb", .metricName = metricName::pvv_connum, .dimensions = vip};
    VERIFY(lb::GetMonitorData::call.of->host == "monitor.api.qcloud.com"); // contradiction 8.7
    VERIFY(verdict(data) == "good");
    VERIFY(verdict(changed(data, [](auto& r) { r.namespace_ = {}; })) == "missing_parameter namespace");
    for (const auto metric : metricName::listed) {
        const bool virtual_address = std::string_view(metric.spelling).starts_with("pvv");
        INFO(metric.spelling);
        CHECK(verdict(changed(data, [=](auto& r) { r.metricName = metric; })) ==
              (virtual_address ? "good" : "rule_broken dimensions.0.name"));
        CHECK(verdict(changed(data, [=](auto& r) {
                  r.metricName = metric;
                  r.dimensions = server;
              })) == (virtual_address ? "rule_broken dimensions.0.name" : "good"));
    }
    VERIFY(verdict(changed(data, [](auto& r) {
               r.startTime = "2018-06-01 10:00:00";
               r.endTime = "2018-06-01 09:59:59";
           })) == "rule_broken startTime");
    VERIFY(verdict(changed(data, [](auto& r) { r.startTime = "2018-06-01"; })) == "bad_characters startTime");
    VERIFY(verdict(changed(data, [](auto& r) { r.period = 60; })) == "out_of_range period");
}

} // namespace
