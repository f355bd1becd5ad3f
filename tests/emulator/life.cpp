// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// A listener's whole life on each of the five systems, without a socket: made, looked at, changed, deleted.

#include <doctest/doctest.h>

#include "client.hpp"
#include "facts_of_answers.hpp"

namespace {

using namespace emulator_test;
using portwright_tool::emulator::cloud;

constexpr const char* gaap_version = "2018-05-29";

// One system's requests under one roof: parameters as JSON in, the answer's own fields out.
class caller {
public:
    explicit caller(cloud& to, std::string system) : to_{to}, system_{std::move(system)} {}

    // The answer, which has nothing that is not documented; the code of a refusal is in code().
    json operator()(const std::string& action, const json& parameters) {
        const answer got = send(to_, request_for(action, parameters));
        code_ = got.code();
        if (!code_.empty()) return got.body;
        check_answer(system_ + "." + action, got.body);
        return got.body.contains("Response") ? got.body["Response"] : got.body;
    }
    // The code of a refusal, or "".
    std::string refused(const std::string& action, const json& parameters) {
        (*this)(action, parameters);
        return code_;
    }
    [[nodiscard]] const std::string& code() const { return code_; }

private:
    http_request request_for(const std::string& action, const json& parameters) const {
        if (system_ == "tencent.clb") return tc3("clb", action, "2018-03-17", parameters);
        if (system_ == "tencent.gaap") return tc3("gaap", action, gaap_version, parameters);
        const bool aliyun = system_ == "aliyun.ga";
        name_values pairs;
        flatten(parameters, "", aliyun ? 1 : 0, pairs);
        if (aliyun) {
            pairs.emplace_back("RegionId", "cn-hangzhou");
            return acs3(action, pairs);
        }
        pairs.emplace_back("Action", action);
        return tencent_v2(std::move(pairs));
    }

    static void flatten(const json& from, const std::string& path, int base, name_values& into) {
        if (!from.is_structured()) {
            into.emplace_back(path, from.is_string() ? from.get<std::string>() : from.dump());
            return;
        }
        int subscript = base;
        for (const auto& item : from.items()) {
            const std::string name = from.is_object() ? item.key() : std::to_string(subscript++);
            flatten(item.value(), path.empty() ? name : path + "." + name, base, into);
        }
    }

