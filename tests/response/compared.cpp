// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/aliyun/ga/ensure_listener.hpp>
#include <portwright/response/compared.hpp>
#include <portwright/tencent/bmlb/ensure_listeners.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>
#include <portwright/tencent/gaap/ensure_http_listener.hpp>
#include <portwright/tencent/gaap/ensure_https_listener.hpp>
#include <portwright/tencent/gaap/ensure_tcp_listeners.hpp>
#include <portwright/tencent/lb/ensure_forward_listeners.hpp>

#include "../verify.hpp"
#include "decoded.hpp"

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace {

namespace clb = portwright::tencent::clb;
namespace gaap = portwright::tencent::gaap;
namespace lb = portwright::tencent::lb;
namespace bmlb = portwright::tencent::bmlb;
namespace ga = portwright::aliyun::ga;
using namespace std::string_literals;
using portwright::counterpart;
using portwright::ensure_facts;
using portwright::ensured;
using portwright::read_back;
using portwright::detail::any_sequence;
using portwright::detail::compared;
using portwright::detail::each_parameter;
using portwright::detail::find_row;
using portwright::detail::find_row_number;
using portwright::detail::is_same_word;
using portwright::detail::listener_parameter;
using portwright::detail::plain_value;
using portwright::detail::row;
using portwright::detail::table;
using portwright::detail::table_of;
using portwright::detail::take_name;
using portwright::detail::value_count;

constexpr int one_port[] = {80};

plain_value text_value(std::string_view text) { return {.text = text, .is_text = true, .is_present = true}; }
plain_value number_value(std::int64_t number) { return {.number = number, .is_present = true}; }

std::string spelled(compared came) {
    switch (came) {
    case compared::same: return "same";
    case compared::differs: return "differs";
    case compared::not_verifiable: return "not verifiable";
    }
    return "no outcome";
}

/// An answer of a system around the elements of the look's list.
template <class Look>
std::string answer_of(std::string_view list, std::string_view elements) {
    const std::string body = "\""s.append(list).append("\":[").append(elements).append("]");
    const auto& dialect = portwright::system_of<Look>::answers;
    if (dialect.has_code_always) return R"({"code":0,"message":"","codeDesc":"Success","totalCount":1,)" + body + "}";
    const std::string rest = R"(,"TotalCount":1,"PageNumber":1,"PageSize":50,"RequestId":"r")";
    return dialect.outer != nullptr ? R"({"Response":{)" + body + rest + "}}" : "{" + body + rest + "}";
}

/// What a parameter of the request's first listener, at its path, is when the look answers the element.
template <class Create>
std::string compare(const Create& wanted, std::string_view element, std::string_view path, std::uint32_t port = 0,
                    const ensure_facts& facts = ensured<Create>::facts) {
    using look = typename ensured<Create>::look;
    const test::decoded<look> got(answer_of<look>(facts.list, element));
    const auto* const answer = reinterpret_cast<const unsigned char*>(&got.answer);
    const row* const list = find_row(table_of<typename look::response>, facts.list);
    any_sequence all;
    std::memcpy(static_cast<void*>(&all), answer + list->offset(), sizeof all);
    if (all.size() != 1) return "no element: " + got.outcome();

    const table* own = &table_of<Create>;
    const auto* object = reinterpret_cast<const unsigned char*>(&wanted);
    if (const row* const listeners = find_row(*own, facts.listeners)) {
        object = portwright::detail::raw_root::inside(object, *listeners, 0);
        own = listeners->child;
    }
    std::string came = "no such parameter";
    each_parameter(*own, object, [&](const listener_parameter& p) {
        std::string_view item;
        if (!p.is_at(path, item)) return;
        came = p.is_declared()
                   ? spelled(compare_parameter(facts, p, *list->child, any_sequence::element(all.last->next), port))
                   : "not declared";
    });
    return came;
}

TEST_CASE("compared: words are the same without case, and only letters have one") {
    VERIFY(is_same_word("", ""));
    VERIFY(is_same_word("TCP_SSL", "tcp_ssl"));
    VERIFY(is_same_word("wrr", "WrR"));
    VERIFY(!is_same_word("tcp", "tcps"));
    VERIFY(!is_same_word("tcp", "tcq"));
    // These differ in the same bit as a letter's cases.
    VERIFY(!is_same_word("@", "`"));
    VERIFY(!is_same_word("[", "{"));
    VERIFY(!is_same_word("_", "\x7F"));
    VERIFY(!is_same_word("0", "\x10"));
    VERIFY(!is_same_word("\xC3\x84", "\xC3\xA4")); // UTF-8 of two letters that are none here
    VERIFY(is_same_word("\xC3\xA4", "\xC3\xA4"));
}

TEST_CASE("compared: a number may stand in a text, on either side") {
    CHECK(number_value(80).equals("80", false));
    CHECK(text_value("80").equals(number_value(80), false));
    CHECK(number_value(-1).equals("-1", true));
    CHECK(number_value(1).equals("true", false));
    CHECK(number_value(0).equals("false", false));
    CHECK(!number_value(80).equals("81", false));
    CHECK(!number_value(80).equals("80x", false));
    CHECK(!number_value(80).equals("", false));
    CHECK(!number_value(0).equals("", false));
    CHECK(!number_value(0).equals("x", false));
    CHECK(!text_value("18446744073709551696").equals(number_value(80), false)); // 2^64 + 80
    CHECK(number_value(80).equals(number_value(80), false));
    CHECK(!number_value(80).equals(number_value(81), false));
    CHECK(text_value("WRR").equals("wrr", true));
    CHECK(!text_value("WRR").equals("wrr", false));
    CHECK(text_value("WRR").equals("WRR", false));
    CHECK(!text_value("080").equals("80", false)); // two texts are no numbers
}

TEST_CASE("compared: a row by its name") {
    constexpr const table& t = table_of<clb::CreateListener>;
    for (std::uint8_t i = 0; i != t.count; ++i) {
        CHECK(find_row_number(t, t.name(i)) == i);
        CHECK(find_row(t, t.name(i)) == &t.rows[i]);
    }
    for (const std::string_view none : {"", "Port", "Portss", "ports", "PortsProtocol", "zone"}) {
        CAPTURE(none);
        CHECK(find_row(t, none) == nullptr);
        CHECK(find_row_number(t, none) == t.count);
    }
    CHECK(find_row(table{}, "Port") == nullptr);
}

TEST_CASE("compared: names are taken off a path's front") {
    std::string_view path = "HealthCheck.CheckPort";
    CHECK(take_name(path, '.') == "HealthCheck");
    CHECK(path == "CheckPort");
    CHECK(take_name(path, '.') == "CheckPort");
    CHECK(path.empty());
    CHECK(take_name(path, '.').empty());
}

struct Inner {
    portwright::integer B = {};
    portwright::text A = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(A), PORTWRIGHT_FIELD(B));
    }
};

