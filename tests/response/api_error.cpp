// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/response/decode.hpp>

#include <portwright/aliyun/ga.hpp>
#include <portwright/tencent/bmlb.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/gaap.hpp>
#include <portwright/tencent/lb.hpp>

#include "decoded.hpp"

#include <string>
#include <string_view>

namespace {

using portwright::api_error;
using portwright::errc;
using portwright::error_class;
using test::decoded;
using bm = portwright::tencent::bmlb::CreateBmListeners;
using clb = portwright::tencent::clb::CreateListener;
using ga = portwright::aliyun::ga::CreateListener;
using gaap = portwright::tencent::gaap::DeleteListeners;
using lb = portwright::tencent::lb::CreateLoadBalancerListeners;

constexpr std::string_view id = "ed93f3cb-f35e-473f-b9f3-0d451b8b79c6";
constexpr std::string_view v3_refusal =
    R"({"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"The provided credentials could not be validated."},)"
    R"("RequestId":"ed93f3cb-f35e-473f-b9f3-0d451b8b79c6"}})";
constexpr std::string_view aliyun_refusal =
    R"({"RequestId":"ed93f3cb-f35e-473f-b9f3-0d451b8b79c6","HostId":"ga.cn-hangzhou.aliyuncs.com","Code":"NotExist.Listener",)"
    R"("Message":"The specified listener does not exist.","Recommend":"https://error-center.aliyun.com/"})";
// The document's own example (004, "Return Error Codes"), without the comma too many.
constexpr std::string_view v2_refusal = R"({"code":5100,"message":"(100004) projectId is incorrect"})";

TEST_CASE("refusals: API 3.0") { // contradiction 9.2
    const decoded<clb> got(v3_refusal);
    CHECK(got.outcome() == "refused");
    CHECK(got.refusal.code == "AuthFailure.SignatureFailure");
    CHECK(got.refusal.message == "The provided credentials could not be validated.");
    CHECK(got.refusal.request_id == id);
    CHECK(got.answer.RequestId == id);
    CHECK(got.refusal.kind == error_class::auth);
    CHECK(got.refusal.http_status == 200);
    CHECK(!got.refusal.number.has_value());
    CHECK(!got.refusal.module_code.has_value());
    CHECK(decoded<clb>(R"({"Response":{"Error":null,"ListenerIds":["lbl-1"],"RequestId":"r"}})").done);
    CHECK(decoded<clb>(R"({"Response":{"Error":null,"RequestId":"r"}})").outcome() == "missing_field ListenerIds");
    CHECK(decoded<clb>(R"({"Response":{"Error":{"Message":"m"},"RequestId":"r"}})").outcome() == "refused");
    CHECK(decoded<clb>(R"({"Response":{"Error":"no","RequestId":"r"}})").outcome() == "wrong_type Error");
    CHECK(
        decoded<clb>(R"({"Response":{"Error":{"Code":"ResourceInUse","Message":"m"},"RequestId":"r"}})").refusal.kind ==
        error_class::conflict);
    // contradiction 4.10: lists of what failed are a result, not a refusal
    const decoded<gaap> partly(
        R"({"Response":{"OperationFailedListenerSet":["a"],"OperationSucceedListenerSet":["b","c"],"InvalidStatusListenerSet":[],"RequestId":"r"}})");
    REQUIRE(partly.done);
    CHECK(partly.answer.OperationFailedListenerSet.size() == 1);
    CHECK(partly.answer.OperationSucceedListenerSet.size() == 2);
}

