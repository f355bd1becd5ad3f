// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Answers in the forms that the sources disagree about: each decodes to the same values.

#include <portwright/response/decode.hpp>

#include <portwright/aliyun/ga.hpp>
#include <portwright/request/check.hpp>
#include <portwright/tencent/bmlb.hpp>
#include <portwright/tencent/gaap.hpp>
#include <portwright/tencent/lb.hpp>

#include "decoded.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace {

namespace bmlb = portwright::tencent::bmlb;
namespace ga = portwright::aliyun::ga;
namespace gaap = portwright::tencent::gaap;
namespace lb = portwright::tencent::lb;
using portwright::task_state;
using test::decoded;
using test::json;

// The bodies have only what their case is about. That others are missing which the schema requires is said, and costs
// nothing that is there.
bool readable(const portwright::result<void>& done) {
    return done || done.error().code == portwright::errc::missing_field;
}

template <class Action>
std::pair<std::string, json> read_part(std::string_view body, const test::how& with) {
    const decoded<Action> got(body, with);
    return {readable(got.done) ? "ok" : got.outcome(), got.json()};
}

/// All of the bodies decode to `answer`, in every order and in pieces.
template <class Action>
void same(const json& answer, std::initializer_list<std::string_view> bodies) {
    for (const std::string_view body : bodies) {
        CAPTURE(body);
        test::check_answer(&read_part<Action>, body, answer);
    }
}

TEST_CASE("variants: certCaId, vpcId and uniqVpcId, however the I is printed") { // contradiction 1.24
    same<lb::DescribeForwardLBListeners>(
        {{"code", 0}, {"listenerSet", {{{"listenerId", "lbl-1"}, {"certCaId", "ee4c5590"}}}}},
        {R"({"code":0,"listenerSet":[{"listenerId":"lbl-1","certCaId":"ee4c5590"}]})",
         R"({"code":0,"listenerSet":[{"listenerId":"lbl-1","certCald":"ee4c5590"}]})"});
    same<lb::DescribeLoadBalancerListeners>({{"code", 0}, {"listenerSet", {{{"certCaId", "ee4c5590"}}}}},
                                            {R"({"code":0,"listenerSet":[{"certCaId":"ee4c5590"}]})",
                                             R"({"code":0,"listenerSet":[{"certCald":"ee4c5590"}]})"});
    same<lb::GetCertListWithLoadBalancer>(
        {{"code", 0}, {"certSet", {{"4b9f", {{{"listener", {{{"certCaId", "ee4c5590"}}}}}}}}}},
        {R"({"code":0,"certSet":{"4b9f":[{"listener":[{"certCaId":"ee4c5590"}]}]}})",
         R"({"code":0,"certSet":{"4b9f":[{"listener":[{"certCald":"ee4c5590"}]}]}})"});
    same<lb::DescribeLoadBalancers>({{"code", 0}, {"loadBalancerSet", {{{"vpcId", 7}, {"uniqVpcId", "vpc-1"}}}}},
                                    {R"({"code":0,"loadBalancerSet":[{"vpcId":7,"uniqVpcId":"vpc-1"}]})",
                                     R"({"code":0,"loadBalancerSet":[{"vpclId":7,"uniqVpclId":"vpc-1"}]})",
                                     R"({"code":0,"loadBalancerSet":[{"vpcId":"7","uniqVpclId":"vpc-1"}]})"});
}

