// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Parameters from JSON, and the skeletons to begin with.

#include "run.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

namespace {

using nlohmann::json;
using tool::outcome;
using tool::run;
using words = std::vector<std::string>;

const std::string clb = "tencent.clb.CreateListener";

outcome checked(const std::string& text, const words& more = {}) {
    const tool::temporary_file file(text);
    words arguments{"check", clb, "--request", file.path()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments, {});
}

std::string refusal(const std::string& text, const words& more = {}) {
    const outcome ran = checked(text, more);
    CHECK(ran.status == 2);
    CHECK(ran.output.empty());
    return ran.error;
}

json body(const words& arguments) {
    const outcome ran = run(arguments);
    CHECK(ran.error == "");
    REQUIRE(ran.status == 0);
    return json::parse(json::parse(ran.output).at("body").get<std::string>());
}

TEST_CASE("tool: --request is what the arguments are") {
    const json asked{{"LoadBalancerId", "lb-1"},
                     {"Ports", {80, 443}},
                     {"Protocol", "TCP"},
                     {"ListenerNames", {"@file", "=b"}},
                     {"HealthCheck", {{"HealthSwitch", 1}, {"TimeOut", 2}}}};
    const tool::temporary_file file(asked.dump());
    const words sign{"sign", clb, "--region", "ap-guangzhou", "--print", "json", "--request", file.path()};
    CHECK(body(sign) == asked);
    // What stands on the command line counts first, by its whole name.
    words changed = sign;
    changed.insert(changed.end(), {"Ports.1=8080", "Protocol=UDP"});
    json expected = asked;
    expected["Ports"][1] = 8080;
    expected["Protocol"] = "UDP";
    CHECK(body(changed) == expected);
    // Lists count as their API does: from 1.
    const tool::temporary_file aliyun(R"({"AcceleratorId": "ga-1", "PortRanges": [{"FromPort": 1, "ToPort": 2}]})");
    const outcome ran = run({"sign", "aliyun.ga.CreateListener", "--region", "cn-hangzhou", "--signature", "aliyun_rpc",
                             "--method", "GET", "--print", "json", "--request", aliyun.path()});
    REQUIRE(ran.status == 0);
    CHECK(
        json::parse(ran.output).at("query").get<std::string>().find("PortRanges.1.FromPort=1&PortRanges.1.ToPort=2") !=
        std::string::npos);
}

TEST_CASE("tool: --request that cannot be meant") {
    for (const auto& [text, why] : std::vector<std::pair<std::string, std::string>>{
             {"", "--request: is no JSON: what stands at byte 1 cannot be read\n"},
             {"[1]", "--request: is no JSON object of parameters\n"},
             {R"({"Ports": [80], "Ports": [81]})", "--request: has \"Ports\" twice in one object\n"},
             {R"({"Protocol": null})", "--request: Protocol is null; leave it out\n"},
             {R"({"Ports": []})", "--request: Ports is an empty list, which no request can say\n"},
             {R"({"HealthCheck": {}})", "--request: HealthCheck is an empty object, which no request can say\n"},
             {R"({"Ports=1": 2})", "--request: \"Ports=1\" is no parameter's name\n"},
             {"{\"Protocol\": \"\xFF\"}", "--request: is no JSON: what stands at byte 15 cannot be read\n"},
             {R"({"Ports": [1e999]})", "--request: has a number that is too large\n"},
             {R"({"Ports": [99999999999999999999]})", "Ports.0: \"1e+20\" is not a whole number\n"},
             {R"({"Ports": [80.5]})", "Ports.0: \"80.5\" is not a whole number\n"},
             {R"({"Ports": ["a"]})", "Ports.0: \"a\" is not a whole number\n"},
             {R"({"Port": 80})", "Port: CreateListener has no such parameter; did you mean Ports?\n"},
             {R"({"Ports": {"0": 80}, "Ports.0": 81})", "Ports.0: given twice\n"},
             {std::string(1000000, '['), "--request: is nested more than 32 deep\n"},
             {std::string((16 << 20) + 1, ' '), ""}}) {
        const std::string said = refusal(text);
        if (why.empty()) CHECK(said.find(" is longer than 16777216 bytes\n") != std::string::npos);
        else CHECK(said == why);
    }
    CHECK(run({"check", clb, "--request", "/"}, {}).error == "--request: cannot read the file /\n");
    CHECK(run({"check", clb, "--request", "/nonexistent"}, {}).status == 2);
    // No secret in what is said of it.
    const outcome secret = checked(R"({"Certificate": {"CertKey": "MIIE-secret", "CertKey": "MIIE-secret"}})");
    CHECK(secret.error == "--request: has \"CertKey\" twice in one object\n");
}

TEST_CASE("tool: a skeleton is a request") {
    const json required = json::parse(run({"describe", clb, "--skeleton"}, {}).output);
    CHECK(required == json{{"LoadBalancerId", ""}, {"Ports", {1}}, {"Protocol", "TCP"}});
    CHECK(checked(required.dump(), {"LoadBalancerId=lb-1"}).status == 0);
    for (const std::string& action : {clb, std::string("aliyun.ga.CreateListener"),
                                      std::string("tencent.lb.CreateForwardLBSeventhLayerListeners")}) {
        CAPTURE(action);
        const outcome made = run({"describe", action, "--full-skeleton"}, {});
        REQUIRE(made.status == 0);
        const tool::temporary_file file(made.output);
        // Whatever it lacks, each of its names is one of the action's.
        const outcome ran = run({"sign", action, "--request", file.path(), "--unchecked", "--region", "ap-guangzhou"});
        CHECK(ran.error == "");
        CHECK(ran.status == 0);
    }
    CHECK(run({"describe", clb, "--skeleton", "--json"}, {}).status == 2);
}

}   // namespace
