// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Every example answer of the documents, as it stands, with its fields in reverse order, in pieces of every small size.

#include <portwright/response/decode.hpp>

#include <portwright/aliyun/ga.hpp>
#include <portwright/tencent/bmlb.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/gaap.hpp>
#include <portwright/tencent/lb.hpp>

#include "decoded.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

namespace bmlb = portwright::tencent::bmlb;
namespace clb = portwright::tencent::clb;
namespace ga = portwright::aliyun::ga;
namespace gaap = portwright::tencent::gaap;
namespace lb = portwright::tencent::lb;
using portwright::task_state;
using test::decoded;
using test::json;

/// How many values there are that say something.
std::size_t values_in(const json& from) {
    if (!from.is_structured()) return from.is_null() || from == "-" ? 0 : 1;
    std::size_t count = 0;
    for (const json& inner : from) count += values_in(inner);
    return count;
}

void check_example(std::string_view body, test::reading read, const portwright::detail::table& t) {
    json answer = json::parse(body);
    if (answer.contains("Response")) answer = answer["Response"];
    const json expected = test::expected(t, answer);
    CHECK(values_in(expected) == values_in(answer)); // the response has a field for each of them
    test::check_answer(read, body, expected);
}

TEST_CASE("documented answers: every value") {
#define ANSWER(where, action, body)                                                                                    \
    SUBCASE(where) { check_example(body, &test::read_as<action>, portwright::detail::table_of<action::response>); }
#include "documented.inc"
#undef ANSWER
}

/// The answer of a document, by its line.
constexpr std::string_view answer_of(std::string_view place) {
#define ANSWER(where, action, body)                                                                                    \
    if (place == where) return body;
#include "documented.inc"
#undef ANSWER
    return {};
}

TEST_CASE("documented answers: as a program reads them") {
    const decoded<clb::CreateListener> created(answer_of("000:62"));
    REQUIRE(created.done);
    REQUIRE(created.answer.ListenerIds.size() == 2);
    CHECK(created.answer.ListenerIds[0] == "lbl-d1ubsydq");
    CHECK(created.answer.ListenerIds[1] == "lbl-4udz130k");
    CHECK(created.answer.RequestId == "8f272cef-14ff-458c-b67e-1bd21bd2942b");
    CHECK(created.refusal.request_id == "8f272cef-14ff-458c-b67e-1bd21bd2942b");
    CHECK(!created.refusal.code.has_value());

    const decoded<gaap::CreateHTTPListener> http(answer_of("003:48"));
    REQUIRE(http.done);
    CHECK(http.answer.ListenerId == "listener-o0f3at99");
    CHECK(http.answer.RequestId == "9aeda369-17c7-429f-be39-745c1e92fc71");

    const decoded<ga::CreateListener> accelerated(answer_of("001:81"));
    REQUIRE(accelerated.done);
    CHECK(accelerated.answer.ListenerId == "lsr-bp1bpn0kn908w4nbw****");
    CHECK(accelerated.answer.RequestId == "04F0F334-1335-436C-A1D7-6C044FE73368");

    const decoded<bmlb::CreateBmListeners> metal(answer_of("002:110"));
    REQUIRE(metal.done);
    CHECK(metal.answer.code == 0);
    CHECK(metal.answer.codeDesc == "Success");
    CHECK(metal.answer.message.has_value());
    CHECK(metal.answer.message == "");
    CHECK(metal.answer.requestId == 100000);
    CHECK(metal.answer.task().requestId == 100000);
    CHECK(metal.refusal.request_id == "100000");

    const decoded<lb::CreateLoadBalancerListeners> classic(answer_of("004:2662"));
    REQUIRE(classic.done);
    CHECK(classic.answer.requestId == 28557);
    REQUIRE(classic.answer.listenerIds.size() == 1);
    CHECK(classic.answer.listenerIds[0] == "lbl-hox8i4q0");

    const decoded<lb::DescribeLoadBalancersTaskResult> task(answer_of("004:2261"));
    REQUIRE(task.done);
    CHECK(task.answer.data.status == 0);
    CHECK(task.answer.state() == task_state::succeeded);

    const decoded<lb::DescribeForwardLBListeners> listeners(answer_of("004:1578"));
    REQUIRE(listeners.done);
    REQUIRE(listeners.answer.listenerSet.size() == 5);
    const auto& first = *listeners.answer.listenerSet.begin();
    REQUIRE(first.rules.size() == 7);
    CHECK(first.rules[6].locationId == "loc-buq7xfa8");
    CHECK(first.rules[6].httpCode == 31);
    CHECK(!listeners.answer.listenerSet[4].rules.has_value());
    CHECK(listeners.answer.listenerSet[4].certId == "c5db1460");
}

