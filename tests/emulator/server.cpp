// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// The endpoint itself: start and stop, faults on demand, and requests that make no sense.

#include <chrono>
#include <stdexcept>

#include <doctest/doctest.h>

#include "client.hpp"

namespace {

using namespace emulator_test;
using portwright_tool::emulator_call;
using portwright_tool::emulator_fault;
using portwright_tool::emulator_server;

name_values create(const std::string& port) {
    return {{"Action", "CreateBmListeners"},
            {"loadBalancerId", "lb-a"},
            {"listeners.0.loadBalancerPort", port},
            {"listeners.0.protocol", "tcp"}};
}

TEST_CASE("emulator: wants credentials and a free port") {
    CHECK_THROWS_AS(emulator_server{{}}, std::invalid_argument);
    auto options = test_options();
    options.aliyun.key.clear();
    CHECK_THROWS_AS(emulator_server{options}, std::invalid_argument);
    options.aliyun = {};
    emulator_server first{options};
    options.port = first.port();
    CHECK_THROWS_AS(emulator_server{options}, std::runtime_error);
    first.stop();
    first.stop();
    const emulator_server second{options};
    CHECK(second.port() == options.port);
    CHECK(second.ca_pem() != first.ca_pem());
    CHECK(client{second}.send(acs3("CreateListener", {})).code() == "InvalidAccessKeyId.NotFound");
}

TEST_CASE("emulator: stops soon although a client stays connected") {
    emulator_server server{test_options()};
    client cloud{server};
    CHECK(cloud.send(tencent_v2(create("80"))).code() == "");
    const auto before = std::chrono::steady_clock::now();
    server.stop();
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds{3});
    CHECK_FALSE(cloud.send(tencent_v2(create("81"))).arrived);
}

TEST_CASE("emulator: faults on demand") {
    auto options = test_options();
    emulator_fault next;
    std::string seen;
    options.fault = [&](const emulator_call& call) {
        seen = call.method + " " + call.system + "." + call.action + " " + std::to_string(call.number);
        const emulator_fault now_asked = next;
        next = {};
        return now_asked;
    };
    const emulator_server server{options};
    client cloud{server};
    CHECK(cloud.send(tencent_v2(create("80"))).code() == "");
    CHECK(seen == "POST tencent.bmlb.CreateBmListeners 1");

    next.what = emulator_fault::kind::drop;
    CHECK_FALSE(cloud.send(tencent_v2(create("81"))).arrived);
    CHECK(cloud.send(tencent_v2(create("81"))).code() == "");   // it had not taken effect

    next.what = emulator_fault::kind::drop;
    next.take_effect = true;
    CHECK_FALSE(cloud.send(tencent_v2(create("82"))).arrived);
    CHECK(cloud.send(tencent_v2(create("82"))).code() == "-12013");   // it had

    next.what = emulator_fault::kind::status;
    next.status = 503;
    CHECK(cloud.send(tencent_v2(create("83"))).status == 503);

    next.what = emulator_fault::kind::raw;
    next.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"code\":";
    CHECK_FALSE(cloud.send(tencent_v2(create("83"))).arrived);
    next.what = emulator_fault::kind::raw;
    next.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    CHECK(cloud.send(tencent_v2(create("83"))).text == "{}");

    next.delay = std::chrono::milliseconds{100};
    const auto before = std::chrono::steady_clock::now();
    CHECK(cloud.send(tencent_v2(create("83"))).code() == "");
    CHECK(std::chrono::steady_clock::now() - before >= std::chrono::milliseconds{100});
}

TEST_CASE("emulator: answers requests that make no sense") {
    const emulator_server server{test_options()};
    client cloud{server};
    const auto code = [&](const http_request& request) { return cloud.send(request).code(); };
    const std::string form = "application/x-www-form-urlencoded";
    CHECK(cloud.send({"GET", "/other", "", {}, ""}).status == 404);
    CHECK(code({"GET", "/", "", {}, ""}) == "MissingParameter");
    CHECK(code({"GET", "/", "Action=%zz", {}, ""}) == "InvalidParameter");
    CHECK(code({"GET", "/v2/index.php", "", {}, ""}) == "4000");
    CHECK(code({"GET", "/v2/index.php", "Action=%", {}, ""}) == "4000");
    CHECK(code({"POST", "/v2/index.php", "", {{"content-type", "text/plain"}}, "x"}) == "4000");
    CHECK(code({"POST", "/", "", {{"content-type", "multipart/form-data; boundary=b"}}, "--b\r\n"}) ==
          "InvalidParameter");
    CHECK(code({"PUT", "/", "", {{"content-type", form}}, "a=1"}) == "UnsupportedProtocol");
    CHECK(code({"PUT", "/v2/index.php", "", {{"content-type", form}}, "a=1"}) == "4000");
    CHECK(code({"GET", "/", "AccessKeyId=x", {}, ""}) == "MissingAction");
    CHECK(code({"DELETE", "/", "AccessKeyId=x", {}, ""}) == "UnsupportedHTTPMethod");

    const json deep = json::parse("{\"Ports\":" + std::string(50, '[') + std::string(50, ']') + "}");
    CHECK(code(tc3("clb", "CreateListener", "2018-03-17", deep)) == "InvalidParameter");
    auto broken = tencent_v2(create("80"));
    broken.body += "&%";
    CHECK(code(broken) == "4000");
    CHECK(code(tencent_v2(create("80\xff"))) == "9003");   // no UTF-8, and echoed by nothing
    CHECK(code(tencent_v2(create("80"))) == "");   // it still works
}

}   // namespace
