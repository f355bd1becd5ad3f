// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What the tool makes of words that are nearly right, and of those that are right in another spelling.

#include "run.hpp"

#include <portwright/version.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

namespace {

using tool::outcome;
using tool::run;
using words = std::vector<std::string>;

std::string refusal(const words& arguments) {
    const outcome ran = run(arguments);
    CHECK(ran.status == 2);
    CHECK(ran.output.empty());
    return ran.error;
}

outcome signed_with(const words& more) {
    words arguments{
        "sign",      "tencent.clb.DescribeTaskStatus", "TaskId=a", "--print", "json", "--nonce", "1", "--timestamp",
        "1700000000"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
}

TEST_CASE("tool: --version") {
    const outcome ran = run({"--version"}, {});
    CHECK(ran.status == 0);
    CHECK(ran.output == "portwright " + std::string(portwright::version) + "\n");
    CHECK(ran.error.empty());
}

TEST_CASE("tool: a command, an option that is mistyped") {
    CHECK(refusal({"sing", "tencent.clb.CreateListener"}) == "sing: no such command; did you mean sign?\n");
    CHECK(refusal({"Describe"}) == "Describe: no such command; did you mean describe?\n");
    CHECK(refusal({"frobnicate\x1B[2J"}) == "frobnicate?[2J: no such command; `portwright --help` lists them\n");
    CHECK(refusal({"sign", "x", "--regoin", "a"}) == "--regoin: sign has no such option; did you mean --region?\n");
    // What was given to it may be a secret.
    CHECK(refusal({"sign", "x", "--secret-access-key=abc"}) ==
          "--secret-access-key: sign has no such option; `portwright sign --help` lists them\n");
}

TEST_CASE("tool: schemes as the library calls them, and verbs, in any case") {
    for (const auto& [given, algorithm] : std::vector<std::pair<std::string, std::string>>{
             {"TC3", ""}, {"tc3-hmac-sha256", ""}, {"HMAC_SHA256", "HmacSHA256"}, {"hmacsha1", "HmacSHA1"}}) {
        const std::string asked = given; // a structured binding cannot be captured by clang 14
        CAPTURE(asked);
        const outcome ran = signed_with({"--region", "ap-guangzhou", "--signature", given, "--method", "get"});
        REQUIRE(ran.status == 0);
        const nlohmann::json made = nlohmann::json::parse(ran.output);
        CHECK(made.at("method") == "GET");
        if (algorithm.empty())
            CHECK(made.at("headers").at("Authorization").get<std::string>().starts_with("TC3-HMAC-SHA256 "));
        else CHECK(made.at("query").get<std::string>().find("SignatureMethod=" + algorithm) != std::string::npos);
    }
    // Aliyun's HMAC-SHA1 is not Tencent's HmacSHA1.
    CHECK(signed_with({"--region", "ap-guangzhou", "--signature", "aliyun_rpc"}).error ==
          "--signature: tencent.clb takes TC3-HMAC-SHA256, HmacSHA256 or HmacSHA1\n");
    CHECK(run({"check", "tencent.clb.DescribeTaskStatus", "TaskId=a", "--method", "Post"}, {}).status == 0);
}

TEST_CASE("tool: a region that is nearly one that is known") {
    const outcome near = signed_with({"--region", "ap-guangzhuo"});
    CHECK(near.status == 0);   // there may be such a region tomorrow
    CHECK(near.error == "--region: ap-guangzhuo is not among the regions that are known here; did you mean "
                        "ap-guangzhou?\n");
    CHECK(signed_with({"--region", "ap-guangzhou"}).error.empty());
    CHECK(signed_with({"--region", "eu-nowhere"}).error.empty());
    CHECK(signed_with({"--region", "Ap-Guangzhou"}).error ==
          "--region: the region has characters that no region has; did you mean ap-guangzhou?\n");
    CHECK(signed_with({"--region", "guangzhou"}).error ==
          "--region: \"guangzhou\" is not of the form ap-guangzhou; did you mean ap-guangzhou? --unchecked signs it\n");
}

}   // namespace