TEST_CASE("refusals: API v2") { // contradictions 1.17, 1.21, 9.2
    const decoded<lb> got(v2_refusal);
    CHECK(got.outcome() == "refused");
    CHECK(got.refusal.number == 5100);
    CHECK(got.refusal.code == "5100");
    CHECK(got.refusal.message == "(100004) projectId is incorrect");
    CHECK(got.refusal.module_code == "100004");
    CHECK(!got.refusal.request_id.has_value());
    CHECK(got.refusal.kind == error_class::internal_retryable);
    CHECK(got.answer.code == 5100);

    const decoded<lb> text(R"({"codeDesc":"InvalidParameter","message":"x","code":"4000","requestId":"77"})");
    CHECK(text.outcome() == "refused");
    CHECK(text.refusal.number == 4000);
    CHECK(text.refusal.code_desc == "InvalidParameter");
    CHECK(text.refusal.request_id == "77"); // contradiction 1.18
    CHECK(text.refusal.kind == error_class::invalid_parameter);
    CHECK(!text.refusal.module_code.has_value());
    CHECK(decoded<lb>(R"({"code":"0","message":"","requestId":"1234"})").answer.requestId == 1234); // 1.17, 1.18
    CHECK(decoded<lb>(R"({"code":0,"requestId":"a-task"})").outcome() == "wrong_type requestId");
    CHECK(decoded<lb>(R"({"code":0,"requestId":"a-task"})").refusal.request_id == "a-task");
    CHECK(decoded<lb>(R"({"code":"Unknown","message":"m"})").outcome() == "refused");

    // contradiction 6.6: the sign is part of the code
    const decoded<bm> taken(R"({"code":-12013,"message":"port taken"})");
    CHECK(taken.refusal.number == -12013);
    CHECK(taken.refusal.kind == error_class::conflict);
    const decoded<bm> quota(R"({"code":12013,"message":"too many"})");
    CHECK(quota.refusal.kind == error_class::quota);
    const decoded<bm> inside(R"({"code":5100,"message":"(-12013) port taken"})");
    CHECK(inside.refusal.module_code == "-12013");
    CHECK(inside.refusal.kind == error_class::conflict);
    CHECK(decoded<lb>(R"({"code":4000,"message":"(no end"})").refusal.module_code.has_value() == false);
}

TEST_CASE("refusals: a batch") { // contradictions 1.19, 1.20
    constexpr std::string_view detail =
        R"("detail":{"qcv-1":{"code":0,"message":"","requestId":"1231231231231"},"qcv-2":{"code":"5000","message":"gone"}})";
    const decoded<lb> partly("{\"code\":5400,\"message\":\"some\"," + std::string(detail) + "}");
    CHECK(partly.outcome() == "refused");
    CHECK(partly.refusal.number == 5400);
    CHECK(partly.refusal.kind == error_class::partial);
    REQUIRE(partly.refusal.details.size() == 2);
    CHECK(partly.refusal.details[0].key == "qcv-1");
    CHECK(partly.refusal.details[0].code == 0);
    CHECK(partly.refusal.details[0].request_id == "1231231231231");
    CHECK(partly.refusal.details[1].key == "qcv-2");
    CHECK(partly.refusal.details[1].code == 5000);
    CHECK(partly.refusal.details[1].message == "gone");

    const decoded<lb> none("{" + std::string(detail) + R"(,"message":"all","code":5100})");
    CHECK(none.outcome() == "refused");
    CHECK(none.refusal.details.size() == 2);

    const decoded<lb> all(
        R"({"code":0,"message":"success","detail":{"qcv-1":{"code":0,"message":"","requestId":"1"}}})");
    CHECK(all.done);
    CHECK(all.refusal.details.size() == 1);

    const decoded<lb> list(R"({"code":5400,"detail":[{"code":5000,"message":"gone"},{"code":0}]})");
    REQUIRE(list.refusal.details.size() == 2);
    CHECK(!list.refusal.details[0].key.has_value());
    CHECK(list.refusal.details[0].code == 5000);
    CHECK(!decoded<lb>(R"({"code":5100,"message":"plain"})").refusal.details.has_value());
}

TEST_CASE("refusals: Aliyun") { // contradictions 5.9, 9.2
    const decoded<ga> got(aliyun_refusal, {.status = 400});
    CHECK(got.outcome() == "refused");
    CHECK(got.refusal.code == "NotExist.Listener");
    CHECK(got.refusal.message == "The specified listener does not exist.");
    CHECK(got.refusal.request_id == id);
    CHECK(got.refusal.http_status == 400);
    CHECK(got.refusal.kind == error_class::not_found);
    CHECK(decoded<ga>(aliyun_refusal, {.status = 200}).outcome() == "refused");
    const decoded<ga> without(R"({"RequestId":"r"})", {.status = 503});
    CHECK(without.outcome() == "refused");
    CHECK(!without.refusal.code.has_value());
    CHECK(without.refusal.kind == error_class::unavailable_retryable);
    CHECK(decoded<ga>(R"({"Code":"MissingPortRanges","RequestId":"r"})", {.status = 400}).refusal.kind ==
          error_class::invalid_parameter);
    CHECK(decoded<ga>(R"({"Code":"SignatureNonceUsed","RequestId":"4E45\t"})", {.status = 400}).refusal.request_id ==
          "4E45");
}

TEST_CASE("refusals: by status alone") {
    const decoded<clb> gateway("<html>502 Bad Gateway</html>", {.status = 502});
    CHECK(gateway.outcome() == "bad_json");
    CHECK(gateway.refusal.http_status == 502);
    CHECK(gateway.refusal.kind == error_class::unavailable_retryable);
    CHECK(decoded<clb>("{}", {.status = 500}).outcome() == "refused");
    CHECK(decoded<clb>(R"({"Response":{"ListenerIds":["lbl-1"],"RequestId":"r"}})", {.status = 0}).done);
}

// What the scratch holds of a refusal: code and request ID before the message, in every order and every size.
template <class Action>
void sweep(std::string_view body, std::string_view code, std::string_view message, std::string_view request_id) {
    const std::string backwards = test::reversed(test::ordered_json::parse(body)).dump();
    for (std::size_t size = 0; size != 300; ++size) {
        for (const std::string_view text : {body, std::string_view(backwards)}) {
            const decoded<Action> got(text, {.scratch = size, .status = 200, .piece = size % 5 + 1});
            CAPTURE(size);
            CHECK(got.outcome() == "refused");
            const std::size_t first = code.size() + request_id.size();
            if (size >= first) {
                CHECK(got.refusal.code == code);
                CHECK(got.refusal.request_id == request_id);
            }
            CHECK(message.starts_with(got.refusal.message.view()));
            if (size >= first + message.size()) CHECK(got.refusal.message == message);
            else if (size > first + 4)
                CHECK(got.refusal.message.size() + 4 > size - first - 1); // all the room there is
        }
    }
}

TEST_CASE("refusals: every size of the scratch") {
    sweep<clb>(v3_refusal, "AuthFailure.SignatureFailure", "The provided credentials could not be validated.", id);
    sweep<ga>(aliyun_refusal, "NotExist.Listener", "The specified listener does not exist.", id);
    sweep<lb>(R"({"code":4000,"message":"\u540d\u79f0 is wrong \u540d\u79f0\u540d\u79f0","requestId":6356502})", "4000",
              "名称 is wrong 名称名称", "6356502");
    // A cut message ends with a whole character.
    const decoded<lb> cut(R"({"code":4000,"message":"\u540d\u79f0"})", {.scratch = 9});
    CHECK(cut.refusal.message == "名");
    // Details that do not fit cost no code.
    const decoded<lb> batch(R"({"requestId":77,"detail":{"qcv-1":{"code":5000}},"code":5400,"message":"some"})",
                            {.scratch = 16});
    CHECK(batch.outcome() == "refused");
    CHECK(batch.refusal.code == "5400");
    CHECK(batch.refusal.request_id == "77");
    CHECK(!batch.refusal.details.has_value());
    const decoded<lb> good(R"({"detail":{"qcv-1":{"code":0}},"code":0,"message":"","requestId":77})", {.scratch = 16});
    CHECK(good.outcome() == "scratch_full detail.0");
    CHECK(good.answer.requestId == 77);
    CHECK(good.answer.code == 0);
    // 100 bytes hold the code and the request ID of every listed error.
    for (const std::string_view longest : {
#define LISTED(system, code, kind, detail) std::string_view(code),
#include "error_codes.inc"
#undef LISTED
         })
        CHECK(longest.size() + id.size() <= 100);
}

TEST_CASE("refusals: names that come twice") {
    std::string body = "{";
    for (int i = 0; i != 50; ++i)
        body += R"("code":"-","message":null,"codeDesc":["-"],"requestId":" ","code":)" + std::to_string(4000 + i) +
                R"(,"message":"m)" + std::to_string(i) + R"(","requestId":")" + std::to_string(i) +
                R"(","codeDesc":"d",)";
    body += R"("detail":{"a":{"code":1}},"detail":{"b":{"code":2}}})";
    for (std::size_t size = 0; size != 300; ++size) {
        const decoded<lb> got(body, {.scratch = size});
        CHECK(got.outcome() == "refused");
        if (size < 8) continue;
        CHECK(got.refusal.code == "4000"); // of the head the first counts
        if (size < 250) continue;
        CHECK(got.refusal.message == "m0");
        REQUIRE(got.refusal.details.size() == 2);
        CHECK(got.refusal.details[1].key == "b");
    }
}

TEST_CASE("refusals: fed in bytes, in reverse") {
    for (const std::size_t piece : {1u, 2u, 3u, 5u, 8u}) {
        const std::string backwards = test::reversed(test::ordered_json::parse(v3_refusal)).dump();
        for (const std::string_view body : {v3_refusal, std::string_view(backwards)}) {
            const decoded<clb> got(body, {.scratch = 200, .piece = piece});
            CHECK(got.outcome() == "refused");
            CHECK(got.refusal.code == "AuthFailure.SignatureFailure");
            CHECK(got.refusal.message == "The provided credentials could not be validated.");
            CHECK(got.refusal.request_id == id);
        }
    }
}

} // namespace