    cloud& to_;
    std::string system_;
    std::string code_;
};

TEST_CASE("emulator: the life of a listener of tencent.clb") {
    cloud to{test_options()};
    caller clb{to, "tencent.clb"};
    const json made =
        clb("CreateListener", {{"LoadBalancerId", "lb-a"},
                               {"Ports", {443, 444}},
                               {"Protocol", "TCP_SSL"},
                               {"ListenerNames", {"one"}},
                               {"SnatEnable", true},
                               {"HealthCheck", {{"IntervalTime", 9}, {"TimeOut", 3}}},
                               {"Certificate", {{"CertName", "n"}, {"CertContent", "c"}, {"CertKey", "k"}}}});
    REQUIRE(clb.code() == "");
    const json look = clb("DescribeListeners", {{"LoadBalancerId", "lb-a"}, {"Port", 443}});
    CHECK(look["TotalCount"] == 1);
    const json row = look["Listeners"][0];
    CHECK(row["ListenerId"] == made["ListenerIds"][0]);
    CHECK(row["ListenerName"] == "one");
    CHECK(row["Protocol"] == "TCP_SSL");
    CHECK(row["Port"] == 443);
    CHECK(row["EndPort"] == 0);
    CHECK(row["HealthCheck"]["IntervalTime"] == 9);
    CHECK(row["HealthCheck"]["HealthNum"] == 3);
    CHECK(row["AttrFlags"] == json{"SnatEnable"});
    CHECK(row["Certificate"]["CertId"].get<std::string>().size() == 8);
    CHECK(row["Certificate"]["SSLMode"] == "UNIDIRECTIONAL");
    CHECK(to.listeners("tencent.clb", "lb-a")[0].details["Certificate"].size() == 1);   // no key stays

    const json change{{"LoadBalancerId", "lb-a"},
                      {"ListenerId", made["ListenerIds"][0]},
                      {"ListenerName", "two"},
                      {"SnatEnable", false},
                      {"HealthCheck", {{"TimeOut", 4}}}};
    CHECK(clb.refused("ModifyListener", change) == "FailedOperation.ResourceInOperating");
    const json changed = clb("ModifyListener", change);   // the refusals bring the operation on
    REQUIRE(clb.code() == "");
    for (const int status : {2, 2, 0})
        CHECK(clb("DescribeTaskStatus", {{"TaskId", changed["RequestId"]}})["Status"] == status);
    const json after = clb("DescribeListeners", {{"LoadBalancerId", "lb-a"}})["Listeners"][0];
    CHECK(after["ListenerName"] == "two");
    CHECK(after["AttrFlags"] == json::array());
    CHECK(after["HealthCheck"]["TimeOut"] == 4);
    CHECK(after["HealthCheck"]["IntervalTime"] == 5);   // the group came whole, so what it lacks is at its default
    CHECK(after["Certificate"]["CertId"] == row["Certificate"]["CertId"]);

    CHECK(clb.refused("DeleteListener", {{"LoadBalancerId", "lb-b"}, {"ListenerId", made["ListenerIds"][0]}}) ==
          "InvalidParameter.ListenerIdNotFound");
    clb("DeleteListener", {{"LoadBalancerId", "lb-a"}, {"ListenerId", made["ListenerIds"][0]}});
    CHECK(clb.code() == "");
    CHECK(to.count("tencent.clb", "lb-a") == 1);
    CHECK(clb("DescribeListeners", {{"LoadBalancerId", "lb-a"}, {"Port", 443}})["Listeners"].empty());
}

TEST_CASE("emulator: tencent.clb's port classes, ranges and certificates") {
    cloud to{test_options()};
    caller clb{to, "tencent.clb"};
    const auto create = [&](const json& more) {
        json parameters{{"LoadBalancerId", "lb-a"}};
        parameters.update(more);
        return clb.refused("CreateListener", parameters);
    };
    CHECK(create({{"Ports", {100}}, {"EndPort", 200}, {"Protocol", "TCP"}}) == "");
    CHECK(create({{"Ports", {150}}, {"Protocol", "HTTP"}}) == "InvalidParameter.PortCheckFailed");
    CHECK(create({{"Ports", {50}}, {"EndPort", 100}, {"Protocol", "TCP"}}) == "InvalidParameter.PortCheckFailed");
    CHECK(create({{"Ports", {150}}, {"Protocol", "UDP"}}) == "");
    CHECK(create({{"Ports", {150}}, {"Protocol", "QUIC"}}) == "InvalidParameter.PortCheckFailed");
    CHECK(create({{"Ports", {80, 150}}, {"Protocol", "TCP"}}) == "InvalidParameter.PortCheckFailed");
    CHECK(to.count("tencent.clb", "lb-a") == 2);   // all of a batch or none
    CHECK(create({{"Ports", {443}},
                  {"Protocol", "HTTPS"},
                  {"MultiCertInfo", {{"SSLMode", "MUTUAL"}, {"CertList", {{{"CertId", "a"}}, {{"CertId", "b"}}}}}}}) ==
          "");
    const json row = clb("DescribeListeners", {{"LoadBalancerId", "lb-a"}, {"Protocol", "HTTPS"}})["Listeners"][0];
    CHECK(row["Certificate"]["CertId"] == "a");
    CHECK(row["Certificate"]["ExtCertIds"] == json{"b"});
    CHECK(row["Certificate"]["SSLVerifyClient"] == "ON");
    CHECK(row["HealthCheck"].is_null());
    CHECK(row["Scheduler"].is_null());
}

TEST_CASE("emulator: the life of listeners of tencent.gaap") {
    cloud to{test_options()};
    caller gaap{to, "tencent.gaap"};
    const json layer_4{{"ListenerName", "x"}, {"Scheduler", "rr"}, {"RealServerType", "IP"}, {"ProxyId", "link-a"}};
    const auto with = [](json parameters, const json& more) {
        parameters.update(more);
        return parameters;
    };
    const json tcp = with(layer_4, {{"Ports", {80, 81}}, {"HealthCheck", 1}, {"RealServerPorts", {1000, 1001}}});
    CHECK(gaap.refused("CreateTCPListeners", with(tcp, {{"ConnectTimeout", 9}, {"DelayLoop", 9}})) ==
          "InvalidParameterValue");
    const json made = gaap("CreateTCPListeners", tcp);
    REQUIRE(gaap.code() == "");
    const json look = gaap("DescribeTCPListeners", {{"ProxyId", "link-a"}, {"Port", 81}})["ListenerSet"][0];
    CHECK(look["ListenerId"] == made["ListenerIds"][0]);   // in an order of its own
    CHECK(look["RealServerPort"] == 1001);
    CHECK(look["ListenerStatus"] == 1);
    CHECK(gaap("DescribeHTTPListeners", {{"ProxyId", "link-a"}})["TotalCount"] == 0);

    const json http{{"ListenerName", "x"}, {"Port", 80}, {"ProxyId", "link-a"}};
    CHECK(gaap.refused("CreateHTTPListener", http) == "InvalidParameterValue.DuplicatedListenerPort");
    CHECK(gaap.refused("CreateUDPListeners", with(layer_4, {{"Ports", {80}}})) == "");
    const json https = with(http, {{"CertificateId", "c"}, {"ForwardProtocol", "HTTP"}});
    CHECK(gaap.refused("CreateHTTPSListener", with(https, {{"Http3Supported", 1}})) ==
          "InvalidParameterValue.DuplicatedListenerPort");
    CHECK(gaap.refused("CreateHTTPSListener", with(https, {{"Port", 443}, {"AuthType", 1}})) == "MissingParameter");
    const json secure = gaap(
        "CreateHTTPSListener",
        with(https, {{"Port", 443}, {"AuthType", 1}, {"Http3Supported", 1}, {"PolyClientCertificateIds", {"p", "q"}}}));
    REQUIRE(gaap.code() == "");
    CHECK(gaap.refused("CreateUDPListeners", with(layer_4, {{"Ports", {443}}})) ==
          "InvalidParameterValue.DuplicatedListenerPort");

    const json change{{"ListenerId", secure["ListenerId"]}, {"ProxyId", "link-a"}, {"ClientCertificateId", "r"}};
    CHECK(gaap.refused("ModifyTCPListenerAttribute", {{"ListenerId", secure["ListenerId"]}, {"ProxyId", "link-a"}}) ==
          "ResourceNotFound");
    int busy = 0;
    while (gaap.refused("ModifyHTTPSListenerAttribute", change) == "FailedOperation.ListenerHasTask") ++busy;
    CHECK(gaap.code() == "");
    CHECK(busy == 1);   // the create that found the port taken had asked as well
    const json query{{"ListenerId", secure["ListenerId"]}};
    for (const int status : {4, 4, 0}) {
        const json row = gaap("DescribeHTTPSListeners", query)["ListenerSet"][0];
        CHECK(row["ListenerStatus"] == status);
        CHECK(row["ClientCertificateId"] == "r");
        CHECK(row["PolyClientCertificateAliasInfo"].size() == 1);
    }
    CHECK(gaap.refused("ModifyTCPListenerAttribute", {{"ListenerId", made["ListenerIds"][0]}, {"Scheduler", "wrr"}}) ==
          "MissingParameter");   // its owner

    const json deletion{{"ListenerIds", {secure["ListenerId"], "listener-none"}}, {"Force", 0}};
    const json deleted = gaap("DeleteListeners", deletion);
    CHECK(deleted["OperationSucceedListenerSet"] == json::array({secure["ListenerId"]}));
    CHECK(deleted["OperationFailedListenerSet"] == json{"listener-none"});
    CHECK(gaap("DeleteListeners", deletion)["InvalidStatusListenerSet"] == json::array({secure["ListenerId"]}));
    const json leaving = gaap("DescribeHTTPSListeners", query);
    REQUIRE(gaap.code() == "");
    CHECK(leaving["ListenerSet"][0]["ListenerStatus"] == 2);
    CHECK(gaap.refused("DescribeHTTPSListeners", query) == "ResourceNotFound");
    CHECK(gaap.refused("CreateHTTPListener", with(http, {{"Port", 443}})) == "");
}

TEST_CASE("emulator: tencent.gaap answers by pages") {
    cloud to{test_options()};
    caller gaap{to, "tencent.gaap"};
    for (int port = 1; port <= 45; ++port)
        CHECK(gaap.refused("CreateHTTPListener", {{"ListenerName", "x"}, {"Port", port}, {"ProxyId", "link-a"}}) == "");
    const auto page = [&](json filter) {
        filter["ProxyId"] = "link-a";
        const json got = gaap("DescribeHTTPListeners", filter);
        CHECK(got["TotalCount"] == 45);
        return got["ListenerSet"].size();
    };
    CHECK(page({}) == 20);
    CHECK(page({{"Offset", 40}}) == 5);
    CHECK(page({{"Limit", 50}}) == 45);
    CHECK(page({{"Offset", 45}}) == 0);
    CHECK(gaap.refused("DescribeHTTPListeners", {{"ProxyId", "link-a"}, {"Offset", -1}}) == "InvalidParameterValue");
}

TEST_CASE("emulator: the life of a listener of tencent.lb's classic load balancers") {
    cloud to{test_options()};
    caller lb{to, "tencent.lb"};
    const json tcp{{"loadBalancerPort", 80}, {"instancePort", 8080}, {"protocol", 2}, {"scheduler", "least_conn"}};
    const json made = lb("CreateLoadBalancerListeners", {{"loadBalancerId", "lb-a"}, {"listeners", {tcp}}});
    REQUIRE(lb.code() == "");
    json udp = tcp;
    udp["protocol"] = 3;
    CHECK(lb.refused("CreateLoadBalancerListeners", {{"loadBalancerId", "lb-a"}, {"listeners", {udp}}}) == "5100");
    const json row =
        lb("DescribeLoadBalancerListeners", {{"loadBalancerId", "lb-a"}, {"loadBalancerPort", 80}})["listenerSet"][0];
    CHECK(row["unListenerId"] == made["listenerIds"][0]);
    CHECK(row["listenerId"] != made["listenerIds"][0]);
    CHECK(row["status"] == 0);
    CHECK(row["scheduler"] == "least_conn");
    CHECK(row["healthSwitch"] == 1);
    const json change{{"loadBalancerId", "lb-a"}, {"listenerId", row["unListenerId"]}, {"sessionExpire", 60}};
    json changed;
    for (int tries = 0; tries < 3 && !changed.contains("requestId"); ++tries)
        changed = lb("ModifyLoadBalancerListener", change);
    REQUIRE(lb.code() == "");
    for (const int status : {2, 2, 0})
        CHECK(lb("DescribeLoadBalancersTaskResult", {{"requestId", changed["requestId"]}})["data"]["status"] == status);
    CHECK(lb("DescribeLoadBalancerListeners", {{"loadBalancerId", "lb-a"}})["listenerSet"][0]["sessionExpire"] == 60);
    lb("DeleteLoadBalancerListeners", {{"loadBalancerId", "lb-a"}, {"listenerIds", {row["unListenerId"]}}});
    CHECK(lb.code() == "");
    CHECK(to.count("tencent.lb", "lb-a") == 0);
}

TEST_CASE("emulator: the life of a listener of tencent.lb's application load balancers") {
    cloud to{test_options()};
    caller lb{to, "tencent.lb"};
    const json fourth{{"loadBalancerId", "lb-a"},
                      {"listeners",
                       {{{"loadBalancerPort", 80}, {"protocol", 2}, {"listenerName", "x"}},
                        {{"loadBalancerPort", 80}, {"protocol", 3}}}}};
    const json made = lb("CreateForwardLBFourthLayerListeners", fourth);
    REQUIRE(lb.code() == "");
    CHECK(made["listenerIds"].size() == 2);
    json seventh{{"loadBalancerId", "lb-a"}, {"listeners", {{{"loadBalancerPort", 80}, {"protocol", 1}}}}};
    CHECK(lb.refused("CreateForwardLBSeventhLayerListeners", seventh) == "5100");
    seventh["listeners"][0] = {
        {"loadBalancerPort", 443}, {"protocol", 4}, {"SSLMode", "unidirectional"}, {"certId", "c"}};
    CHECK_FALSE(lb("CreateForwardLBSeventhLayerListeners", seventh).contains("requestId"));
    REQUIRE(lb.code() == "");
    const json rows = lb("DescribeForwardLBListeners", {{"loadBalancerId", "lb-a"}})["listenerSet"];
    REQUIRE(rows.size() == 3);
    CHECK(rows[0]["protocolType"] == "TCP");
    CHECK_FALSE(rows[0].contains("listenerName"));   // nothing but port and protocol comes back of layer 4
    CHECK(rows[2]["certId"] == "c");
    CHECK(lb("DescribeLoadBalancerListeners", {{"loadBalancerId", "lb-a"}})["totalCount"] == 0);

    const json which{{"loadBalancerId", "lb-a"}, {"listenerId", rows[0]["listenerId"]}};
    json change = which;
    change["scheduler"] = "least_conn";
    CHECK(lb.refused("ModifyForwardLBSeventhListener", which) == "5000");
    int busy = 0;
    while (lb.refused("ModifyForwardLBFourthListener", change) == "4000") ++busy;
    CHECK(lb.code() == "");
    CHECK(busy == 0);   // the refused create and the look-up had asked twice
    while (lb.refused("DeleteForwardLBListener", which) == "4000") ++busy;
    CHECK(busy == 2);
    CHECK(lb.code() == "");
    CHECK(to.count("tencent.lb", "lb-a") == 2);
}

TEST_CASE("emulator: the life of a listener of tencent.bmlb") {
    cloud to{test_options()};
    caller bm{to, "tencent.bmlb"};
    const json made = bm("CreateBmListeners", {{"loadBalancerId", "lb-a"},
                                               {"listeners",
                                                {{{"loadBalancerPort", 80}, {"protocol", "tcp"}, {"toaFlag", 1}},
                                                 {{"loadBalancerPort", 80}, {"protocol", "udp"}}}}});
    REQUIRE(bm.code() == "");
    const auto look = [&] { return bm("DescribeBmListeners", {{"loadBalancerId", "lb-a"}})["listenerSet"]; };
    const json row = look()[0];
    CHECK(row["status"] == 0);
    CHECK(row["toaFlag"] == 1);
    const json change{{"loadBalancerId", "lb-a"}, {"listenerId", row["listenerId"]}, {"toaFlag", 0}};
    CHECK(bm.refused("ModifyBmListener", change) == "-12021");
    CHECK(bm.refused("ModifyBmListener", change) == "");
    CHECK(look()[0]["toaFlag"] == 0);
    CHECK(look()[0]["status"] == 1);
    const json gone{{"loadBalancerId", "lb-a"}, {"listenerIds", {row["listenerId"]}}};
    CHECK(bm.refused("DeleteBmListeners", gone) == "");
    CHECK(look()[0]["status"] == 3);
    CHECK(look().size() == 2);
    CHECK(look().size() == 1);
    CHECK(bm.refused("DeleteBmListeners", gone) == "-12023");
}

TEST_CASE("emulator: the life of a listener of aliyun.ga") {
    cloud to{test_options()};
    caller ga{to, "aliyun.ga"};
    const json ports{{{"FromPort", 80}, {"ToPort", 80}}};
    const json made =
        ga("CreateListener", {{"AcceleratorId", "ga-a"}, {"Protocol", "TCP"}, {"PortRanges", ports}, {"Name", "x"}});
    REQUIRE(ga.code() == "");
    const json other{
        {"AcceleratorId", "ga-a"}, {"Protocol", "udp"}, {"PortRanges", ports}, {"ClientAffinity", "SOURCE_IP"}};
    CHECK(ga.refused("CreateListener", other) == "");
    const json rows = ga("ListListeners", {{"AcceleratorId", "ga-a"}})["Listeners"];
    REQUIRE(rows.size() == 2);
    CHECK(rows[0]["Protocol"] == "TCP");
    CHECK(rows[0]["ClientAffinity"] == "NONE");
    CHECK(rows[0]["State"] == "init");
    CHECK(rows[1]["ClientAffinity"] == "SOURCE_IP");
    json change{{"ListenerId", made["ListenerId"]},
                {"Protocol", "HTTPS"},
                {"PortRanges", {{{"FromPort", 443}, {"ToPort", 443}}}},
                {"ProxyProtocol", "true"},
                {"XForwardedForConfig", {{"XRealIpEnabled", true}}}};
    CHECK(ga.refused("UpdateListener", change) == "NotActive.Listener");
    CHECK(ga.refused("UpdateListener", change) == "MissingCertificates");
    change["Certificates"] = {{{"Id", "c"}}};
    CHECK(ga.refused("UpdateListener", change) == "");
    const auto look = [&] { return ga("DescribeListener", {{"ListenerId", made["ListenerId"]}}); };
    const json after = look();
    CHECK(after["State"] == "updating");
    CHECK(after["Protocol"] == "HTTPS");
    CHECK(after["ProxyProtocol"] == true);
    CHECK(after["Name"] == "x");
    CHECK(after["XForwardedForConfig"]["XRealIpEnabled"] == true);
    CHECK(after["XForwardedForConfig"]["XForwardedForPortEnabled"] == false);
    CHECK(after["Certificates"][0] == json{{"Id", "c"}, {"Type", "Server"}});
    CHECK(look()["State"] == "updating");
    CHECK(look()["State"] == "active");
    json clash = other;
    clash["PortRanges"] = {{{"FromPort", 400}, {"ToPort", 500}}};
    clash["Protocol"] = "tcp";
    CHECK(ga.refused("CreateListener", clash) == "PortConflict.Listener");
    CHECK(ga.refused("DeleteListener", {{"ListenerId", made["ListenerId"]}, {"ClientToken", "t"}}) == "");
    CHECK(ga.refused("DeleteListener", {{"ListenerId", made["ListenerId"]}, {"ClientToken", "t"}}) == "");
    CHECK(look()["State"] == "deleting");
    CHECK(look()["State"] == "deleting");
    look();
    CHECK(ga.code() == "NotExist.Listener");
    CHECK(to.count("aliyun.ga", "ga-a") == 1);
}

TEST_CASE("emulator: aliyun.ga answers by pages") {
    cloud to{test_options()};
    caller ga{to, "aliyun.ga"};
    for (int port = 1; port <= 61; ++port)
        CHECK(ga.refused("CreateListener",
                         {{"AcceleratorId", "ga-a"}, {"PortRanges", {{{"FromPort", port}, {"ToPort", port}}}}}) == "");
    const auto page = [&](json filter) {
        filter["AcceleratorId"] = "ga-a";
        const json got = ga("ListListeners", filter);
        CHECK(got["TotalCount"] == 61);
        return got["Listeners"].size();
    };
    CHECK(page({}) == 10);
    CHECK(page({{"PageNumber", 7}}) == 1);
    CHECK(page({{"PageNumber", 2}, {"PageSize", 50}}) == 11);
    CHECK(page({{"PageNumber", 8}}) == 0);
    CHECK(ga.refused("ListListeners", {{"AcceleratorId", "ga-a"}, {"PageSize", 51}}) == "InvalidParameter");
}

TEST_CASE("emulator: owners that are missing, busy or full") {
    auto options = test_options();
    options.missing_owners = {"gone"};
    options.one_operation_at_a_time = true;
    options.most_listeners = 2;
    cloud to{options};
    const json ports{{{"FromPort", 80}, {"ToPort", 80}}};
    const json gaap_one{{"ListenerName", "x"}, {"Port", 80}};
    const json lb_one{{{"loadBalancerPort", 80}, {"instancePort", 80}, {"protocol", 2}}};
    const json bm_one{{{"loadBalancerPort", 80}, {"protocol", "tcp"}}};
    struct {
        const char* system;
        const char* create;
        const char* owner;
        json parameters;
        std::vector<std::string> codes;   // missing, busy, full
    } const all[] = {
        {"tencent.clb",
         "CreateListener",
         "LoadBalancerId",
         {{"Protocol", "TCP"}, {"Ports", {80}}},
         {"InvalidParameter.LBIdNotFound", "FailedOperation.ResourceInOperating", "LimitExceeded"}},
        {"tencent.gaap",
         "CreateHTTPListener",
         "ProxyId",
         gaap_one,
         {"ResourceNotFound", "FailedOperation.ListenerHasTask", "FailedOperation.LimitNumofListener"}},
        {"tencent.lb",
         "CreateLoadBalancerListeners",
         "loadBalancerId",
         {{"listeners", lb_one}},
         {"5000", "4000", "5100"}},
        {"tencent.bmlb", "CreateBmListeners", "loadBalancerId", {{"listeners", bm_one}}, {"11041", "12003", "12014"}},
        {"aliyun.ga",
         "CreateListener",
         "AcceleratorId",
         {{"PortRanges", ports}},
         {"NotExist.Accelerator", "StateError.Accelerator", "QuotaExceeded.Listener"}},
    };
    for (const auto& one : all) {
        CAPTURE(one.system);
        const auto& [system, create, owner, given, codes] = one;
        caller call{to, system};
        json parameters = given;
        parameters[owner] = "gone";
        CHECK(call.refused(create, parameters) == codes[0]);
        parameters[owner] = "there";
        CHECK(call.refused(create, parameters) == "");
        CHECK(call.refused(create, parameters) == codes[1]);
        CHECK(call.refused(create, parameters) == codes[1]);
        CHECK(call.refused(create, parameters) != codes[1]);   // it has been asked for often enough
        CHECK(call.code() != "");                              // and the port is taken
        to.place({.system = system, .owner = "there", .ports = {{9000, 9000}}});
        CHECK(call.refused(create, parameters) == codes[2]);
        CHECK(to.count(system, "there") == 2);
    }
}

TEST_CASE("emulator: operations that end by the clock, and IDs that come again") {
    std::int64_t time = now;
    auto options = test_options();
    options.clock = [&] { return time; };
    options.seconds_until_done = 30;
    options.seed = 7;
    const json parameters{{"ListenerName", "x"}, {"Port", 80}, {"ProxyId", "link-a"}};
    std::string id;
    for (int round = 0; round < 2; ++round) {
        time = now;
        cloud to{options};
        caller gaap{to, "tencent.gaap"};
        const json made = gaap("CreateHTTPListener", parameters);
        CHECK((id.empty() || id == made["ListenerId"]));
        id = made["ListenerId"];
        const auto status = [&] {
            return gaap("DescribeHTTPListeners", {{"ListenerId", id}})["ListenerSet"][0]["ListenerStatus"];
        };
        for (int i = 0; i < 5; ++i) CHECK(status() == 1);
        time += 30;
        // The fixed signing time is still within the five minutes.
        CHECK(status() == 0);
    }
}

TEST_CASE("emulator: what is in use is not deleted, unless that is forced where it can be") {
    cloud to{test_options()};
    using portwright_tool::emulator::listener;
    listener used{.system = "tencent.clb", .owner = "o", .protocol = "TCP", .ports = {{80, 80}}, .in_use = true};
    const std::string clb_id = to.place(used);
    CHECK(caller(to, "tencent.clb").refused("DeleteListener", {{"LoadBalancerId", "o"}, {"ListenerId", clb_id}}) ==
          "FailedOperation");
    used.system = "tencent.lb";
    used.details = {{"protocol", 2}, {"loadBalancerPort", 80}};
    const std::string lb_id = to.place(used);
    CHECK(caller(to, "tencent.lb")
              .refused("DeleteLoadBalancerListeners", {{"loadBalancerId", "o"}, {"listenerIds", {lb_id}}}) == "5100");
    used.system = "aliyun.ga";
    const std::string ga_id = to.place(used);
    CHECK(caller(to, "aliyun.ga").refused("DeleteListener", {{"ListenerId", ga_id}}) == "Exist.EndpointGroup");
    used.system = "tencent.gaap";
    const std::string id = to.place(used);
    caller gaap{to, "tencent.gaap"};
    json deletion{{"ListenerIds", {id}}, {"Force", 0}, {"ProxyId", "o"}};
    CHECK(gaap("DeleteListeners", deletion)["OperationFailedListenerSet"] == json::array({id}));
    deletion["Force"] = 1;
    CHECK(gaap("DeleteListeners", deletion)["OperationSucceedListenerSet"] == json::array({id}));
    for (const char* system : {"tencent.clb", "tencent.lb", "aliyun.ga"}) CHECK(to.count(system, "o") == 1);
}

TEST_CASE("emulator: a dead listener of tencent.bmlb keeps its port until it is deleted") {
    using portwright_tool::emulator::condition;
    for (const auto& [is, status] :
         {std::pair{condition::creation_failed, 2}, std::pair{condition::deletion_failed, 4}}) {
        cloud to{test_options()};
        caller bm{to, "tencent.bmlb"};
        const json tcp{{"loadBalancerPort", 80}, {"protocol", "tcp"}};
        const std::string id = to.place(
            {.system = "tencent.bmlb", .owner = "o", .protocol = "tcp", .ports = {{80, 80}}, .is = is, .details = tcp});
        const auto look = [&] { return bm("DescribeBmListeners", {{"loadBalancerId", "o"}})["listenerSet"]; };
        for (int i = 0; i != 4; ++i) CHECK(look()[0]["status"] == status);
        const json made{{"loadBalancerId", "o"}, {"listeners", {tcp}}};
        CHECK(bm.refused("CreateBmListeners", made) == "-12013");
        CHECK(bm.refused("ModifyBmListener", {{"loadBalancerId", "o"}, {"listenerId", id}}) == "-12021");
        CHECK(bm.refused("DeleteBmListeners", {{"loadBalancerId", "o"}, {"listenerIds", {id}}}) == "");
        CHECK(look()[0]["status"] == 3);
        while (!look().empty()) {
        }
        CHECK(bm.refused("CreateBmListeners", made) == "");
    }
}

TEST_CASE("emulator: where it is told so, a listener of CLB and LB shows until its deletion is done") {
    auto options = test_options();
    options.shows_deleted = true;
    cloud to{options};
    caller clb{to, "tencent.clb"};
    const std::string id = to.place({.system = "tencent.clb", .owner = "o", .protocol = "TCP", .ports = {{80, 80}}});
    const json which{{"LoadBalancerId", "o"}, {"ListenerId", id}};
    CHECK(clb.refused("DeleteListener", which) == "");
    CHECK(clb("DescribeListeners", {{"LoadBalancerId", "o"}})["Listeners"].size() == 1);
    CHECK(clb.refused("DeleteListener", which) == "FailedOperation.ResourceInOperating");
    CHECK(clb("DescribeListeners", {{"LoadBalancerId", "o"}})["Listeners"].empty());
    CHECK(clb.refused("DeleteListener", which) == "InvalidParameter.ListenerIdNotFound");
}

} // namespace
