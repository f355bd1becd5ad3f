// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "run.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using tool::outcome;
using tool::run;

// Signs with these parameters behind a good beginning, and expects one line on stderr and nothing else.
std::string refusal(std::vector<std::string> arguments, const std::vector<std::string>& more) {
    arguments.insert(arguments.begin(), "sign");
    arguments.insert(arguments.end(), more.begin(), more.end());
    const outcome ran = run(arguments);
    CHECK(ran.status == 2);
    CHECK(ran.output.empty());
    CHECK(ran.error.ends_with('\n'));
    CHECK(ran.error.find('\n') == ran.error.size() - 1);
    return ran.error.substr(0, ran.error.find('\n'));
}

const std::vector<std::string> clb{"tencent.clb.CreateListener", "--region", "ap-guangzhou"};
const std::vector<std::string> lb{"tencent.lb.CreateLoadBalancerListeners",
                                  "--region",
                                  "gz",
                                  "loadBalancerId=lb-1",
                                  "listeners.0.loadBalancerPort=80",
                                  "listeners.0.instancePort=80"};
const std::vector<std::string> gaap{"tencent.gaap.CreateHTTPListener", "ListenerName=a"};
const std::vector<std::string> ga{"aliyun.ga.CreateListener", "--region", "cn-hangzhou", "AcceleratorId=ga-1"};

TEST_CASE("tool: what the documents rule out") {
    CHECK(refusal(clb, {"LoadBalancerId=lb-1", "Ports.0=80", "Ports.1=70000", "Protocol=TCP"}) ==
          "Ports.1: 70000 is outside 1..65535");
    CHECK(refusal(clb, {"Ports.0=80", "Protocol=TCP"}) == "LoadBalancerId: required, and missing");
    CHECK(refusal(clb, {"LoadBalancerId=lb-1", "Ports.0=80", "Protocol=TCP", "ListenerNames.0=a",
                        "ListenerNames.1=b"}) == "ListenerNames: more elements than Ports");
    CHECK(refusal(clb, {"LoadBalancerId=lb-1", "Ports.0=80", "Protocol=tcp"}) ==
          R"(Protocol: "tcp" is not one of TCP, UDP, HTTP, HTTPS, TCP_SSL, QUIC)");
    CHECK(refusal(clb, {"LoadBalancerId=lb-1", "Ports.0=80", "Protocol=TCP", "SessionExpireTime=20"}) ==
          "SessionExpireTime: 20 is outside 30..3600 (or 0)");
    CHECK(refusal(lb, {"listeners.0.protocol=2", "listeners.0.timeOut=5", "listeners.0.intervalTime=5"}) ==
          "listeners.0.timeOut: 5 is not below intervalTime");
    CHECK(refusal(lb, {"listeners.0.protocol=1", "listeners.0.httpCode=32"}) ==
          "listeners.0.httpCode: 32 is outside 1..31");
    CHECK(refusal(ga, {"PortRanges.1.FromPort=1", "PortRanges.1.ToPort=2", "ClientToken=" + std::string(65, 'x')}) ==
          "ClientToken: 65 characters, at most 64");
    CHECK(refusal(ga, {"PortRanges.1.FromPort=90", "PortRanges.1.ToPort=80"}) ==
          "PortRanges.1.FromPort: 90 is above ToPort");
    CHECK(refusal(gaap, {"Port=80"}) == "ProxyId: required when GroupId is absent");
    CHECK(refusal(gaap, {"Port=80", "ProxyId=a", "GroupId=b"}) == "ProxyId: not allowed together with GroupId");
}