TEST_CASE("variants: tencent.gaap's statuses stay apart") { // contradiction 4.7
    const decoded<gaap::DescribeTCPListeners> tcp(
        R"({"Response":{"ListenerSet":[{"BindStatus":0,"RealServerSet":[{"RealServerStatus":0},{"RealServerStatus":1}]}],)"
        R"("RequestId":"r"}})");
    REQUIRE(readable(tcp.done));
    CHECK(tcp.answer.ListenerSet[0].BindStatus == gaap::TCPListener::bind_abnormal);
    CHECK(tcp.answer.ListenerSet[0].RealServerSet[0].RealServerStatus == gaap::BindRealServer::normal);
    CHECK(tcp.answer.ListenerSet[0].RealServerSet[1].RealServerStatus == gaap::BindRealServer::abnormal);
    const decoded<gaap::DescribeUDPListeners> udp(
        R"({"Response":{"ListenerSet":[{"BindStatus":0},{"BindStatus":2},{}],"RequestId":"r"}})");
    REQUIRE(readable(udp.done));
    CHECK(udp.answer.ListenerSet[0].BindStatus == gaap::UDPListener::bind_normal);
    CHECK(udp.answer.ListenerSet[1].BindStatus == gaap::UDPListener::bind_not_resolved);
    CHECK(!udp.answer.ListenerSet[2].BindStatus.has_value());
    CHECK(!(udp.answer.ListenerSet[2].BindStatus == gaap::UDPListener::bind_normal)); // absent is not 0
}

TEST_CASE("variants: aliyun.ga's truth values") { // contradiction 5.4
    for (const std::string_view yes : {"true", R"("true")", R"("True")", "1"}) {
        CAPTURE(yes);
        const decoded<ga::DescribeListener> got("{\"ListenerId\":\"lsr-1\",\"ProxyProtocol\":" + std::string(yes) +
                                                "}");
        CHECK(readable(got.done));
        CHECK(got.answer.ProxyProtocol == true);
    }
    CHECK(decoded<ga::DescribeListener>(R"({"ProxyProtocol":"false"})").answer.ProxyProtocol == false);
    CHECK(!decoded<ga::DescribeListener>(R"({"ListenerId":"lsr-1"})").answer.ProxyProtocol.has_value());
}

TEST_CASE("variants: aliyun.ga's lists, with or without an object around") { // contradiction 5.10
    same<ga::DescribeListener>(
        {{"PortRanges", {{{"FromPort", 20}, {"ToPort", 21}}, {{"FromPort", 30}, {"ToPort", 30}}}},
         {"Certificates", {{{"Id", "449"}}}}},
        {R"({"PortRanges":[{"FromPort":20,"ToPort":21},{"FromPort":30,"ToPort":30}],)"
         R"("Certificates":[{"Id":"449"}]})",
         R"({"PortRanges":{"PortRangesItem":[{"FromPort":20,"ToPort":21},{"FromPort":30,"ToPort":30}]},)"
         R"("Certificates":{"Certificate":[{"Id":"449"}]}})"});
    same<ga::ListListeners>({{"Listeners", {{{"ListenerId", "lsr-1"}, {"PortRanges", {{{"FromPort", 20}}}}}}}},
                            {R"({"Listeners":[{"ListenerId":"lsr-1","PortRanges":[{"FromPort":20}]}]})",
                             R"({"Listeners":{"ListenersItem":[{"ListenerId":"lsr-1",)"
                             R"("PortRanges":{"PortRangesItem":[{"FromPort":20}]}}]}})"});
}

TEST_CASE("variants: tencent.bmlb's new listeners are found by protocol and port") { // contradiction 6.4
    const decoded<bmlb::CreateBmListeners> created(
        R"({"code":0,"message":"","codeDesc":"Success","requestId":100000})");
    REQUIRE(readable(created.done));
    CHECK(created.answer.task().requestId == 100000);
    const decoded<bmlb::DescribeBmListeners> listed(
        R"({"code":0,"totalCount":2,"listenerSet":[{"listenerId":"lbl-a","protocol":"udp","loadBalancerPort":1234},)"
        R"({"listenerId":"lbl-b","protocol":"tcp","loadBalancerPort":"1234"}]})");
    REQUIRE(readable(listed.done));
    std::string_view found;
    for (const auto& listener : listed.answer.listenerSet)
        if (listener.protocol == "tcp" && listener.loadBalancerPort == 1234) found = listener.listenerId;
    CHECK(found == "lbl-b");
}

