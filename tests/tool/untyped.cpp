// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Actions outside the catalogue.

#include "cloud.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace {

using nlohmann::json;
using tool::outcome;
using tool::run;
using tool::with;
using tool::words;

const words fixed{"--print", "json", "--timestamp", "1700000000", "--nonce", "7"};

json signed_by(const words& arguments) {
    const outcome ran = run(with(arguments, fixed));
    CHECK(ran.error == "");
    REQUIRE(ran.status == 0);
    return json::parse(ran.output);
}

std::string refusal(const words& arguments) {
    const outcome ran = run(arguments);
    CHECK(ran.status == 2);
    CHECK(ran.output.empty());
    return ran.error;
}

TEST_CASE("tool: --untyped signs the bytes that the catalogue's action signs") {
    const words clb{"sign",         "tencent.clb.CreateListener", "--region",
                    "ap-guangzhou", "LoadBalancerId=lb-1",        "Protocol=TCP"};
    CHECK(
        json::parse(signed_by(with(clb, {"--untyped", "Ports.0:=80", "Ports.1:=81"})).at("body").get<std::string>()) ==
        json{{"LoadBalancerId", "lb-1"}, {"Protocol", "TCP"}, {"Ports", {80, 81}}});
    for (const char* const scheme : {"HmacSHA1", "HmacSHA256"})
        CHECK(signed_by(with(clb, {"--untyped", "--signature", scheme, "Ports.0:=80"})) ==
              signed_by(with(clb, {"--signature", scheme, "Ports.0=80"})));
    const words ga{"sign",
                   "aliyun.ga.CreateListener",
                   "--region",
                   "cn-hangzhou",
                   "AcceleratorId=ga-1",
                   "PortRanges.1.FromPort=1",
                   "PortRanges.1.ToPort=2"};
    for (const char* const scheme : {"acs3", "aliyun_rpc"})
        CHECK(signed_by(with(ga, {"--untyped", "--signature", scheme})) ==
              signed_by(with(ga, {"--signature", scheme})));
    const words lb{"sign", "tencent.lb.DescribeLoadBalancers", "--region", "gz", "loadBalancerIds.0=lb-1"};
    CHECK(signed_by(with(lb, {"--untyped"})) == signed_by(lb));
}

TEST_CASE("tool: --untyped, of other systems of the clouds") {
    const tool::temporary_file file(R"({"InstanceIds": ["ins-1"], "Limit": 20, "DryRun": true})");
    const json made = signed_by({"sign", "tencent.cvm.DescribeInstances", "--untyped", "--api-version", "2017-03-12",
                                 "--region", "ap-guangzhou", "--request", file.path(), "Offset:=5"});
    CHECK(made.at("host") == "cvm.tencentcloudapi.com");
    CHECK(made.at("headers").at("X-TC-Version") == "2017-03-12");
    CHECK(made.at("headers").at("X-TC-Action") == "DescribeInstances");
    CHECK(made.at("headers").at("Authorization").get<std::string>().find("/cvm/tc3_request") != std::string::npos);
    CHECK(json::parse(made.at("body").get<std::string>()) ==
          json{{"InstanceIds", {"ins-1"}}, {"Limit", 20}, {"DryRun", true}, {"Offset", 5}});
    const json aliyun = signed_by({"sign", "aliyun.ecs.DescribeRegions", "--untyped", "--api-version", "2014-05-26"});
    CHECK(aliyun.at("host") == "ecs.aliyuncs.com");
    CHECK(aliyun.at("headers").at("x-acs-version") == "2014-05-26");
}

