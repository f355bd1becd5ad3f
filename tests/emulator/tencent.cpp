// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// The four Tencent systems over HTTPS: creation, polling to the end, and each documented refusal.

#include <doctest/doctest.h>

#include "client.hpp"

namespace {

using namespace emulator_test;
using portwright_tool::emulator_server;

constexpr const char* clb = "2018-03-17";
constexpr const char* gaap = "2018-05-29";

name_values plus(name_values pairs, const name_values& more) {
    pairs.insert(pairs.end(), more.begin(), more.end());
    return pairs;
}

name_values clb_create(const std::string& port) {
    return {{"Action", "CreateListener"},
            {"Version", clb},
            {"Region", "ap-guangzhou"},
            {"LoadBalancerId", "lb-a"},
            {"Ports.0", port},
            {"Protocol", "TCP"},
            {"ListenerNames.0", "a b&c"},
            {"HealthCheck.TimeOut", "5"},
            {"HealthCheck.IntervalTime", "7"}};
}

name_values lb_create(const std::string& port) {
    return {{"Action", "CreateLoadBalancerListeners"},
            {"loadBalancerId", "lb-a"},
            {"listeners.0.loadBalancerPort", port},
            {"listeners.0.instancePort", "80"},
            {"listeners.0.protocol", "2"},
            {"listeners.0.listenerName", "a_b"}};
}

name_values bm_create(const std::string& port) {
    return {{"Action", "CreateBmListeners"},
            {"loadBalancerId", "lb-a"},
            {"listeners.0.loadBalancerPort", port},
            {"listeners.0.protocol", "tcp"}};
}

TEST_CASE("emulator: tencent.clb creates and polls to the end, by every scheme") {
    const emulator_server server{test_options()};
    client cloud{server};
    std::string task;
    SUBCASE("TC3 POST") {
        const auto made = cloud.send(
            tc3("clb", "CreateListener", clb, {{"LoadBalancerId", "lb-a"}, {"Ports", {80, 81}}, {"Protocol", "TCP"}}));
        REQUIRE(made.code() == "");
        CHECK(made.body["Response"]["ListenerIds"].size() == 2);
        CHECK(made.date == "Tue, 14 Nov 2023 22:13:20 GMT");
        task = made.body["Response"]["RequestId"];
    }
    SUBCASE("TC3 GET") {
        const auto made =
            cloud.send(tc3("clb", "CreateListener", clb,
                           {{"LoadBalancerId", "lb-a"}, {"Ports.0", "80"}, {"Protocol", "TCP"}}, {.method = "GET"}));
        REQUIRE(made.code() == "");
        task = made.body["Response"]["RequestId"];
    }
    for (const bool sha256 : {true, false}) {
        for (const char* method : {"GET", "POST"}) {
            const std::string port = std::string{sha256 ? "9" : "7"} + (method[0] == 'G' ? "0" : "1");
            const auto made = cloud.send(tencent_v3(clb_create(port), {.method = method, .sha256 = sha256}));
            REQUIRE(made.code() == "");
            if (task.empty()) task = made.body["Response"]["RequestId"];
        }
    }
    for (const int status : {2, 2, 0, 0}) {
        const auto polled = cloud.send(tc3("clb", "DescribeTaskStatus", clb, {{"TaskId", task}}));
        CHECK(polled.body["Response"]["Status"] == status);
    }
    CHECK(cloud.send(tc3("clb", "DescribeTaskStatus", clb, {{"TaskId", "none"}})).code() == "InvalidParameter");
}

TEST_CASE("emulator: tencent.gaap creates and polls to the end") {
    const emulator_server server{test_options()};
    client cloud{server};
    const json parameters{{"ListenerName", "x"}, {"Port", 443}, {"ProxyId", "link-a"}};
    const auto made = cloud.send(tc3("gaap", "CreateHTTPListener", gaap, parameters));
    REQUIRE(made.code() == "");
    const json query{{"ListenerId", made.body["Response"]["ListenerId"]}};
    for (const int status : {1, 1, 0, 0}) {
        const auto polled = cloud.send(tc3("gaap", "DescribeHTTPListeners", gaap, query));
        REQUIRE(polled.code() == "");
        CHECK(polled.body["Response"]["TotalCount"] == 1);
        CHECK(polled.body["Response"]["ListenerSet"][0]["ListenerStatus"] == status);
    }
    CHECK(cloud.send(tc3("gaap", "CreateHTTPListener", gaap, parameters)).code() ==
          "InvalidParameterValue.DuplicatedListenerPort");
    const auto refused = [&](const json& bad) {
        return cloud.send(tc3("gaap", "CreateHTTPListener", gaap, bad)).code();
    };
    CHECK(refused({{"ListenerName", "x"}, {"Port", 444}}) == "MissingParameter");
    CHECK(refused({{"ListenerName", "x"}, {"Port", 444}, {"ProxyId", "a"}, {"GroupId", "b"}}) ==
          "InvalidParameter.ConflictParameters");
    CHECK(refused({{"ListenerName", "x"}, {"Port", 70000}, {"ProxyId", "a"}}) ==
          "InvalidParameterValue.InvalidListenerPort");
    CHECK(refused({{"ListenerName", "x"}, {"Port", "444"}, {"ProxyId", "a"}}) == "InvalidParameter");
    CHECK(refused({{"ListenerName", "x"}, {"Port", 444}, {"ProxyId", "a"}, {"Colour", 1}}) == "UnknownParameter");
    CHECK(cloud.send(tc3("gaap", "DescribeHTTPListeners", gaap, {{"ListenerId", "none"}})).code() ==
          "ResourceNotFound");
}

TEST_CASE("emulator: the v2 systems create and poll to the end") {
    const emulator_server server{test_options()};
    client cloud{server};
    for (const char* method : {"GET", "POST"}) {
        for (const bool sha256 : {true, false}) {
            const std::string port = std::string{method[0] == 'G' ? "8" : "9"} + (sha256 ? "0" : "1");
            const signing how{.method = method, .sha256 = sha256};
            const auto lb = cloud.send(tencent_v2(lb_create(port), how));
            REQUIRE(lb.code() == "");
            CHECK(lb.body["codeDesc"] == "Success");
            CHECK(lb.body["listenerIds"].size() == 1);
            const auto bm = cloud.send(tencent_v2(bm_create(port), how));
            REQUIRE(bm.code() == "");
            CHECK_FALSE(bm.body.contains("listenerIds"));
            for (const int status : {2, 2, 0, 0}) {
                const auto polled = [&](const char* action, const answer& task) {
                    const name_values query{{"Action", action}, {"requestId", task.body["requestId"].dump()}};
                    return cloud.send(tencent_v2(query, how)).body["data"]["status"];
                };
                CHECK(polled("DescribeLoadBalancersTaskResult", lb) == status);
                CHECK(polled("DescribeBmLoadBalancersTaskResult", bm) == status);
            }
        }
    }
    CHECK(cloud.send(tencent_v2(lb_create("80"))).code() == "5100");
    CHECK(cloud.send(tencent_v2(bm_create("80"))).code() == "-12013");
    CHECK(cloud.send(tencent_v2({{"Action", "DescribeLoadBalancersTaskResult"}, {"requestId", "1"}})).code() == "5000");
}

TEST_CASE("emulator: API v2 refuses") {
    const emulator_server server{test_options()};
    client cloud{server};
    const auto create = [&](const signing& how, const name_values& more = {}) {
        return cloud.send(tencent_v2(plus(lb_create("80"), more), how)).code();
    };
    CHECK(create({.key = "wrong"}) == "4100");
    CHECK(create({.id = "AKIDother"}) == "4104");
    CHECK(create({.token = "unexpected"}) == "4105");
    CHECK(create({.time = now - 301}) == "4200");
    CHECK(create({.time = now + 301}) == "4500");
    CHECK(create({}, {{"listeners.2.protocol", "2"}}) == "4000");
    CHECK(create({}, {{"listeners.0.timeOut", "61"}}) == "4000");
    CHECK(create({}, {{"Action", "Other"}}) == "4000");   // given twice
    CHECK(create({.host = "bmlb.api.qcloud.com"}) == "6100");
    CHECK(cloud.send(tencent_v2({{"Action", "CreateNothing"}})).code() == "6100");
    CHECK(cloud.send(tencent_v2({{"Action", "CreateLoadBalancerListeners"}, {"loadBalancerId", "x"}})).code() ==
          "4000");
    CHECK(cloud.send(tencent_v2(bm_create("70000"))).code() == "9003");
    for (const char* nonce : {"0", "-1", "01", "1x", "0x1"}) CHECK(create({.nonce = nonce}) == "4000");
    CHECK(create({.nonce = "777"}) == "");   // none of the refused ones left a listener
    CHECK(create({.nonce = "777"}) == "4500");
    CHECK(create({.time = now + 1, .nonce = "777"}) == "5100");   // another time: no replay, but the port is taken
    CHECK(create({.nonce = "18446744073709551615"}) == "5100");   // a nonce of 64 bits is one, and the port is taken
    CHECK(create({.host = "lb.api.qcloud.com"}) == "5100");

    auto tampered = tencent_v2(lb_create("81"));
    tampered.body.replace(tampered.body.find("a_b"), 3, "a.b");   // a value keeps its underscore
    CHECK(cloud.send(tampered).code() == "4100");

    auto underscore = lb_create("82");   // a name with one is signed with a dot
    underscore.emplace_back("un_known", "a_b");
    CHECK(cloud.send(tencent_v2(underscore)).code() == "");
}

TEST_CASE("emulator: API 3.0 refuses") {
    const emulator_server server{test_options()};
    client cloud{server};
    const json good{{"LoadBalancerId", "lb-a"}, {"Ports", {80}}, {"Protocol", "TCP"}};
    const auto by_tc3 = [&](const signing& how) {
        return cloud.send(tc3("clb", "CreateListener", clb, good, how)).code();
    };
    const auto by_query = [&](const signing& how) { return cloud.send(tencent_v3(clb_create("80"), how)).code(); };
    for (const auto& [how, code] :
         std::initializer_list<std::pair<signing, const char*>>{{{.key = "wrong"}, "AuthFailure.SignatureFailure"},
                                                                {{.id = "AKIDother"}, "AuthFailure.SecretIdNotFound"},
                                                                {{.token = "unexpected"}, "AuthFailure.TokenFailure"},
                                                                {{.time = now - 301}, "AuthFailure.SignatureExpire"},
                                                                {{.time = now + 301}, "AuthFailure.SignatureExpire"}}) {
        CHECK(by_tc3(how) == code);
        CHECK(by_query(how) == code);
    }
    CHECK(cloud.send(tc3("clb", "CreateNothing", clb, good)).code() == "InvalidAction");
    CHECK(cloud.send(tc3("clb", "CreateListener", "2000-01-01", good)).code() == "NoSuchVersion");
    CHECK(cloud.send(tc3("gaap", "CreateListener", clb, good)).code() == "AuthFailure.SignatureFailure");   // service
    CHECK(cloud.send(tc3("clb", "CreateListener", clb, good, {.host = "gaap.tencentcloudapi.com"})).code() ==
          "NoSuchVersion");
    const signing finance{.host = "clb.ap-shanghai-fsi.tencentcloudapi.com"};
    CHECK(cloud.send(tc3("clb", "CreateListener", clb, good, finance)).code() == "UnsupportedRegion");

    auto no_region = clb_create("80");
    no_region.erase(no_region.begin() + 2);
    CHECK(cloud.send(tencent_v3(no_region)).code() == "MissingParameter");

    auto tampered = tc3("clb", "CreateListener", clb, good);
    tampered.body += ' ';
    CHECK(cloud.send(tampered).code() == "AuthFailure.SignatureFailure");
    auto garbled = tc3("clb", "CreateListener", clb, good);
    garbled.headers.back().second = "TC3-HMAC-SHA256 nonsense";
    CHECK(cloud.send(garbled).code() == "AuthFailure.InvalidAuthorization");

    const auto refused = [&](const json& patch) {
        json parameters = good;
        parameters.merge_patch(patch);
        return cloud.send(tc3("clb", "CreateListener", clb, parameters)).code();
    };
    CHECK(refused({{"LoadBalancerId", nullptr}}) == "MissingParameter");
    CHECK(refused({{"Ports", {70000}}}) == "InvalidParameterValue");
    CHECK(refused({{"Ports", {"80"}}}) == "InvalidParameter");
    CHECK(refused({{"Protocol", "FTP"}}) == "InvalidParameterValue");
    CHECK(refused({{"Protocol", "HTTPS"}}) == "MissingParameter");
    CHECK(refused({{"Colour", "red"}}) == "UnknownParameter");
    CHECK(refused({{"ListenerNames", {std::string(81, 'x')}}}) == "InvalidParameterValue.Length");
    CHECK(refused({{"HealthCheck", {{"TimeOut", 9}, {"IntervalTime", 9}}}}) == "InvalidParameterValue");
    CHECK(refused({{"Ports", {80, 80}}}) == "InvalidParameter.PortCheckFailed");

    CHECK(by_query({.nonce = "777"}) == "");
    CHECK(by_query({.nonce = "777"}) == "AuthFailure.SignatureFailure");
    CHECK(by_query({.time = now + 1, .nonce = "777"}) == "InvalidParameter.PortCheckFailed");   // no replay
    CHECK(by_query({}) == "InvalidParameter.PortCheckFailed");
    CHECK(refused({{"Protocol", "UDP"}}) == "");   // another transport, so another port
}

TEST_CASE("emulator: API 3.0 goes by the signature, not by the headers beside it") {
    const emulator_server server{test_options()};
    client cloud{server};
    for (const char* method : {"GET", "POST"}) {
        auto request = tencent_v3(clb_create(method[0] == 'G' ? "80" : "81"), {.method = method});
        request.headers.emplace_back("x-tc-action", "CreateListener");
        request.headers.emplace_back("x-tc-version", clb);
        CHECK(cloud.send(request).code() == "");
    }
    auto unsigned_request = tc3("clb", "CreateListener", clb, {{"LoadBalancerId", "lb-a"}});
    unsigned_request.headers.pop_back();
    CHECK(cloud.send(unsigned_request).code() == "MissingParameter");
}

TEST_CASE("emulator: the forms of a request that mean the same") {
    const emulator_server server{test_options()};
    client cloud{server};
    const json good{{"LoadBalancerId", "lb-a"}, {"Ports", {80}}, {"Protocol", "TCP"}};
    const auto refused = [&](http_request request) {
        for (auto& [name, value] : request.headers) {
            if (name == "host" || name == "content-type") name[0] = static_cast<char>(name[0] - 'a' + 'A');
        }
        return cloud.send(request).code();
    };
    CHECK(refused(tc3("clb", "CreateListener", clb, good)) == "");
    auto form = tencent_v3(clb_create("81"));
    form.headers.back().second = "Application/x-www-form-urlencoded;charset=UTF-8";
    CHECK(refused(form) == "");
    form = tencent_v2(lb_create("82"));
    form.headers.back().second = "application/x-www-form-urlencoded ; charset=utf-8";
    CHECK(refused(form) == "");
    // Hosts are compared without regard to case (RFC 9110 section 4.2.3).
    CHECK(refused(tc3("clb", "CreateListener", clb, good, {.host = "GAAP.TencentCloudAPI.com"})) == "NoSuchVersion");
    CHECK(refused(tencent_v2(lb_create("83"), {.host = "BMLB.api.QCloud.com"})) == "6100");
}

TEST_CASE("emulator: a GET with a body means what it means without, and the next request is heard") {
    const emulator_server server{test_options()};
    client cloud{server};
    const auto with_body = [](http_request request) {
        request.body = "GET / HTTP/1.1\r\n\r\n";
        return request;
    };
    const json parameters{{"ListenerName", "x"}, {"Port", "80"}, {"ProxyId", "link-a"}};
    CHECK(cloud.send(with_body(tc3("gaap", "CreateHTTPListener", gaap, parameters, {.method = "GET"}))).code() == "");
    CHECK(cloud.send(with_body(tencent_v3(clb_create("80"), {.method = "GET"}))).code() == "");
    CHECK(cloud.send(with_body(tencent_v2(lb_create("81"), {.method = "GET"}))).code() == "");
    CHECK(cloud.send(tencent_v2(lb_create("82"))).code() == "");
}

TEST_CASE("emulator: a session token is wanted when there is one") {
    auto options = test_options();
    options.tencent.token = "token";
    const emulator_server server{options};
    client cloud{server};
    CHECK(cloud.send(tencent_v2(lb_create("80"), {.token = "token"})).code() == "");
    CHECK(cloud.send(tencent_v2(lb_create("81"))).code() == "4105");
    CHECK(cloud
              .send(tc3("gaap", "CreateHTTPListener", gaap, {{"ListenerName", "x"}, {"Port", 1}, {"ProxyId", "a"}},
                        {.token = "token"}))
              .code() == "");
}

TEST_CASE("emulator: long requests") {
    const emulator_server server{test_options()};
    client cloud{server};
    auto batch = [](int count, std::size_t name) {
        name_values pairs{{"Action", "CreateBmListeners"}, {"loadBalancerId", "lb-a"}};
        for (int i = 0; i < count; ++i) {
            const std::string path = "listeners." + std::to_string(i) + ".";
            pairs.emplace_back(path + "loadBalancerPort", std::to_string(i + 1));
            pairs.emplace_back(path + "protocol", "tcp");
            pairs.emplace_back(path + "listenerName", std::string(name, 'n'));
        }
        return pairs;
    };
    CHECK(cloud.send(tencent_v2(batch(50, 500), {.method = "GET"})).code() == "");   // about 30 KB
    CHECK(cloud.send(tencent_v2(batch(50, 700), {.method = "GET"})).code() == "4000");
    CHECK(cloud.send(tencent_v2(batch(50, 700))).code() == "12014");   // a form may be longer, but 50 are the most
    CHECK(cloud.send(tencent_v2(batch(1, 1100000))).code() == "4000");
    CHECK(cloud.send(tc3("clb", "CreateListener", clb, {{"LoadBalancerId", std::string(11000000, 'x')}})).code() ==
          "RequestSizeLimitExceeded");
}

}   // namespace