TEST_CASE("variants: CreateForwardLBSeventhLayerListeners, with a task or without") { // contradiction 7.8
    using action = lb::CreateForwardLBSeventhLayerListeners;
    same<action>({{"code", 0}, {"listenerIds", {"lbl-66tqmiro"}}}, {R"({"code":0,"listenerIds":["lbl-66tqmiro"]})"});
    const decoded<action> with(R"({"code":0,"requestId":"123","listenerIds":["lbl-66tqmiro"]})");
    REQUIRE(readable(with.done));
    CHECK(with.answer.requestId == 123);
    CHECK(portwright::check(lb::DescribeLoadBalancersTaskResult{.requestId = with.answer.requestId}));
    // Without one there is nothing to ask for.
    const decoded<action> without(R"({"code":0,"listenerIds":["lbl-66tqmiro"]})");
    CHECK(!without.answer.requestId.has_value());
    CHECK(portwright::check(lb::DescribeLoadBalancersTaskResult{.requestId = without.answer.requestId}).error().code ==
          portwright::errc::missing_parameter);
}

TEST_CASE("variants: DescribeForwardLBListeners of both layers is one structure") { // contradiction 7.11
    same<lb::DescribeForwardLBListeners>(
        {{"code", 0},
         {"listenerSet",
          {{{"listenerId", "lbl-4"}, {"protocol", 2}, {"scheduler", "least_conn"}},
           {{"listenerId", "lbl-7"}, {"protocol", 1}, {"rules", {{{"locationId", "loc-1"}, {"scheduler", "wrr"}}}}},
           {{"listenerId", "lbl-e"}, {"rules", json::array()}},
           json::object()}}},
        {R"({"code":0,"listenerSet":[{"listenerId":"lbl-4","protocol":2,"scheduler":"least_conn"},)"
         R"({"listenerId":"lbl-7","protocol":1,"rules":[{"locationId":"loc-1","scheduler":"wrr"}]},)"
         R"({"listenerId":"lbl-e","rules":[]},{}]})"});
}

TEST_CASE("variants: maps that a table calls arrays") { // contradictions 7.24, 7.46
    const decoded<lb::GetCertListWithLoadBalancer> certificates(
        R"({"code":0,"certSet":{"4b9fc92b":[{"LBName":"ad","region":"gz"},{"LBName":"ad","region":"sh"}],)"
        R"("c5db1460":{"LBName":"b"}}})");
    REQUIRE(readable(certificates.done));
    REQUIRE(certificates.answer.certSet.size() == 3);
    CHECK(certificates.answer.certSet[0].key == "4b9fc92b");
    CHECK(certificates.answer.certSet[1].key == "4b9fc92b");
    CHECK(certificates.answer.certSet[1].region == "sh");
    CHECK(certificates.answer.certSet[2].key == "c5db1460");
    const decoded<lb::GetCertListWithLoadBalancer> listed(R"({"code":0,"certSet":[{"LBName":"ad"}]})");
    REQUIRE(readable(listed.done));
    CHECK(listed.answer.certSet[0].LBName == "ad");
    CHECK(listed.answer.certSet[0].key == "");

    const decoded<lb::CreateLoadBalancer> bought(
        R"({"code":0,"requestId":"3901941","unLoadBalancerIds":{"3901941":["lb-a","lb-b"],"3901942":"lb-c"}})");
    REQUIRE(readable(bought.done));
    REQUIRE(bought.answer.unLoadBalancerIds.size() == 3);
    CHECK(bought.answer.unLoadBalancerIds[0].key == "3901941");
    CHECK(bought.answer.unLoadBalancerIds[1].unLoadBalancerId == "lb-b");
    CHECK(bought.answer.unLoadBalancerIds[2].key == "3901942");
    CHECK(bought.answer.unLoadBalancerIds[2].unLoadBalancerId == "lb-c");
    const decoded<lb::CreateLoadBalancer> plain(R"({"code":0,"requestId":1,"unLoadBalancerIds":["lb-a"]})");
    REQUIRE(readable(plain.done));
    CHECK(plain.answer.unLoadBalancerIds[0].unLoadBalancerId == "lb-a");
}