// The manual's chapter on answers (004:868, 004:882, 004:953) shows what holds for every action. Its commas and braces
// are put right.
TEST_CASE("documented answers: of no action in particular") {
    const auto each_way = [](std::string_view body, auto check) {
        const std::string backwards = test::reversed(test::ordered_json::parse(body)).dump();
        for (const std::string_view text : {body, std::string_view(backwards)})
            for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, SIZE_MAX})
                check(decoded<lb::ReplaceCert>(text, {.piece = piece})); // whose answer is no more than that
    };
    each_way(R"({"code":0,"message":""})", [](const auto& got) {
        REQUIRE(got.done);
        CHECK(got.answer.code == 0);
        CHECK(got.answer.message.has_value());
        CHECK(got.answer.message == "");
    });
    each_way(R"({"code":5100,"message":"(100004) projectId is incorrect"})", [](const auto& got) {
        CHECK(got.outcome() == "refused");
        CHECK(got.refusal.number == 5100);
        CHECK(got.refusal.module_code == "100004");
        CHECK(got.refusal.message == "(100004) projectId is incorrect");
    });
    each_way(R"({"code":0,"message":"success","detail":{)"
             R"("qcv6a456b0d8f01d4b2b1f5073d3fb8ccc0":{"code":0,"message":"","requestId":"1231231231231"},)"
             R"("qcvvm6a456b0d8f01d4b2b1f5073d3fb8ccc0":{"code":0,"message":"","requestId":"1231231231232"}}})",
             [](const auto& got) {
                 REQUIRE(got.done);
                 CHECK(got.answer.message == "success");
                 REQUIRE(got.refusal.details.size() == 2);
                 for (const auto& one : got.refusal.details) {
                     const bool first = one.key == "qcv6a456b0d8f01d4b2b1f5073d3fb8ccc0";
                     CHECK((first || one.key == "qcvvm6a456b0d8f01d4b2b1f5073d3fb8ccc0"));
                     CHECK(one.code == 0);
                     CHECK(one.message == "");
                     CHECK(one.request_id == (first ? "1231231231231" : "1231231231232"));
                 }
             });
}

// The task queries have no example in the documents; these are the catalogue's fields.
TEST_CASE("answers without an example") {
    const decoded<clb::DescribeTaskStatus> task(
        R"({"Response":{"Status":2,"LoadBalancerIds":[],"Message":null,"RequestId":"4b7f8e2c"}})");
    REQUIRE(task.done);
    CHECK(task.answer.Status == 2);
    CHECK(task.answer.LoadBalancerIds.has_value());
    CHECK(task.answer.LoadBalancerIds.empty());
    CHECK(!task.answer.Message.has_value());
    CHECK(task.answer.RequestId == "4b7f8e2c");

    const decoded<clb::DescribeTaskStatus> failed( // its Message is no error's
        R"({"Response":{"RequestId":"r","Status":1,"Message":"no more ports"}})");
    REQUIRE(failed.done);
    CHECK(failed.answer.Message == "no more ports");
    CHECK(!failed.refusal.message.has_value());

    const decoded<gaap::DescribeHTTPListeners> set(
        R"({"Response":{"TotalCount":1,"ListenerSet":[{"ListenerId":"listener-1","ListenerName":"n","Port":80,)"
        R"("CreateTime":1565000000,"Protocol":"HTTP","ListenerStatus":0,"ProxyId":"link-1","GroupId":null}],)"
        R"("RequestId":"r"}})");
    REQUIRE(set.done);
    REQUIRE(set.answer.ListenerSet.size() == 1);
    CHECK(set.answer.ListenerSet[0].ListenerStatus == 0);
    CHECK(set.answer.ListenerSet[0].ProxyId == "link-1");
    CHECK(!set.answer.ListenerSet[0].GroupId.has_value());

    const decoded<bmlb::DescribeBmLoadBalancersTaskResult> metal(
        R"({"code":0,"message":"","codeDesc":"Success","data":{"status":1}})");
    REQUIRE(metal.done);
    CHECK(metal.answer.state() == task_state::failed);

    const decoded<ga::DescribeListener> listener(
        R"({"AcceleratorId":"ga-1","ListenerId":"lsr-1","State":"active","Protocol":"tcp","ProxyProtocol":false,)"
        R"("CreateTime":"1577786252000","PortRanges":[{"FromPort":20,"ToPort":"21"}],)"
        R"("BackendPorts":[{"FromPort":"80","ToPort":80}],"Certificates":[],"RequestId":"6FEA0CF3\t"})");
    REQUIRE(listener.done);
    CHECK(listener.answer.state() == task_state::succeeded);
    CHECK(listener.answer.CreateTime == "1577786252000");
    CHECK(listener.answer.ProxyProtocol == false);
    REQUIRE(listener.answer.PortRanges.size() == 1);
    CHECK(listener.answer.PortRanges[0].FromPort == 20);
    CHECK(listener.answer.PortRanges[0].ToPort == 21);
    CHECK(listener.answer.RequestId == "6FEA0CF3"); // contradiction 5.16
}

} // namespace