struct Outer {
    portwright::text Zone = {};
    Inner Middle = {};
    portwright::integers First = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Zone), PORTWRIGHT_FIELD(Middle), PORTWRIGHT_FIELD(First));
    }
};

TEST_CASE("compared: parameters are numbered in canonical order, and a structure's in its place") {
    Outer declared;
    declared.Middle.B = 5;
    std::vector<std::string> names;
    each_parameter(table_of<Outer>, reinterpret_cast<const unsigned char*>(&declared),
                   [&](const listener_parameter& p) {
                       CHECK(p.number == names.size());
                       CHECK(p.bit() == std::uint64_t{1} << p.number);
                       CHECK(p.is_declared() == (p.name == "B"));
                       names.push_back(std::string(p.outer_name) + "." + std::string(p.name));
                       std::string_view item;
                       CHECK(p.is_at(p.outer != nullptr ? "Middle." + std::string(p.name) : std::string(p.name), item));
                       CHECK(item.empty());
                       CHECK(!p.is_at("Middle", item));
                       CHECK(p.is_at("First.Item", item) == (p.name == "First"));
                       if (p.name == "First") CHECK(item == "Item");
                   });
    CHECK(names == std::vector<std::string>{".First", "Middle.A", "Middle.B", ".Zone"});
    VERIFY(portwright::detail::parameter_count(table_of<Outer>) == 4);
    VERIFY(portwright::detail::parameter_count(table_of<clb::CreateListener>) <= 64);
    VERIFY(portwright::detail::parameter_count(table_of<ga::CreateListener>) <= 64);
}