TEST_CASE("variants: the result of a task, alone or in a list") { // contradiction 7.27
    same<lb::DescribeLoadBalancersTaskResult>({{"code", 0}, {"data", {{"status", 2}}}},
                                              {R"({"code":0,"data":{"status":2}})",
                                               R"({"code":0,"data":[{"status":2}]})",
                                               R"({"code":"0","data":{"status":"2"}})"});
    const decoded<bmlb::DescribeBmLoadBalancersTaskResult> ended(R"({"code":0,"data":[{"status":0}]})");
    CHECK(ended.answer.state() == task_state::succeeded);
}

TEST_CASE("variants: a log's numbers, and a dash in their place") { // contradiction 7.31
    same<lb::DescribeLoadBalancerLog>(
        {{"code", 0}, {"logInfo", {{"total", 1}, {"logList", {{{"request_time", 0}, {"tcpinfo_rtt", 38000}}}}}}},
        {R"({"code":0,"logInfo":{"logList":[{"request_time":0,"tcpinfo_rtt":38000}],"total":1}})",
         R"({"code":0,"logInfo":{"logList":[{"request_time":"0","upstream_connect_time":"-","tcpinfo_rtt":38000,)"
         R"("upstream_response_time":"-","bytes_sent":"-","upstream_addr":"-"}],"total":"1"}})"});
}

TEST_CASE("variants: listeners are told apart by unListenerId") { // contradiction 7.34
    const decoded<lb::DescribeLoadBalancerListeners> got(
        R"({"code":0,"totalCount":3,"listenerSet":[{"unListenerId":"lbl-a","httpHash":"wrr"},)"
        R"({"listenerId":"lbl-x","unListenerId":"lbl-b","scheduler":"least_conn"},)"
        R"({"listenerId":"lbl-x","unListenerId":"lbl-c"}]})");
    REQUIRE(readable(got.done));
    REQUIRE(got.answer.listenerSet.size() == 3);
    CHECK(!got.answer.listenerSet[0].listenerId.has_value());
    CHECK(got.answer.listenerSet[0].unListenerId == "lbl-a");
    CHECK(got.answer.listenerSet[1].listenerId == got.answer.listenerSet[2].listenerId.view());
    CHECK(got.answer.listenerSet[1].unListenerId == "lbl-b");
    CHECK(got.answer.listenerSet[1].scheduler == "least_conn");
    CHECK(got.answer.listenerSet[2].unListenerId == "lbl-c");
}

TEST_CASE("variants: a bought load balancer is there when it runs") { // contradiction 8.9
    const decoded<lb::CreateLoadBalancer> bought(
        R"({"code":0,"requestId":3901941,"dealIds":["3901941"],"unLoadBalancerIds":{"3901941":["lb-cjcykw5"]}})");
    REQUIRE(readable(bought.done));
    CHECK(bought.answer.task().requestId == 3901941);
    const std::string_view ids[] = {bought.answer.unLoadBalancerIds[0].unLoadBalancerId};
    const lb::DescribeLoadBalancers query{.loadBalancerIds = ids, .forward = -1};
    CHECK(portwright::check(query));
    CHECK(query.loadBalancerIds[0] == "lb-cjcykw5");
    const decoded<lb::DescribeLoadBalancers> found(
        R"({"code":0,"totalCount":1,"loadBalancerSet":[{"unLoadBalancerId":"lb-cjcykw5","status":1}]})");
    REQUIRE(readable(found.done));
    CHECK(found.answer.loadBalancerSet[0].status == 1);
}

} // namespace
