// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// A region is checked by what `describe` says of it, and --unchecked passes another one.

#include "run.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace {

using nlohmann::json;
using tool::outcome;
using tool::run;

const std::vector<std::string> clb{"tencent.clb.DescribeTaskStatus", "TaskId=a"};
const std::vector<std::string> lb{"tencent.lb.DescribeLoadBalancers"};
const std::vector<std::string> ga{"aliyun.ga.CreateListener", "AcceleratorId=ga-1", "PortRanges.1.FromPort=1",
                                  "PortRanges.1.ToPort=1"};

outcome signed_in(std::vector<std::string> arguments, const std::string& region,
                  const std::vector<std::string>& more = {}) {
    arguments.insert(arguments.begin(), "sign");
    arguments.insert(arguments.end(), {"--region", region});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
}

std::string refusal(const std::vector<std::string>& arguments, const std::string& region) {
    const outcome ran = signed_in(arguments, region);
    CHECK(ran.status == 2);
    CHECK(ran.output == "");
    return ran.error;
}

TEST_CASE("tool: a region that the documents do not list") {
    CHECK(refusal(ga, "cn-shanghai") == "--region: \"cn-shanghai\" is not one of cn-hangzhou; --unchecked signs it\n");
    CHECK(refusal(clb, "cn-hangzhou") ==
          "--region: \"cn-hangzhou\" is not of the form ap-guangzhou; --unchecked signs it\n");
    CHECK(
        refusal(lb, "cn-hangzhou") ==
        "--region: \"cn-hangzhou\" is not of the form ap-guangzhou, or a short name such as gz; --unchecked signs it\n");
    for (const auto& action : {clb, lb, ga}) CHECK(refusal(action, "Guangzhou").starts_with("--region: "));
    for (const auto& action : {clb, ga}) CHECK(refusal(action, "guangzhou").starts_with("--region: "));
}

TEST_CASE("tool: a region that is none is named by the variable it came from") {
    auto variables = tool::credentials();
    variables["ALICLOUD_REGION"] = "cn-shanghai";
    std::vector<std::string> arguments = ga;
    arguments.insert(arguments.begin(), "sign");
    CHECK(run(arguments, variables).error ==
          "ALICLOUD_REGION: \"cn-shanghai\" is not one of cn-hangzhou; --unchecked signs it\n");
    arguments.emplace_back("--unchecked");
    CHECK(run(arguments, variables).status == 0);
}

TEST_CASE("tool: a region that the documents leave open, or that is not checked") {
    for (const char* region : {"ap-guangzhou", "ap-nowhere", "na-siliconvalley", "ap-shanghai-fsi", "eu-frankfurt"}) {
        CHECK(signed_in(clb, region).status == 0);
        CHECK(signed_in(lb, region).status == 0);
    }
    CHECK(signed_in(lb, "gz").status == 0);
    CHECK(signed_in(ga, "cn-shanghai", {"--unchecked"}).status == 0);
    CHECK(signed_in(clb, "cn-hangzhou", {"--unchecked"}).status == 0);
    CHECK(signed_in(lb, "cn-hangzhou", {"--unchecked"}).status == 0);
}

TEST_CASE("tool: what describe says of the region is what sign takes") {
    const json rows = json::parse(run({"describe", ga[0], "--json"}, {}).output).at("parameters");
    REQUIRE(rows[0].at("name") == "RegionId");
    CHECK(rows[0].at("values") == json{"cn-hangzhou"});
    for (const json& value : rows[0].at("values")) CHECK(signed_in(ga, value).status == 0);
    CHECK(json::parse(run({"describe", clb[0], "--json"}, {}).output).at("parameters")[0].at("doc") ==
          "region, of the form ap-guangzhou; --region");
}

}   // namespace