TEST_CASE("compared: a parameter of CLB that reads back under its own name") {
    clb::CreateListener wanted{.LoadBalancerId = "lb-1", .Ports = one_port, .Protocol = "TCP"};
    wanted.Scheduler = "WRR";
    wanted.MaxConn = 100;
    wanted.DeregisterTargetRst = false;
    wanted.HealthCheck.TimeOut = 5;
    wanted.HealthCheck.CheckType = "TCP";
    CHECK(compare(wanted, R"({"Scheduler":"WRR"})", "Scheduler") == "same");
    CHECK(compare(wanted, R"({"Scheduler":"wrr"})", "Scheduler") == "same"); // a word of a list
    CHECK(compare(wanted, R"({"Scheduler":"LEAST_CONN"})", "Scheduler") == "differs");
    CHECK(compare(wanted, R"({"Scheduler":""})", "Scheduler") == "not verifiable");
    CHECK(compare(wanted, R"({"Scheduler":null})", "Scheduler") == "not verifiable");
    CHECK(compare(wanted, "{}", "Scheduler") == "not verifiable");
    CHECK(compare(wanted, R"({"MaxConn":100})", "MaxConn") == "same");
    CHECK(compare(wanted, R"({"MaxConn":"100"})", "MaxConn") == "same");
    CHECK(compare(wanted, R"({"MaxConn":-1})", "MaxConn") == "differs");
    CHECK(compare(wanted, R"({"DeregisterTargetRst":false})", "DeregisterTargetRst") == "same");
    CHECK(compare(wanted, R"({"DeregisterTargetRst":true})", "DeregisterTargetRst") == "differs");
    CHECK(compare(wanted, "{}", "DeregisterTargetRst") == "not verifiable");
    CHECK(compare(wanted, R"({"HealthCheck":{"TimeOut":5}})", "HealthCheck.TimeOut") == "same");
    CHECK(compare(wanted, R"({"HealthCheck":{"TimeOut":6}})", "HealthCheck.TimeOut") == "differs");
    CHECK(compare(wanted, R"({"HealthCheck":null})", "HealthCheck.TimeOut") == "not verifiable");
    CHECK(compare(wanted, R"({"HealthCheck":{"CheckType":"HTTP"}})", "HealthCheck.CheckType") == "differs");
    CHECK(compare(wanted, R"({"MaxCps":5})", "MaxCps") == "not declared");
}