TEST_CASE("tool: --untyped that cannot be meant") {
    CHECK(refusal({"sign", "tencent.cvm.DescribeInstances", "--untyped"}) ==
          "--api-version: is missing: tencent.cvm is not in the catalogue\n");
    CHECK(refusal({"sign", "aws.ec2.Run", "--untyped", "--api-version", "1"}) ==
          "aws.ec2.Run: of no cloud that is known: tencent or aliyun\n");
    for (const char* const name : {"x", "tencent.clb", "tencent..x", "tencent.clb.", ".", ""})
        CHECK(refusal({"sign", name, "--untyped", "--api-version", "1"}).find("\n") != std::string::npos);
    CHECK(refusal({"sign", "tencent.clb.X", "--api-version", "1"}) == "--api-version: goes with --untyped\n");
    const words clb{"sign", "tencent.clb.X", "--untyped"};
    CHECK(refusal(with(clb, {"Limit:=a"})) == "Limit: \"a\" is neither a whole number, nor true or false\n");
    CHECK(refusal(with(clb, {"Limit:=1.5"})) == "Limit: \"1.5\" is neither a whole number, nor true or false\n");
    CHECK(refusal(with(clb, {"Limit"})) == "parameter 1: not of the form NAME=VALUE\n");
    CHECK(refusal(with(clb, {"A=1", ":=1"})) == "parameter 2: not of the form NAME=VALUE\n");
    CHECK(refusal(with(clb, {"A=1", "A=2"})).find("A") != std::string::npos);
    CHECK(refusal(with(clb, {"A.0=1", "A.2=2"})) != "");
    // What sounds like a secret stays out of URLs and messages.
    const outcome url = run(with(clb, {"PrivateKey=MIIE-secret", "--method", "GET"}));
    CHECK(url.status == 2);
    CHECK(url.error == "PrivateKey: a secret parameter would go into a URL: use POST\n");
    const outcome explained =
        run({"explain", "tencent.clb.X", "--untyped", "--signature", "HmacSHA256", "Password=MIIE-secret"});
    CHECK(explained.status == 0);
    CHECK(explained.output.find("MIIE") == std::string::npos);
}

TEST_CASE("tool: explain --untyped --server hides what sounds like a secret") {
    const words ga{
        "aliyun.ga.X", "--untyped", "--region", "cn-hangzhou", "--signature", "aliyun_rpc", "--timestamp",
        "1800000000",  "--nonce",   "n-1",      "Zed=1",       "--method",    "POST",       "PrivateKey=MIIE-secret"};
    const outcome made = run(with(with({"sign"}, ga), {"--print", "json"}));
    REQUIRE(made.status == 0);
    std::string theirs = json::parse(made.output).at("string_to_sign");
    REQUIRE(theirs.find("MIIE") != theirs.npos);
    const std::size_t at = theirs.find("MIIE") + 11;
    theirs.insert(at, "%26Query%3D1");
    const outcome ran = run(with(with({"explain"}, ga), {"--server", "server string to sign is:" + theirs}));
    CHECK(ran.status == 0);
    CHECK(ran.output.find("the strings to sign differ from byte") != std::string::npos);
    CHECK(ran.output.find("MIIE") == std::string::npos);
}

TEST_CASE("tool: call --untyped") {
    const tool::cloud cloud;
    const words call = with({"call", "tencent.clb.CreateListener", "--untyped", "--region", "ap-guangzhou",
                             "LoadBalancerId=lb-1", "Ports.0:=80", "Protocol=TCP"},
                            cloud.at());
    const outcome created = run(with(call, {"--field", "ListenerIds.0"}));
    CHECK(created.status == 0);
    CHECK(created.output.starts_with("lbl-"));
    const outcome refused = run(call);
    CHECK(refused.status == 1);
    CHECK(refused.error.find(" (request ") != std::string::npos);
    CHECK(run(with({"call", "aliyun.ga.ListListeners", "--untyped", "--region", "cn-hangzhou", "AcceleratorId=ga-1"},
                   cloud.at()))
              .status == 0);
    CHECK(run(with({"call", "tencent.lb.DescribeLoadBalancers", "--untyped", "--region", "gz"}, cloud.at())).status ==
          0);
    CHECK(refusal(with(call, {"--wait"})) ==
          "--wait: nothing is known of the tasks of an action outside the catalogue\n");
}

} // namespace