TEST_CASE("tool: names") {
    CHECK(refusal(lb, {"listeners.0.protocl=1"}) ==
          "listeners.0.protocl: CreateLoadBalancerListeners has no such parameter; did you mean listeners.0.protocol?");
    CHECK(refusal(lb, {"LoadBalancerID=1"}) ==
          "LoadBalancerID: CreateLoadBalancerListeners has no such parameter; did you mean loadBalancerId?");
    CHECK(refusal(gaap, {"Zzzzzzzzzzzz=1"}) == "Zzzzzzzzzzzz: CreateHTTPListener has no such parameter");
    CHECK(refusal(gaap, {"Timestamp=1"}) == "Timestamp: a common parameter; give it by --timestamp");
    CHECK(refusal(gaap, {"Action=Delete"}) == "Action: a common parameter; the tool fills it in");
    CHECK(refusal(gaap, {"Port=1", "Port=2"}) == "Port: given twice");
    CHECK(refusal(gaap, {"Port.0=1"}) == "Port.0: no such parameter: Port is a single value");
    CHECK(refusal(gaap, {"Port.=1"}) == "Port.: no such parameter: Port is a single value");
    CHECK(refusal(gaap, {".Port=1"}) == ".Port: CreateHTTPListener has no such parameter");
    CHECK(refusal(clb, {"HealthCheck=1"}) ==
          "HealthCheck: a structure; give its fields, such as HealthCheck.CheckPort");
    CHECK(refusal(clb, {"LoadBalancerId"}) == "parameter 1: not of the form NAME=VALUE");
    CHECK(refusal(clb, {"Protocol=TCP", "=TCP"}) == "parameter 2: not of the form NAME=VALUE");
    CHECK(refusal(clb, {"a\x1B[2J\n=1"}) == "a?[2J?: CreateListener has no such parameter");
    CHECK(refusal({"tencent.clb.CreateListner"}, {}) ==
          "tencent.clb.CreateListner: no such action; did you mean tencent.clb.CreateListener?");
    CHECK(refusal({"nothing"}, {}) == "nothing: no such action; `portwright actions` lists them");
}

TEST_CASE("tool: subscripts") {
    CHECK(refusal(clb, {"Ports.0=1", "Ports.2=1"}) ==
          "Ports.2: Ports.1 is missing: subscripts run from 0 without a gap");
    CHECK(refusal(clb, {"Ports.1=1"}) == "Ports.1: Ports.0 is missing: subscripts run from 0 without a gap");
    CHECK(refusal(lb, {"listeners.2.protocol=1"}) ==
          "listeners.2: listeners.1 is missing: subscripts run from 0 without a gap");
    CHECK(refusal(ga, {"PortRanges.0.FromPort=1"}) == "PortRanges.0.FromPort: the first subscript of PortRanges is 1");
    CHECK(refusal(ga, {"PortRanges.2.FromPort=1"}) ==
          "PortRanges.2: PortRanges.1 is missing: subscripts run from 1 without a gap");
    CHECK(refusal(ga, {"PortRanges=1"}) == "PortRanges: a list; give its elements, from PortRanges.1");
    CHECK(refusal(ga, {"PortRanges.1=1"}) ==
          "PortRanges.1: a structure; give its fields, such as PortRanges.1.FromPort");
    CHECK(refusal(clb, {"Ports.00=1"}) ==
          R"(Ports.00: "00" is not a subscript; the elements of Ports begin with Ports.0)");
    CHECK(refusal(clb, {"Ports.x=1"}) ==
          R"(Ports.x: "x" is not a subscript; the elements of Ports begin with Ports.0)");
    CHECK(refusal(clb, {"Ports.99999999999=1"}) ==
          R"(Ports.99999999999: "99999999999" is not a subscript; the elements of Ports begin with Ports.0)");
    CHECK(refusal(clb, {"Ports.4294967295=1"}) ==
          "Ports.4294967295: Ports.0 is missing: subscripts run from 0 without a gap");
}

