// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The names that the vendors' SDKs, command-line tools and Terraform providers give to keys and regions.

#include "run.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

namespace {

using nlohmann::json;
using tool::environment;
using tool::outcome;
using tool::run;

const std::vector<std::string> gaap{
    "sign", "tencent.gaap.CreateHTTPListener", "ListenerName=a", "Port=80", "ProxyId=b", "--print", "json"};
const std::vector<std::string> clb{"sign", "tencent.clb.DescribeTaskStatus", "TaskId=a", "--print", "json"};
const std::vector<std::string> lb{"sign",        "tencent.lb.DescribeLoadBalancers",
                                  "--method",    "GET",
                                  "--timestamp", "1465185768",
                                  "--nonce",     "11886",
                                  "--print",     "json"};
const std::vector<std::string> ga{
    "sign", "aliyun.ga.DescribeListener", "ListenerId=a", "--signature", "HMAC-SHA1", "--method", "GET", "--print",
    "json"};

std::vector<std::string> with(std::vector<std::string> arguments, const std::vector<std::string>& more) {
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

environment with(environment variables, const environment& more) {
    for (const auto& [name, value] : more) variables[name] = value;
    return variables;
}

// What was signed; the lines on stderr are what `notes` says.
json signed_by(const std::vector<std::string>& arguments, const environment& variables, const std::string& notes = "") {
    const outcome ran = run(arguments, variables);
    CHECK(ran.error == notes);
    REQUIRE(ran.status == 0);
    return json::parse(ran.output);
}

std::string header(const json& made, const char* name) {
    return made.at("headers").contains(name) ? made.at("headers").at(name).get<std::string>() : "";
}

bool in_query(const json& made, const std::string& pair) {
    return ("&" + made.at("query").get<std::string>() + "&").find("&" + pair + "&") != std::string::npos;
}

std::string refusal(const std::vector<std::string>& arguments, const environment& variables) {
    const outcome ran = run(arguments, variables);
    CHECK(ran.status == 2);
    CHECK(ran.output.empty());
    return ran.error;
}

TEST_CASE("tool: a token by every name, the SDKs' first") {
    const std::vector<std::string> names{"TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_TOKEN",
                                         "TENCENTCLOUD_SECURITY_TOKEN"};
    for (const std::string& name : names) {
        CAPTURE(name);
        CHECK(header(signed_by(gaap, with(tool::credentials(), {{name, "token-1"}})), "X-TC-Token") == "token-1");
    }
    // The same in two variables is nothing to talk about.
    CHECK(header(signed_by(gaap, with(tool::credentials(), {{names[0], "t"}, {names[1], "t"}})), "X-TC-Token") == "t");
    CHECK(header(signed_by(gaap, with(tool::credentials(), {{names[0], "t0"}, {names[1], "t1"}}),
                           "TENCENTCLOUD_TOKEN: not used, as TENCENTCLOUD_SESSION_TOKEN is set\n"),
                 "X-TC-Token") == "t0");
    CHECK(header(signed_by(gaap, with(tool::credentials(), {{names[0], ""}, {names[2], "t2"}})), "X-TC-Token") == "t2");
}

TEST_CASE("tool: an Aliyun key by every name") {
    for (const auto& names : std::vector<std::pair<std::string, std::string>>{
             {"ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET"},
             {"ALIBABACLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_SECRET"},
             {"ALICLOUD_ACCESS_KEY_ID", "ALICLOUD_ACCESS_KEY_SECRET"},
             {"ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY"}}) {
        const auto& [id, secret] = names;
        CAPTURE(names.first);   // a structured binding cannot be captured by clang 14
        const environment key{{id, "LTAI1"}, {secret, "secret-1"}, {"ALICLOUD_REGION", "cn-hangzhou"}};
        const std::vector<std::string> fixed = with(ga, {"--timestamp", "1465185768", "--nonce", "n"});
        const json made = signed_by(fixed, key);
        CHECK(in_query(made, "AccessKeyId=LTAI1"));
        CHECK(made.at("signature") ==
              signed_by(with(fixed, {"--region", "cn-hangzhou"}),
                        {{"ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI1"}, {"ALIBABA_CLOUD_ACCESS_KEY_SECRET", "secret-1"}})
                  .at("signature"));
        const std::string prefix = id.substr(0, id.find("_ACCESS_KEY"));
        CHECK(in_query(signed_by(ga, with(key, {{prefix + "_SECURITY_TOKEN", "token-1"}})), "SecurityToken=token-1"));
        CHECK(refusal(ga, {{id, "LTAI1"}}) == secret + ": not set in the environment\n");
        CHECK(refusal(ga, {{id, "LTAI1"}, {secret, ""}}) == secret + ": empty in the environment\n");
    }
}

TEST_CASE("tool: of two Aliyun keys one is taken whole") {
    const environment region{{"ALIBABA_CLOUD_REGION_ID", "cn-hangzhou"}};
    const environment two = with(region, {{"ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI1"},
                                          {"ALIBABA_CLOUD_ACCESS_KEY_SECRET", "secret-1"},
                                          {"ALICLOUD_ACCESS_KEY", "LTAI2"},
                                          {"ALICLOUD_SECRET_KEY", "secret-2"},
                                          {"ALICLOUD_SECURITY_TOKEN", "token-2"}});
    const json made = signed_by(ga, two,
                                "ALICLOUD_ACCESS_KEY: not used, as ALIBABA_CLOUD_ACCESS_KEY_ID is set\n"
                                "ALICLOUD_SECRET_KEY: not used, as ALIBABA_CLOUD_ACCESS_KEY_ID is set\n"
                                "ALICLOUD_SECURITY_TOKEN: not used, as ALIBABA_CLOUD_ACCESS_KEY_ID is set\n");
    CHECK(in_query(made, "AccessKeyId=LTAI1"));
    CHECK(made.at("query").get<std::string>().find("SecurityToken") == std::string::npos);
    // The secret of the other key does not stand in.
    environment half = two;
    half.erase("ALIBABA_CLOUD_ACCESS_KEY_SECRET");
    CHECK(refusal(ga, half) == "ALIBABA_CLOUD_ACCESS_KEY_SECRET: not set in the environment\n");
    // What belongs to no other key is of this one.
    CHECK(in_query(signed_by(ga, with(region, {{"ALICLOUD_ACCESS_KEY", "LTAI2"},
                                               {"ALIBABA_CLOUD_ACCESS_KEY_SECRET", "secret-2"},
                                               {"ALIBABACLOUD_SECURITY_TOKEN", "token-2"}})),
                   "SecurityToken=token-2"));
}

TEST_CASE("tool: a region from the environment, where none is given") {
    const environment tencent = with(tool::credentials(), {{"TENCENTCLOUD_REGION", "ap-shanghai"}});
    CHECK(header(signed_by(clb, tencent), "X-TC-Region") == "ap-shanghai");
    CHECK(header(signed_by(with(clb, {"--region", "ap-beijing"}), tencent), "X-TC-Region") == "ap-beijing");
    CHECK(in_query(signed_by(lb, tencent), "Region=ap-shanghai"));
    CHECK(header(signed_by(gaap, tencent), "X-TC-Region") == "");   // takes none: the variable is for other commands
    CHECK(refusal(with(clb, {"--region", ""}), tencent) == "--region: tencent.clb takes a region, and this is none\n");
    CHECK(refusal(clb, with(tool::credentials(), {{"TENCENTCLOUD_REGION", ""}})) ==
          "--region: tencent.clb takes a region, and none is given, nor is TENCENTCLOUD_REGION set\n");
    CHECK(refusal(clb, with(tool::credentials(), {{"ALIBABA_CLOUD_REGION_ID", "cn-hangzhou"}})) ==
          "--region: tencent.clb takes a region, and none is given, nor is TENCENTCLOUD_REGION set\n");

    const std::vector<std::string> names{"ALIBABA_CLOUD_REGION_ID", "ALIBABACLOUD_REGION_ID", "ALICLOUD_REGION_ID",
                                         "ALIBABA_CLOUD_REGION", "ALICLOUD_REGION"};
    for (std::size_t i = 0; i != names.size(); ++i) {
        CAPTURE(names[i]);
        CHECK(in_query(signed_by(ga, with(tool::credentials(), {{names[i], "cn-hangzhou"}})), "RegionId=cn-hangzhou"));
        if (i == 0) continue;
        CHECK(in_query(signed_by(ga,
                                 with(tool::credentials(), {{names[i - 1], "cn-hangzhou"}, {names[i], "cn-shanghai"}}),
                                 names[i] + ": not used, as " + names[i - 1] + " is set\n"),
                       "RegionId=cn-hangzhou"));
    }
}

TEST_CASE("tool: a variable that cannot be meant is named, and not shown") {
    const std::string white = ": has white space or control characters\n";
    for (const auto& [value, why] : std::vector<std::pair<std::string, std::string>>{
             {"secretive ", white},
             {" secretive", white},
             {"secretive\r", white},
             {"secretive\n", white},
             {"\t", white},
             {"\"secretive\"", ": begins with a quote\n"},
             {"'secretive'", ": begins with a quote\n"},
             {"secretive\xC2\xA0", ": has characters that are not ASCII\n"}}) {
        for (const char* name :
             {"TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_TOKEN", "TENCENTCLOUD_REGION"}) {
            const environment variables = with(tool::credentials(), {{name, value}});
            CHECK(refusal(clb, with(variables, {{"TENCENTCLOUD_SESSION_TOKEN", ""}})) == name + why);
        }
        CHECK(run({"emulate"}, with(tool::credentials(), {{"TENCENTCLOUD_SECRET_KEY", value}})).error ==
              "portwright emulate: TENCENTCLOUD_SECRET_KEY" + why);
    }
    CHECK(refusal(clb, with(tool::credentials(), {{"TENCENTCLOUD_REGION", "ap&x"}})) ==
          "TENCENTCLOUD_REGION: the region has characters that no region has\n");
    CHECK(refusal(gaap, {{"TENCENTCLOUD_SECRET_ID", ""}, {"TENCENTCLOUD_SECRET_KEY", "s"}}) ==
          "TENCENTCLOUD_SECRET_ID: empty in the environment\n");
    CHECK(refusal({"emulate"}, {{"TENCENTCLOUD_SECRET_ID", "AKID"}}) ==
          "portwright emulate: TENCENTCLOUD_SECRET_KEY: not set in the environment\n");
    CHECK(refusal({"emulate"}, {{"ALICLOUD_SECRET_KEY", "s"}}) ==
          "portwright emulate: ALIBABA_CLOUD_ACCESS_KEY_ID: not set in the environment\n");
}

TEST_CASE("tool: the emulator takes its keys by the same names") {
    const tool::temporary_file ca("");
    const environment variables{{"TENCENTCLOUD_SECRET_ID", "AKID1"},    {"TENCENTCLOUD_SECRET_KEY", "secret-1"},
                                {"TENCENTCLOUD_TOKEN", "token-1"},      {"TENCENTCLOUD_REGION", "ap-guangzhou"},
                                {"ALICLOUD_ACCESS_KEY", "LTAI1"},       {"ALICLOUD_SECRET_KEY", "secret-2"},
                                {"ALICLOUD_SECURITY_TOKEN", "token-2"}, {"ALICLOUD_REGION", "cn-hangzhou"}};
    tool::background emulator({"emulate", "--ca-file", ca.path()}, variables);
    const std::string line = emulator.first_line();
    const std::vector<std::string> there{"--endpoint", line.substr(line.find("localhost")), "--ca-file", ca.path()};
    const outcome tencent =
        run(with({"call", "tencent.clb.CreateListener", "LoadBalancerId=lb-1", "Ports.0=80", "Protocol=TCP"}, there),
            variables);
    CHECK(tencent.status == 0);
    CHECK(tencent.error == "");
    const outcome aliyun = run(with({"call", "aliyun.ga.CreateListener", "AcceleratorId=ga-1",
                                     "PortRanges.1.FromPort=80", "PortRanges.1.ToPort=80"},
                                    there),
                               variables);
    CHECK(aliyun.status == 0);
    CHECK(aliyun.error == "");
    environment wrong = variables;
    wrong["TENCENTCLOUD_TOKEN"] = "token-3";
    CHECK(run(with({"call", "tencent.clb.DescribeTaskStatus", "TaskId=a"}, there), wrong)
              .error.starts_with("AuthFailure.TokenFailure: "));
}

TEST_CASE("tool: --help tells every variable in the order in which they count") {
    const std::string help = run({"--help"}, {}).output;
    for (const char* line :
         {"TENCENTCLOUD_SESSION_TOKEN, TENCENTCLOUD_TOKEN, TENCENTCLOUD_SECURITY_TOKEN\n",
          "ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABACLOUD_ACCESS_KEY_ID, ALICLOUD_ACCESS_KEY_ID, ALICLOUD_ACCESS_KEY\n",
          "ALIBABA_CLOUD_ACCESS_KEY_SECRET, ALIBABACLOUD_ACCESS_KEY_SECRET, ALICLOUD_ACCESS_KEY_SECRET, "
          "ALICLOUD_SECRET_KEY\n",
          "ALIBABA_CLOUD_SECURITY_TOKEN, ALIBABACLOUD_SECURITY_TOKEN, ALICLOUD_SECURITY_TOKEN\n",
          "TENCENTCLOUD_REGION, where --region is not given\n",
          "ALIBABA_CLOUD_REGION_ID, ALIBABACLOUD_REGION_ID, ALICLOUD_REGION_ID, ALIBABA_CLOUD_REGION, "
          "ALICLOUD_REGION, where --region is not given\n"}) {
        CAPTURE(line);
        CHECK(help.find(line) != std::string::npos);
    }
}

}   // namespace