TEST_CASE("compared: what CLB's answer leaves out may stand for a value") {
    clb::CreateListener wanted{.LoadBalancerId = "lb-1", .Ports = one_port, .Protocol = "TCP"};
    wanted.SessionExpireTime = 0;
    wanted.HealthCheck.CheckPort = -1;
    wanted.HealthCheck.HttpCheckPath = "/up";
    wanted.HealthCheck.HttpCheckDomain = "";
    wanted.SniSwitch = 1;
    CHECK(compare(wanted, "{}", "SessionExpireTime") == "same");
    CHECK(compare(wanted, R"({"SessionExpireTime":30})", "SessionExpireTime") == "differs");
    CHECK(compare(wanted, "{}", "HealthCheck.CheckPort") == "same");
    CHECK(compare(wanted, R"({"HealthCheck":{"CheckPort":80}})", "HealthCheck.CheckPort") == "differs");
    CHECK(compare(wanted, "{}", "HealthCheck.HttpCheckPath") == "differs");
    CHECK(compare(wanted, R"({"HealthCheck":{"HttpCheckPath":""}})", "HealthCheck.HttpCheckPath") == "differs");
    CHECK(compare(wanted, R"({"HealthCheck":{"HttpCheckPath":"/up"}})", "HealthCheck.HttpCheckPath") == "same");
    CHECK(compare(wanted, R"({"HealthCheck":{"HttpCheckPath":"/UP"}})", "HealthCheck.HttpCheckPath") == "differs");
    CHECK(compare(wanted, "{}", "HealthCheck.HttpCheckDomain") == "same");
    CHECK(compare(wanted, R"({"HealthCheck":{"HttpCheckDomain":"a.b"}})", "HealthCheck.HttpCheckDomain") == "differs");
    CHECK(compare(wanted, "{}", "SniSwitch") == "not verifiable"); // it has no value for that
    wanted.SessionExpireTime = 30;
    CHECK(compare(wanted, "{}", "SessionExpireTime") == "differs");
}

TEST_CASE("compared: each port has an element of CLB's list") {
    constexpr std::string_view names[] = {"a", "b"};
    constexpr int ports[] = {80, 81, 82};
    clb::CreateListener wanted{.LoadBalancerId = "lb-1", .Ports = ports, .Protocol = "TCP"};
    wanted.ListenerNames = names;
    CHECK(compare(wanted, R"({"ListenerName":"a"})", "ListenerNames", 0) == "same");
    CHECK(compare(wanted, R"({"ListenerName":"a"})", "ListenerNames", 1) == "differs");
    CHECK(compare(wanted, R"({"ListenerName":"b"})", "ListenerNames", 1) == "same");
    CHECK(compare(wanted, R"({"ListenerName":"c"})", "ListenerNames", 2) == "same"); // nothing is declared of it
    CHECK(compare(wanted, R"({"ListenerName":"A"})", "ListenerNames", 0) == "differs");
    CHECK(compare(wanted, "{}", "ListenerNames", 0) == "not verifiable");
}

TEST_CASE("compared: CLB's switches are words in a list") {
    clb::CreateListener wanted{.LoadBalancerId = "lb-1", .Ports = one_port, .Protocol = "TCP_SSL"};
    for (const bool on : {true, false}) {
        CAPTURE(on);
        const auto same_if = [](bool holds) { return holds ? "same" : "differs"; };
        wanted.SnatEnable = on;
        wanted.ProxyProtocol = on;
        const std::string both = R"({"AttrFlags":["ProxyProtocol","SnatEnable"]})";
        CHECK(compare(wanted, both, "SnatEnable") == same_if(on));
        CHECK(compare(wanted, both, "ProxyProtocol") == same_if(on));
        for (const std::string none : {R"({"AttrFlags":[]})", R"({"AttrFlags":["SnatEnabled","H2cSwitch"]})"}) {
            CHECK(compare(wanted, none, "SnatEnable") == same_if(!on));
            CHECK(compare(wanted, none, "ProxyProtocol") == "not verifiable");
        }
        for (const std::string nothing : {"{}", R"({"AttrFlags":null})"}) {
            CHECK(compare(wanted, nothing, "SnatEnable") == "not verifiable");
            CHECK(compare(wanted, nothing, "ProxyProtocol") == "not verifiable");
        }
    }
}

