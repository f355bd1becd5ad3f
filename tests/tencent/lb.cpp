// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/tencent/lb.hpp>

#include "../sent.hpp"
#include "../verdict.hpp"

#include <concepts>
#include <string>
#include <string_view>
#include <tuple>

namespace {

namespace lb = portwright::tencent::lb;
using portwright::integer;
using portwright::task_state;
using portwright::text;
using test::changed;
using test::sent;
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

TEST_CASE("tencent.lb: a client's CA is a certCaId") { // contradiction 1.24
    static constexpr Listener mutual[] = {{.loadBalancerPort = 443,
                                           .instancePort = 443,
                                           .protocol = 4,
                                           .SSLMode = lb::SSLMode::mutual,
                                           .certId = "a",
                                           .certCaId = "b"}};
    CHECK(sent(lb::CreateLoadBalancerListeners{.loadBalancerId = "lb-1", .listeners = mutual}) ==
          "listeners.0.SSLMode=mutual&listeners.0.certCaId=b&listeners.0.certId=a&listeners.0.instancePort=443"
          "&listeners.0.loadBalancerPort=443&listeners.0.protocol=4&loadBalancerId=lb-1");
    CHECK(sent(lb::ModifyForwardLBSeventhListener{.loadBalancerId = "lb-1", .listenerId = "lbl-1", .certCaId = "b"}) ==
          "certCaId=b&listenerId=lbl-1&loadBalancerId=lb-1");
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
    // Without a port every port of the server would go.
    static constexpr lb::BoundBackend portless[] = {{.instanceId = "ins-1"}};
    VERIFY(verdict(changed(all, [](auto& r) {
               r.locationIds = locations;
               r.backends = portless;
           })) == "missing_parameter backends.0.port");
    VERIFY(verdict(lb::DeregisterInstancesFromForwardLBFourthListener{
               .loadBalancerId = "lb-1", .listenerId = "lbl-1", .backends = portless}) ==
           "missing_parameter backends.0.port");
}

constexpr std::string_view two_ids[] = {"id-a", "id-b"};
constexpr lb::ForwardBackend two_backends[] = {{.instanceId = "ins-1", .port = 80},
                                               {.instanceId = "ins-2", .port = 81, .weight = 5}};

TEST_CASE("tencent.lb: backends count from 0, whatever the running text says") { // contradiction 2.2
    const std::string backends = "backends.0.instanceId=ins-1&backends.0.port=80&backends.1.instanceId=ins-2"
                                 "&backends.1.port=81&backends.1.weight=5";
    CHECK(sent(lb::RegisterInstancesWithForwardLBFourthListener{
              .loadBalancerId = "lb-1", .listenerId = "lbl-1", .backends = two_backends}) ==
          backends + "&listenerId=lbl-1&loadBalancerId=lb-1");
    CHECK(sent(lb::RegisterInstancesWithForwardLBSeventhListener{
              .loadBalancerId = "lb-1", .listenerId = "lbl-1", .locationIds = two_ids, .backends = two_backends}) ==
          backends + "&listenerId=lbl-1&loadBalancerId=lb-1&locationIds.0=id-a&locationIds.1=id-b");
    CHECK(sent(lb::DeregisterInstancesFromForwardLB{
              .loadBalancerId = "lb-1", .listenerId = "lbl-1", .locationIds = locations, .backends = bound}) ==
          "backends.0.instanceId=ins-1&backends.0.port=80&listenerId=lbl-1&loadBalancerId=lb-1&locationIds.0=loc-1");
}

// ---- where an example contradicts its table: the table's names, types and marks ----

template <class T>
concept has_SSLMode = requires(T t) { t.SSLMode; };
template <class T>
concept has_loadBalancerId = requires(T t) { t.loadBalancerId; };

TEST_CASE("tencent.lb DescribeForwardLBHealthStatus: a list of load balancers") { // contradiction 7.1
    CHECK(sent(lb::DescribeForwardLBHealthStatus{.loadBalancerIds = two_ids}) ==
          "loadBalancerIds.0=id-a&loadBalancerIds.1=id-b");
    VERIFY(verdict(lb::DescribeForwardLBHealthStatus{}) == "missing_parameter loadBalancerIds");
    static_assert(!has_loadBalancerId<lb::DescribeForwardLBHealthStatus>);
}

TEST_CASE("tencent.lb ModifyForwardLBFourthListener: layer 4 has no TLS") { // contradiction 7.3
    static_assert(!has_SSLMode<lb::ModifyForwardLBFourthListener> && has_SSLMode<lb::ModifyForwardLBSeventhListener>);
    static_assert(!has_SSLMode<lb::CreateForwardLBFourthLayerListeners::Listener>);
    CHECK(
        sent(lb::ModifyForwardLBFourthListener{.loadBalancerId = "lb-1", .listenerId = "lbl-1", .listenerName = "a"}) ==
        "listenerId=lbl-1&listenerName=a&loadBalancerId=lb-1");
}

TEST_CASE("tencent.lb ModifyForwardLBRulesDomain: both domains, and no TLS") { // contradiction 7.4
    constexpr lb::ModifyForwardLBRulesDomain domain{
        .loadBalancerId = "lb-1", .listenerId = "lbl-1", .domain = "old.example.com", .newDomain = "new.example.com"};
    static_assert(!has_SSLMode<lb::ModifyForwardLBRulesDomain>);
    CHECK(sent(domain) == "domain=old.example.com&listenerId=lbl-1&loadBalancerId=lb-1&newDomain=new.example.com");
    VERIFY(verdict(changed(domain, [](auto& r) { r.domain = {}; })) == "missing_parameter domain");
    VERIFY(verdict(changed(domain, [](auto& r) { r.newDomain = {}; })) == "missing_parameter newDomain");
}

TEST_CASE("tencent.lb CreateForwardLBSeventhLayerListeners: a port is a number") { // contradiction 7.6
    using Seventh = lb::CreateForwardLBSeventhLayerListeners::Listener;
    static_assert(std::same_as<decltype(Seventh::loadBalancerPort), integer>);
    static constexpr Seventh at_443[] = {{.loadBalancerPort = 443, .protocol = 1}};
    CHECK(sent(lb::CreateForwardLBSeventhLayerListeners{.loadBalancerId = "lb-1", .listeners = at_443}) ==
          "listeners.0.loadBalancerPort=443&listeners.0.protocol=1&loadBalancerId=lb-1");
}

TEST_CASE("tencent.lb: the scheduler is wrr, and never sent unasked") { // contradiction 7.9
    using Fourth = lb::CreateForwardLBFourthLayerListeners::Listener;
    const auto with = [](lb::scheduler scheduler, auto use) {
        const Fourth listeners[] = {{.loadBalancerPort = 80, .protocol = 2, .scheduler = scheduler}};
        return use(lb::CreateForwardLBFourthLayerListeners{.loadBalancerId = "lb-1", .listeners = listeners});
    };
    const auto send = [](const auto& request) { return sent(request); };
    VERIFY(with("wwr", [](const auto& request) { return verdict(request); }) == "not_listed listeners.0.scheduler");
    CHECK(with("wrr", send) == "listeners.0.loadBalancerPort=80&listeners.0.protocol=2&listeners.0.scheduler=wrr"
                               "&loadBalancerId=lb-1");
    CHECK(with({}, send) == "listeners.0.loadBalancerPort=80&listeners.0.protocol=2&loadBalancerId=lb-1");
}

TEST_CASE("tencent.lb: httpHash is a word") { // contradiction 7.14
    static_assert(std::derived_from<decltype(lb::ModifyLoadBalancerRulesProbe::httpHash), text> &&
                  std::derived_from<decltype(lb::CreateForwardLBListenerRules::Rule::httpHash), text>);
    for (const auto hash : lb::httpHash::listed) {
        const std::string word = hash.spelling;
        CHECK(sent(lb::ModifyLoadBalancerRulesProbe{
                  .loadBalancerId = "lb-1", .listenerId = "lbl-1", .locationId = "loc-1", .httpHash = hash}) ==
              "httpHash=" + word + "&listenerId=lbl-1&loadBalancerId=lb-1&locationId=loc-1");
        const lb::CreateForwardLBListenerRules::Rule rules[] = {{.domain = "a", .url = "/", .httpHash = hash}};
        CHECK(sent(lb::CreateForwardLBListenerRules{.loadBalancerId = "lb-1", .listenerId = "lbl-1", .rules = rules}) ==
              "listenerId=lbl-1&loadBalancerId=lb-1&rules.0.domain=a&rules.0.httpHash=" + word + "&rules.0.url=%2F");
    }
    VERIFY(verdict(lb::ModifyLoadBalancerRulesProbe{
               .loadBalancerId = "lb-1", .listenerId = "lbl-1", .locationId = "loc-1", .httpHash = "1"}) ==
           "not_listed httpHash");
}

TEST_CASE("tencent.lb GetCertListWithLoadBalancer: under its own name") { // contradiction 7.23
    VERIFY(lb::GetCertListWithLoadBalancer::call.action == "GetCertListWithLoadBalancer");
    CHECK(sent(lb::GetCertListWithLoadBalancer{.certIds = two_ids}) == "certIds.0=id-a&certIds.1=id-b");
    VERIFY(verdict(lb::GetCertListWithLoadBalancer{}) == "missing_parameter certIds");
}

using Filter = lb::DescribeLoadBalancerLog::Filter;

TEST_CASE("tencent.lb DescribeLoadBalancerLog: filters are keys and values") { // contradictions 7.28, 7.29
    using key = struct Filter::key;
    static constexpr Filter filters[] = {{.key = key::status, .value = "200"},
                                         {.key = key::http_host, .value = "a"},
                                         {.key = key::http_host_not, .value = "b"}};
    CHECK(sent(lb::DescribeLoadBalancerLog{.loadBalancerId = "lb-1", .filter = filters}) ==
          "filter.0.key=status&filter.0.value=200&filter.1.key=http_host&filter.1.value=a&filter.2.key=http_host_not"
          "&filter.2.value=b&loadBalancerId=lb-1");
    // Each word has its opposite, http_host too.
    for (const auto word : key::listed) {
        const std::string_view name = word.spelling;
        if (name.starts_with("request_time") || name.ends_with("_not")) continue;
        const std::string opposite = std::string(name) + "_not";
        const Filter one[] = {{.key = opposite, .value = "a"}};
        INFO(opposite);
        CHECK(verdict(lb::DescribeLoadBalancerLog{.loadBalancerId = "lb-1", .filter = one}) == "good");
    }
    static constexpr Filter unknown[] = {{.key = "http_hosts", .value = "a"}};
    VERIFY(verdict(lb::DescribeLoadBalancerLog{.loadBalancerId = "lb-1", .filter = unknown}) ==
           "not_listed filter.0.key");
    static constexpr Filter valueless[] = {{.key = key::status}};
    VERIFY(verdict(lb::DescribeLoadBalancerLog{.loadBalancerId = "lb-1", .filter = valueless}) ==
           "rule_broken filter.0.value");
}

/// Whether a parameter of an action claims to have a default.
template <class Action>
bool names_a_default() {
    bool found = false;
    Action::template schema<Action>().all.expand([&](const auto&... fields) {
        ((found = found || std::string_view(fields.doc).find("default") != std::string_view::npos), ...);
    });
    return found;
}

TEST_CASE("tencent.lb: what a change leaves out stays as it is") { // contradiction 7.38
    CHECK(sent(lb::ModifyLoadBalancerListener{.loadBalancerId = "lb-1", .listenerId = "lbl-1"}) ==
          "listenerId=lbl-1&loadBalancerId=lb-1");
    CHECK(sent(lb::ModifyLoadBalancerListener{.loadBalancerId = "lb-1", .listenerId = "lbl-1", .intervalTime = 10}) ==
          "intervalTime=10&listenerId=lbl-1&loadBalancerId=lb-1");
    CHECK(sent(lb::ModifyForwardLBSeventhListener{.loadBalancerId = "lb-1", .listenerId = "lbl-1"}) ==
          "listenerId=lbl-1&loadBalancerId=lb-1");
    CHECK(sent(lb::ModifyLoadBalancerRulesProbe{
              .loadBalancerId = "lb-1", .listenerId = "lbl-1", .locationId = "loc-1"}) ==
          "listenerId=lbl-1&loadBalancerId=lb-1&locationId=loc-1");
    CHECK(names_a_default<lb::CreateLoadBalancer>());
    CHECK(!names_a_default<lb::ModifyLoadBalancerListener>());
    CHECK(!names_a_default<lb::ModifyLoadBalancerRulesProbe>());
    CHECK(!names_a_default<lb::ModifyForwardLBSeventhListener>());
    CHECK(!names_a_default<lb::ModifyForwardLBFourthListener>());
    CHECK(!names_a_default<lb::ModifyForwardLBRulesDomain>());
    CHECK(!names_a_default<lb::ModifyLoadBalancerAttributes>());
    CHECK(!names_a_default<lb::ModifyForwardLBName>());
    CHECK(!names_a_default<lb::ModifyLoadBalancerBackends::Backend>());
    CHECK(!names_a_default<lb::ModifyForwardSeventhBackends::Backend>());
    CHECK(!names_a_default<lb::ModifyForwardSeventhBackendsPort::Backend>());
    CHECK(!names_a_default<lb::ModifyForwardFourthBackendsPort::Backend>());
    CHECK(!names_a_default<lb::ModifyForwardFourthBackendsWeight::Backend>());
}

TEST_CASE("tencent.lb DeleteForwardLBListener: one listener") { // contradiction 8.1
    constexpr lb::DeleteForwardLBListener one{.loadBalancerId = "lb-1", .listenerId = "lbl-1"};
    CHECK(sent(one) == "listenerId=lbl-1&loadBalancerId=lb-1");
    VERIFY(verdict(changed(one, [](auto& r) { r.loadBalancerId = {}; })) == "missing_parameter loadBalancerId");
    VERIFY(verdict(changed(one, [](auto& r) { r.listenerId = {}; })) == "missing_parameter listenerId");
    CHECK(sent(lb::DeleteLoadBalancerListeners{.loadBalancerId = "lb-1", .listenerIds = two_ids}) ==
          "listenerIds.0=id-a&listenerIds.1=id-b&loadBalancerId=lb-1");
}

TEST_CASE("tencent.lb ModifyForwardFourthBackendsPort: of a listener") { // contradiction 8.2
    using Change = lb::ModifyForwardFourthBackendsPort;
    static constexpr Change::Backend moved[] = {{.instanceId = "ins-1", .port = 80, .newPort = 81}};
    constexpr Change change{.loadBalancerId = "lb-1", .listenerId = "lbl-1", .backends = moved};
    CHECK(sent(change) == "backends.0.instanceId=ins-1&backends.0.newPort=81&backends.0.port=80&listenerId=lbl-1"
                          "&loadBalancerId=lb-1");
    VERIFY(verdict(changed(change, [](auto& r) { r.listenerId = {}; })) == "missing_parameter listenerId");
}

TEST_CASE("tencent.lb CreateLoadBalancer: its task, or the load balancer itself") { // contradiction 8.9
    VERIFY(lb::CreateLoadBalancer::response{.requestId = 3901941}.task().requestId == 3901941);
    CHECK(sent(lb::DescribeLoadBalancers{.loadBalancerIds = two_ids, .forward = -1}) ==
          "forward=-1&loadBalancerIds.0=id-a&loadBalancerIds.1=id-b");
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
    VERIFY(lb::GetMonitorData::call.service->host == "monitor.api.qcloud.com"); // contradiction 8.7
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