TEST_CASE("tool: values") {
    CHECK(refusal(gaap, {"Port=abc"}) == R"(Port: "abc" is not a whole number)");
    CHECK(refusal(gaap, {"Port="}) == R"(Port: "" is not a whole number)");
    CHECK(refusal(gaap, {"Port=0x50"}) == R"(Port: "0x50" is not a whole number)");
    CHECK(refusal(gaap, {"Port= 80"}) == R"(Port: " 80" is not a whole number)");
    CHECK(refusal(gaap, {"Port=8.0"}) == R"(Port: "8.0" is not a whole number)");
    CHECK(refusal(gaap, {"Port=2305843009213693952"}) == R"(Port: "2305843009213693952" is outside -2^61..2^61-1)");
    CHECK(refusal(gaap, {"Port=99999999999999999999999"}) ==
          R"(Port: "99999999999999999999999" is outside -2^61..2^61-1)");
    CHECK(refusal(clb, {"H2cSwitch=1"}) == R"(H2cSwitch: "1" is neither true nor false)");
    CHECK(refusal(gaap, {"ProxyId=@/nonexistent/file"}) == "ProxyId: cannot read the file /nonexistent/file");
    CHECK(refusal(gaap, {"ProxyId=@/"}) == "ProxyId: cannot read the file /");
}

TEST_CASE("tool: options") {
    const std::vector<std::string> good{"tencent.gaap.CreateHTTPListener", "ListenerName=a", "Port=80", "ProxyId=b"};
    const std::vector<std::string> good_ga{"aliyun.ga.DescribeListener", "--region", "cn-hangzhou", "ListenerId=a"};
    CHECK(refusal(good, {"--region", "ap-guangzhou"}) == "--region: tencent.gaap takes no region");
    CHECK(refusal({"tencent.clb.DescribeTaskStatus", "TaskId=a"}, {}) ==
          "--region: tencent.clb takes a region, and none is given, nor is TENCENTCLOUD_REGION set");
    CHECK(refusal({"tencent.clb.DescribeTaskStatus", "TaskId=a", "--region", "a b"}, {}) ==
          "--region: the region has characters that no region has");
    CHECK(refusal(good, {"--timestamp", "-1"}) == "--timestamp: the timestamp is before 1970 or after 9999");
    CHECK(refusal(good, {"--signature", "HmacSHA256", "--nonce", "abc"}) ==
          "--nonce: the nonce is empty, or has characters that no nonce has");
    CHECK(refusal(good, {"--signature", "HmacSHA256", "--nonce", ""}) ==
          "--nonce: the nonce is empty, or has characters that no nonce has");
    CHECK(refusal(good, {"--endpoint", "a/b"}) == "--endpoint: the host is not HOST or HOST:PORT");
    CHECK(refusal(good, {"--signature", "ACS3-HMAC-SHA256"}) ==
          "--signature: tencent.gaap takes TC3-HMAC-SHA256, HmacSHA256 or HmacSHA1");
    CHECK(refusal(lb, {"--signature", "TC3-HMAC-SHA256"}) == "--signature: tencent.lb takes HmacSHA256 or HmacSHA1");
    CHECK(refusal(good_ga, {"--signature", "HmacSHA1"}) ==
          "--signature: aliyun.ga takes ACS3-HMAC-SHA256 or HMAC-SHA1");
    CHECK(refusal(good, {"--print", "url", "--signature", "TC3-HMAC-SHA256"}) ==
          "--print: url: TC3-HMAC-SHA256 signs headers, which a URL does not have; print http, curl or json");
    CHECK(refusal(good, {"--print", "url", "--method", "POST"}) ==
          "--print: url: by POST the parameters are not in the URL; print http, curl or json");
}