TEST_CASE("compared: CLB's certificates read back as one and a list of the others") {
    clb::CertInfo certificates[2];
    certificates[0].CertId = "one";
    certificates[1].CertId = "two";
    clb::CreateListener wanted{.LoadBalancerId = "lb-1", .Ports = one_port, .Protocol = "HTTPS"};
    wanted.MultiCertInfo.SSLMode = "UNIDIRECTIONAL";
    wanted.MultiCertInfo.CertList = certificates;
    const auto list = [&](const std::string& certificate) {
        return compare(wanted, R"({"Certificate":)" + certificate + "}", "MultiCertInfo.CertList");
    };
    CHECK(list(R"({"CertId":"one","ExtCertIds":["two"]})") == "same");
    CHECK(list(R"({"CertId":"two","ExtCertIds":["one"]})") == "same");
    CHECK(list(R"({"CertId":"one","ExtCertIds":["three"]})") == "differs");
    CHECK(list(R"({"CertId":"one","ExtCertIds":["two","three"]})") == "differs");
    CHECK(list(R"({"CertId":"one"})") == "differs");
    CHECK(list("null") == "not verifiable");
    certificates[1].CertId = {};
    certificates[1].CertContent = "-----BEGIN CERTIFICATE-----";
    CHECK(list(R"({"CertId":"one","ExtCertIds":["new"]})") == "not verifiable");
    CHECK(compare(wanted, R"({"Certificate":{"SSLMode":"unidirectional"}})", "MultiCertInfo.SSLMode") == "same");
    CHECK(compare(wanted, R"({"Certificate":{"SSLMode":"MUTUAL"}})", "MultiCertInfo.SSLMode") == "differs");
}

TEST_CASE("compared: GAAP shows no port of an origin as 0") {
    constexpr std::int64_t ports[] = {8080, 8081};
    gaap::CreateTCPListeners wanted;
    wanted.RealServerPorts = ports;
    CHECK(compare(wanted, R"({"RealServerPort":8080})", "RealServerPorts", 0) == "same");
    CHECK(compare(wanted, R"({"RealServerPort":8080})", "RealServerPorts", 1) == "differs");
    CHECK(compare(wanted, R"({"RealServerPort":0})", "RealServerPorts", 1) == "not verifiable");
    CHECK(compare(wanted, "{}", "RealServerPorts", 1) == "not verifiable");
}

TEST_CASE("compared: a list of GAAP has the same elements in any order, each as often") {
    gaap::CreateHTTPSListener wanted;
    std::string_view ids[] = {"a", "b"};
    wanted.PolyClientCertificateIds = ids;
    const auto list = [&](const std::string& info) {
        return compare(wanted, R"({"PolyClientCertificateAliasInfo":[)" + info + "]}", "PolyClientCertificateIds");
    };
    const std::string a = R"({"CertificateId":"a"})", b = R"({"CertificateId":"b"})";
    CHECK(list(a + "," + b) == "same");
    CHECK(list(b + "," + a) == "same");
    CHECK(list(a) == "differs");
    CHECK(list(a + "," + a) == "differs");
    CHECK(list(a + "," + b + "," + b) == "differs");
    CHECK(list("") == "not verifiable");
    ids[1] = "a";
    CHECK(list(a + "," + a) == "same");
    CHECK(list(a + "," + b) == "differs");
}

TEST_CASE("compared: a value that a legacy answer has in several places") {
    lb::CreateForwardLBFourthLayerListeners::Listener of{.loadBalancerPort = 80, .protocol = 2};
    of.scheduler = "wrr";
    of.healthSwitch = 1;
    const lb::CreateForwardLBFourthLayerListeners wanted{.loadBalancerId = "lb-1", .listeners = std::span(&of, 1)};
    CHECK(compare(wanted, R"({"scheduler":"WRR"})", "scheduler") == "same");
    CHECK(compare(wanted, R"({"rules":[{"scheduler":"wrr"}]})", "scheduler") == "same");
    CHECK(compare(wanted, R"({"rules":[{"scheduler":"ip_hash"}]})", "scheduler") == "differs");
    CHECK(compare(wanted, R"({"scheduler":"wrr","rules":[{"scheduler":"wrr"}]})", "scheduler") == "same");
    CHECK(compare(wanted, R"({"scheduler":"wrr","rules":[{"scheduler":"ip_hash"}]})", "scheduler") == "differs");
    CHECK(compare(wanted, R"({"rules":[]})", "scheduler") == "not verifiable");
    CHECK(compare(wanted, R"({"healthSwitch":1})", "healthSwitch") == "not verifiable"); // no field of that answer
}

