// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "run.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <string>
#include <vector>

namespace {

using nlohmann::json;
using tool::outcome;
using tool::run;

json signed_json(std::vector<std::string> arguments, const tool::environment& variables = tool::credentials()) {
    arguments.insert(arguments.begin(), "sign");
    arguments.insert(arguments.end(), {"--print", "json"});
    const outcome ran = run(arguments, variables);
    CHECK(ran.error == "");
    REQUIRE(ran.status == 0);
    return json::parse(ran.output);
}

const std::vector<std::string> http{"tencent.gaap.CreateHTTPListener",
                                    "Port=80",
                                    "ListenerName=a'b",
                                    "ProxyId=link-1",
                                    "--timestamp",
                                    "1551113065",
                                    "--nonce",
                                    "11886"};

std::vector<std::string> with(std::vector<std::string> arguments, const std::vector<std::string>& more) {
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

std::string printed(const std::vector<std::string>& more) {
    const outcome ran = run(with(with({"sign"}, http), more));
    CHECK(ran.status == 0);
    CHECK(ran.error == "");
    return ran.output;
}

// The vectors that the vendors' own SDKs signed; tests/golden/make.mjs makes them.
void compare_golden(const std::string& system) {
    const char* const folder = std::getenv("PORTWRIGHT_GOLDEN");
    REQUIRE_MESSAGE(folder != nullptr, "PORTWRIGHT_GOLDEN names no folder");
    const json all = json::parse(std::ifstream(std::string(folder) + "/" + system + ".json"));
    REQUIRE(!all.at("vectors").empty());
    const char* const every = std::getenv("PORTWRIGHT_GOLDEN_EVERY"); // the sanitized tool takes half a second a run
    const unsigned long stride = every != nullptr ? std::max(1ul, std::strtoul(every, nullptr, 10)) : 1;
    unsigned long number = 0;
    for (const json& vector : all.at("vectors")) {
        if (number++ % stride != 0) continue;
        const std::string id = vector.at("id");
        CAPTURE(id);
        const std::string prefix = system.starts_with("aliyun") ? "ALIBABA_CLOUD_" : "TENCENTCLOUD_";
        const tool::environment variables{
            {prefix + (prefix[0] == 'A' ? "ACCESS_KEY_ID" : "SECRET_ID"), vector.at("secret_id")},
            {prefix + (prefix[0] == 'A' ? "ACCESS_KEY_SECRET" : "SECRET_KEY"), vector.at("secret_key")},
            {prefix + (prefix[0] == 'A' ? "SECURITY_TOKEN" : "SESSION_TOKEN"), vector.at("token")}};
        std::vector<std::string> arguments{system + "." + vector.at("action").get<std::string>(),
                                           "--method",
                                           vector.at("method"),
                                           "--signature",
                                           vector.at("scheme"),
                                           "--timestamp",
                                           std::to_string(vector.at("timestamp").get<std::int64_t>()),
                                           "--nonce",
                                           vector.at("nonce")};
        if (vector.at("region") != "") arguments.insert(arguments.end(), {"--region", vector.at("region")});
        for (const json& parameter : vector.at("params")) {
            const std::string value = parameter.at(1);
            arguments.push_back(parameter.at(0).get<std::string>() + "=" + (value.starts_with('@') ? "@" : "") + value);
        }
        const json made = signed_json(arguments, variables);
        CHECK(made.at("method") == vector.at("method"));
        CHECK(made.at("host") == vector.at("host"));
        CHECK(made.at("path") == vector.at("path"));
        CHECK(made.at("string_to_sign") == vector.at("string_to_sign"));
        CHECK(made.at("signature") == vector.at("signature"));
        if (vector.contains("authorization"))
            CHECK(made.at("headers").at("Authorization") == vector.at("authorization"));
        if (vector.contains("json")) CHECK(made.at("body") == vector.at("json"));
        if (vector.contains("query"))
            CHECK(made.at(vector.at("method") == "GET" ? "query" : "body") == vector.at("query"));
    }
}

TEST_CASE("tool: golden vectors, tencent.clb") { compare_golden("tencent.clb"); }
TEST_CASE("tool: golden vectors, tencent.gaap") { compare_golden("tencent.gaap"); }
TEST_CASE("tool: golden vectors, tencent.lb") { compare_golden("tencent.lb"); }
TEST_CASE("tool: golden vectors, tencent.bmlb") { compare_golden("tencent.bmlb"); }
TEST_CASE("tool: golden vectors, aliyun.ga") { compare_golden("aliyun.ga"); }

TEST_CASE("tool: the schemes that are the default") {
    CHECK(signed_json(http)
              .at("string_to_sign")
              .get<std::string>()
              .starts_with("TC3-HMAC-SHA256\n1551113065\n2019-02-25/gaap/tc3_request\n"));
    CHECK(signed_json({"tencent.lb.DescribeLoadBalancers", "--region", "gz"})
              .at("body")
              .get<std::string>()
              .find("&SignatureMethod=HmacSHA256&") != std::string::npos);
    CHECK(signed_json({"aliyun.ga.DescribeListener", "--region", "cn-hangzhou", "ListenerId=a"})
              .at("headers")
              .at("Authorization")
              .get<std::string>()
              .starts_with("ACS3-HMAC-SHA256 "));
}

TEST_CASE("tool: --print url is a GET with a scheme that signs one") {
    CHECK(
        printed({"--print", "url"}) ==
        "https://gaap.tencentcloudapi.com/?Action=CreateHTTPListener&ListenerName=a%27b&Nonce=11886&Port=80&ProxyId=link-1"
        "&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE&SignatureMethod=HmacSHA256&Timestamp=1551113065&Version=2018-05-29"
        "&Signature=" +
            [] {
                std::string encoded;
                for (const char c : signed_json(with(http, {"--signature", "HmacSHA256", "--method", "GET"}))
                                        .at("signature")
                                        .get<std::string>())
                    encoded += c == '+' ? "%2B" : c == '/' ? "%2F" : c == '=' ? "%3D" : std::string(1, c);
                return encoded + "\n";
            }());
    const outcome aliyun =
        run({"sign", "aliyun.ga.DescribeListener", "--region", "cn-hangzhou", "ListenerId=a", "--print", "url"});
    CHECK(aliyun.output.find("&SignatureMethod=HMAC-SHA1&") != std::string::npos);
}

TEST_CASE("tool: --print http, which is the default") {
    const json made = signed_json(http);
    const std::string expected =
        "POST / HTTP/1.1\r\nHost: gaap.tencentcloudapi.com\r\nAuthorization: " +
        made.at("headers").at("Authorization").get<std::string>() +
        "\r\nContent-Type: application/json; charset=utf-8\r\nX-TC-Action: CreateHTTPListener\r\n";
    CHECK(printed({}).starts_with(expected));
    CHECK(printed({}) == printed({"--print", "http"}));
    CHECK(printed({}).ends_with("\r\n\r\n" + made.at("body").get<std::string>()));
}

TEST_CASE("tool: --print curl is one safe command for sh") {
    const json made = signed_json(http);
    // sh runs it with a curl that shows what it was given.
    const outcome shown =
        tool::run_program("/bin/sh", {"-c", "curl() { printf '%s\\n' \"$@\"; }\n" +
                                                printed({"--print", "curl", "--ca-file", "my file"})});
    CHECK(shown.status == 0);
    CHECK(
        shown.output ==
        "-sS\n-X\nPOST\n--cacert\nmy file\n-H\nAuthorization: " +
            made.at("headers").at("Authorization").get<std::string>() +
            "\n-H\nContent-Type: application/json; charset=utf-8\n-H\nX-TC-Action: CreateHTTPListener\n"
            "-H\nX-TC-Version: 2018-05-29\n-H\nX-TC-Timestamp: 1551113065\n"
            "--data-raw\n{\"ListenerName\":\"a'b\",\"Port\":80,\"ProxyId\":\"link-1\"}\nhttps://gaap.tencentcloudapi.com/\n");
    const outcome quoted = run({"sign", "tencent.gaap.CreateHTTPListener", "ListenerName=$(id)`id`\"\\", "Port=80",
                                "ProxyId=a", "--print", "curl"});
    const outcome again = tool::run_program("/bin/sh", {"-c", "curl() { printf '%s\\n' \"$@\"; }\n" + quoted.output});
    CHECK(again.output.find("{\"ListenerName\":\"$(id)`id`\\\"\\\\\",") != std::string::npos);
}

TEST_CASE("tool: files") {
    const tool::temporary_file file("-----BEGIN KEY-----\n+/=\n");
    const json made = signed_json({"tencent.lb.ReplaceCert", "--region", "gz", "oldCertId=a", "newCertContent=b",
                                   "newCertName=@@c", "newCertKey=@" + file.path()});
    const std::string body = made.at("body");
    CHECK(body.find("newCertKey=-----BEGIN%20KEY-----%0A%2B%2F%3D%0A&") != std::string::npos);
    CHECK(body.find("newCertName=%40c&") != std::string::npos);
    CHECK(made.at("string_to_sign").get<std::string>().find(tool::tencent_secret) == std::string::npos);
}

TEST_CASE("tool: the order of the arguments means nothing") {
    std::vector<std::string> ports{"tencent.clb.CreateListener", "--region",    "ap-guangzhou", "--timestamp", "1",
                                   "LoadBalancerId=lb-1",        "Protocol=TCP"};
    std::vector<std::string> backwards = ports;
    for (int i = 0; i < 12; ++i) {
        ports.push_back("Ports." + std::to_string(i) + "=" + std::to_string(100 + i));
        backwards.insert(backwards.begin() + 1, ports.back());
    }
    CHECK(signed_json(ports) == signed_json(backwards));
    CHECK(signed_json(ports).at("body").get<std::string>().find(
              "\"Ports\":[100,101,102,103,104,105,106,107,108,109,110,111]") != std::string::npos);
    const std::string query = signed_json(with(ports, {"--method", "GET"})).at("query");
    CHECK(query.find("Ports.1=101&Ports.10=110&Ports.11=111&Ports.2=102") != std::string::npos);
}

TEST_CASE("tool: --endpoint, and the host of a financial region") {
    CHECK(signed_json(with(http, {"--endpoint", "localhost:8443"})).at("host") == "localhost:8443");
    CHECK(signed_json({"tencent.clb.DescribeTaskStatus", "TaskId=a", "--region", "ap-shanghai-fsi"}).at("host") ==
          "clb.ap-shanghai-fsi.tencentcloudapi.com");
}

TEST_CASE("tool: --unchecked signs what the documents rule out") {
    CHECK(signed_json({"tencent.gaap.CreateHTTPListener", "Port=70000", "--unchecked"}).at("body") ==
          R"({"Port":70000})");
}

TEST_CASE("tool: a nonce that was not given is new every time, and a timestamp is now") {
    std::set<std::string> seen;
    for (int i = 0; i < 5; ++i) {
        const json made = signed_json({"aliyun.ga.DescribeListener", "--region", "cn-hangzhou", "ListenerId=a"});
        CHECK(seen.insert(made.at("headers").at("x-acs-signature-nonce")).second);
        CHECK(made.at("headers").at("x-acs-date").get<std::string>() > "2026");
    }
}

TEST_CASE("tool: a session token") {
    auto variables = tool::credentials();
    variables["TENCENTCLOUD_SESSION_TOKEN"] = "token-1";
    CHECK(signed_json(http, variables).at("headers").at("X-TC-Token") == "token-1");
}

}   // namespace