TEST_CASE("tool: a command line that is none") {
    const outcome misspelt = run({"enssure", "tencent.clb.CreateListener"});
    CHECK(misspelt.status == 2);
    CHECK(misspelt.error == "enssure: no such command; did you mean ensure?\n");
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{},
          {"sing"},
          {"sign"},
          {"sign", "tencent.gaap.DeleteListeners", "--method", "PUT"},
          {"sign", "x", "--print", "xml"},
          {"sign", "x", "--timestamp", "soon"},
          {"describe"},
          {"sign", "tencent.clb.DescribeTaskStatus", "TaskId=a", "--region", "ap-guangzhou", "--endpoint", ""},
          {"sign", "tencent.clb.DescribeTaskStatus", "TaskId=a", "--region", "ap-guangzhou", "--ca-file="},
          {"sign", "tencent.clb.DescribeTaskStatus", "TaskId=a", "--region", "ap-guangzhou", "--signature", ""},
          {"describe", "--all", "--markdown", "--output", ""},
          {"emulate", "--ca-file", ""},
          {"emulate", "--port", "70000"}}) {
        const outcome ran = run(arguments);
        CHECK(ran.status == 2);
        CHECK(ran.output.empty());
        CHECK(!ran.error.empty());
    }
    CHECK(run({"--help"}).status == 0);
    CHECK(run({"sign", "--help"}).status == 0);
}

TEST_CASE("tool: credentials") {
    const std::vector<std::string> request{"sign", "tencent.gaap.CreateHTTPListener", "ListenerName=a", "Port=80",
                                           "ProxyId=b"};
    auto variables = tool::credentials();
    variables.erase("TENCENTCLOUD_SECRET_KEY");
    CHECK(run(request, variables).error == "TENCENTCLOUD_SECRET_KEY: not set in the environment\n");
    variables.erase("TENCENTCLOUD_SECRET_ID");
    CHECK(run(request, variables).error == "TENCENTCLOUD_SECRET_ID: not set in the environment\n");
    CHECK(run({"sign", "aliyun.ga.DescribeListener", "--region", "cn-hangzhou", "ListenerId=a"}, variables).status ==
          0);
    CHECK(run({"sign", "aliyun.ga.DescribeListener", "--region", "cn-hangzhou", "ListenerId=a"}, {}).error ==
          "ALIBABA_CLOUD_ACCESS_KEY_ID: not set in the environment\n");
    variables = tool::credentials();
    variables["TENCENTCLOUD_SECRET_KEY"] += " ";
    const outcome ran = run(request, variables);
    CHECK(ran.status == 2);
    CHECK(ran.error == "TENCENTCLOUD_SECRET_KEY: has white space or control characters\n");
    CHECK(ran.error.find(tool::tencent_secret) == std::string::npos);
}

TEST_CASE("tool: no secret in any message") {
    const std::string key = "-----BEGIN PRIVATE KEY-----\nMIIEexample\n";
    std::vector<std::string> https = lb;
    for (const char* more : {"listeners.0.protocol=4", "listeners.0.SSLMode=unidirectional", "listeners.0.certName=a",
                             "listeners.0.certContent=b"})
        https.emplace_back(more);
    const auto silent = [&](const std::vector<std::string>& more) {
        const std::string line = refusal(https, more);
        CHECK(line.find("MIIE") == std::string::npos);
        CHECK(line.find("BEGIN") == std::string::npos);
        return line;
    };
    CHECK(silent({"listeners.0.certKey=" + key + "\xFF"}) == "listeners.0.certKey: not UTF-8");
    CHECK(silent({"listeners.0.certKey=" + key, "--method", "GET"}) ==
          "listeners.0.certKey: a secret parameter would go into a URL: use POST");
    CHECK(silent({"listeners.0.certKey=" + key, "--method", "GET", "--unchecked"}) ==
          "listeners.0.certKey: a secret parameter would go into a URL: use POST");
    CHECK(silent({"listeners.0.certKey=" + key, "--print", "url"}) ==
          "listeners.0.certKey: a secret parameter would go into a URL: use POST");
    CHECK(silent({"listeners.0.certKey=" + key, "listeners.0.certKey=" + key}) == "listeners.0.certKey: given twice");
    silent({"listeners.0.certKye=" + key});
    silent({"listeners.0.certKey.0=" + key});
    silent({key});
}

}   // namespace