TEST_CASE("compared: a parameter of a legacy list") {
    bmlb::CreateBmListeners::Listener of{.loadBalancerPort = 80, .protocol = "tcp"};
    of.sessionExpire = 0;
    of.timeOut = 5;
    const bmlb::CreateBmListeners wanted{.loadBalancerId = "lb-1", .listeners = std::span(&of, 1)};
    CHECK(compare(wanted, "{}", "sessionExpire") == "same");
    CHECK(compare(wanted, R"({"sessionExpire":900})", "sessionExpire") == "differs");
    CHECK(compare(wanted, R"({"timeOut":5})", "timeOut") == "same");
    CHECK(compare(wanted, R"({"timeOut":6})", "timeOut") == "differs");
    CHECK(compare(wanted, "{}", "timeOut") == "not verifiable");
}

TEST_CASE("compared: parameters of GA") {
    ga::Certificate certificate{.Id = "c-1"};
    ga::CreateListener wanted{.AcceleratorId = "ga-1"};
    wanted.Certificates = std::span(&certificate, 1);
    wanted.Description = "";
    wanted.ClientAffinity = "NONE";
    wanted.XForwardedForConfig.XForwardedForGaIdEnabled = true;
    CHECK(compare(wanted, R"({"Certificates":[{"Id":"c-1","Type":"Server"}]})", "Certificates") == "same");
    CHECK(compare(wanted, R"({"Certificates":[{"Id":"c-2"}]})", "Certificates") == "differs");
    CHECK(compare(wanted, R"({"Certificates":[{"Id":"c-1"},{"Id":"c-2"}]})", "Certificates") == "differs");
    CHECK(compare(wanted, "{}", "Description") == "same");
    CHECK(compare(wanted, R"({"Description":"a"})", "Description") == "differs");
    CHECK(compare(wanted, "{}", "ClientAffinity") == "same");
    CHECK(compare(wanted, R"({"ClientAffinity":"none"})", "ClientAffinity") == "same");
    CHECK(compare(wanted, R"({"ClientAffinity":"SOURCE_IP"})", "ClientAffinity") == "differs");
    const std::string_view path = "XForwardedForConfig.XForwardedForGaIdEnabled";
    CHECK(compare(wanted, R"({"XForwardedForConfig":{"XForwardedForGaIdEnabled":true}})", path) == "same");
    CHECK(compare(wanted, R"({"XForwardedForConfig":{"XForwardedForGaIdEnabled":false}})", path) == "differs");
    CHECK(compare(wanted, R"({"XForwardedForConfig":{}})", path) == "not verifiable");
}

TEST_CASE("compared: values are counted over the lists on their path") {
    const test::decoded<lb::DescribeForwardLBListeners> got(answer_of<lb::DescribeForwardLBListeners>(
        "listenerSet", R"({"listenerId":"l","rules":[{"scheduler":"a"},{"scheduler":""},{},{"scheduler":"b"}]})"));
    const auto& element = got.answer.listenerSet[0];
    const auto count = [&](std::string_view paths, std::string_view wanted) {
        const plain_value value = text_value(wanted);
        value_count counts{.wanted = wanted.empty() ? nullptr : &value};
        count_all_values(table_of<std::remove_cvref_t<decltype(element)>>,
                         reinterpret_cast<const unsigned char*>(&element), paths, counts);
        return std::to_string(counts.found) + " of " + std::to_string(counts.count) + " to " +
               std::string(counts.last.text) + (counts.has_list ? ", in a list" : "");
    };
    CHECK(count("rules.scheduler", "") == "2 of 2 to b, in a list");
    CHECK(count("rules.scheduler", "a") == "1 of 2 to b, in a list");
    CHECK(count("rules.scheduler listenerId", "l") == "1 of 3 to l, in a list");
    CHECK(count("scheduler", "a") == "0 of 0 to ");
    CHECK(count("rules.missing missing", "a") == "0 of 0 to , in a list");
}

} // namespace
