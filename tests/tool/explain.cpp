// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// A signature step by step, and where it differs from what Aliyun says that it has signed.

#include "cloud.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

namespace {

using portwright_tool::emulator_call;
using portwright_tool::emulator_fault;
using tool::cloud;
using tool::outcome;
using tool::run;
using tool::with;
using tool::words;

const words listener{
    "aliyun.ga.CreateListener", "--region",    "cn-hangzhou", "AcceleratorId=ga-1", "PortRanges.1.FromPort=20",
    "PortRanges.1.ToPort=20",   "--signature", "HMAC-SHA1"};

std::string server_says(const std::string& to_sign) {
    return "Specified signature is not matched with our calculation. server string to sign is:" + to_sign;
}

// The line below the title of `explain`.
std::string step(const outcome& ran, const std::string& title) {
    const std::size_t found = ran.output.find(title + ":\n    ");
    REQUIRE(found != std::string::npos);
    const std::size_t from = found + title.size() + 6;
    return ran.output.substr(from, ran.output.find('\n', from) - from);
}

TEST_CASE("tool: explain shows what is signed, by every scheme, as sign does") {
    for (const char* scheme : {"HMAC-SHA1", "ACS3-HMAC-SHA256"}) {
        words moment = with(listener, {"--timestamp", "1800000000", "--nonce", "n-1"});
        moment[7] = scheme;
        const outcome explained = run(with({"explain"}, moment));
        CHECK(explained.status == 0);
        const auto made = nlohmann::json::parse(run(with(with({"sign"}, moment), {"--print", "json"})).output);
        CHECK(step(explained, "signature") == made["signature"]);
        CHECK(made["string_to_sign"].get<std::string>().starts_with(step(explained, "string to sign")));
        const bool hashes = explained.output.find("canonical request") != std::string::npos;
        CHECK(hashes == (std::string(scheme) != "HMAC-SHA1"));
    }
    // The canonical request is the one whose hash stands in the string to sign.
    const outcome tc3 = run({"explain", "tencent.clb.DescribeListeners", "--region", "ap-guangzhou", "--timestamp",
                             "1551113065", "LoadBalancerId=lb-1"});
    const std::size_t begin = tc3.output.find("    POST\n");
    const std::size_t end = tc3.output.find("string to sign:\n");
    REQUIRE(end != std::string::npos);
    std::string canonical;
    std::istringstream lines(tc3.output.substr(begin, end - begin));
    for (std::string line; std::getline(lines, line);) canonical += (canonical.empty() ? "" : "\n") + line.substr(4);
    const tool::temporary_file file(canonical);
    const outcome hash = tool::run_program("/usr/bin/sha256sum", {file.path()});
    CHECK(tc3.output.find(hash.output.substr(0, 64), end) != std::string::npos);
}

TEST_CASE("tool: explain finds where ours and the server's differ, with the time and nonce of the server's") {
    const words moment{"--timestamp", "1800000000", "--nonce", "n-1"};
    const std::string ours = step(run(with(with({"explain"}, listener), moment)), "string to sign");
    std::string theirs = ours;
    const std::size_t at = theirs.find("ga-1") + 3;
    theirs[at] = '2';
    const auto answer = [&](const std::string& to_sign) {
        return nlohmann::json{{"Code", "SignatureDoesNotMatch"}, {"Message", server_says(to_sign)}}.dump();
    };
    for (const std::string& given : {answer(theirs), server_says(theirs), "log: " + server_says(theirs) + "\n",
                                     "400 {\"Message\":\"" + server_says(theirs) + "\",\"RequestId\":\"1\"}"}) {
        const outcome ran = run(with(with({"explain"}, listener), {"--server", given}));
        CHECK(ran.status == 0);
        CHECK(step(ran, "string to sign") == ours);
        CHECK(step(ran, "compared with the server") ==
              "the strings to sign differ from byte " + std::to_string(at) + " on: ours \"..." +
                  ours.substr(at - 24, 56) + "...\", the server's \"..." + theirs.substr(at - 24, 56) + "...\"");
    }
    // What a server says names no file of ours.
    const tool::temporary_file own("of this machine");
    const outcome named =
        run(with(with({"explain"}, listener),
                 {"--server", server_says(ours + "%26ClientToken%3D%2540" + own.path().substr(1) + "%26")}));
    CHECK(named.status == 0);
    CHECK(named.output.find("machine") == std::string::npos);
    const tool::temporary_file file(answer(ours));
    const outcome same = run(with(with({"explain"}, listener), {"--server", "@" + file.path()}));
    CHECK(step(same, "compared with the server") ==
          "the server's string to sign is ours: so the secret key is another than that of this key ID");
    CHECK(run(with(with({"explain"}, listener), {"--server", "no such text"})).status == 2);
}

TEST_CASE("tool: call says where the signature went wrong") {
    const cloud peer;
    auto keys = tool::credentials();
    keys["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "another";
    for (const char* scheme : {"HMAC-SHA1", "ACS3-HMAC-SHA256"}) {
        words command = with(with({"call"}, listener), peer.at());
        command[8] = scheme;
        const outcome ran = run(command, keys);
        CAPTURE(ran.error);
        CHECK(ran.status == 1);
        CHECK(ran.output.empty());
        CHECK(ran.error.starts_with(
            "SignatureDoesNotMatch: Specified signature is not matched with our calculation. (request "));
        CHECK(ran.error.ends_with("); the server's string to sign is ours: so the secret key is another than that of "
                                  "this key ID\n"));
    }
    // Somebody on the way has changed a parameter.
    const cloud odd([](const emulator_call&) {
        const std::string body =
            nlohmann::json{{"Code", "SignatureDoesNotMatch"},
                           {"RequestId", "r-1"},
                           {"Message", server_says("POST&%2F&AcceleratorId%3Dga-2%26SecurityToken%3Dthe-token")}}
                .dump();
        return emulator_fault{.what = emulator_fault::kind::raw,
                              .bytes = "HTTP/1.1 400 Bad Request\r\nContent-Length: " + std::to_string(body.size()) +
                                       "\r\n\r\n" + body};
    });
    keys["ALIBABA_CLOUD_SECURITY_TOKEN"] = "the-token";
    for (const char* const verb : {"call", "ensure"}) {
        const outcome ran = run(with(with({verb}, listener), odd.at()), keys);
        CAPTURE(ran.error);
        CHECK(ran.status == 1);
        CHECK(ran.error.starts_with("SignatureDoesNotMatch: "));
        CHECK(ran.error.find("the-token") == std::string::npos);
        CHECK(ran.output.find("the-token") == std::string::npos);
        if (std::string(verb) == "ensure") continue; // what it asked first was another request
        CHECK(ran.error.find("differ from byte 28 on: ours \"...&%2F&AcceleratorId%3Dga-1%26AccessKey") !=
              std::string::npos);
        CHECK(ran.error.find("the server's \"...&%2F&AcceleratorId%3Dga-2%26SecurityToken%3D***") != std::string::npos);
    }
}

TEST_CASE("tool: no token and no private key in what people see") {
    auto keys = tool::credentials();
    keys["ALIBABA_CLOUD_SECURITY_TOKEN"] = keys["TENCENTCLOUD_SESSION_TOKEN"] = "the-token/x+";
    const cloud peer;
    const auto hides = [&](const words& command, std::string_view shown = "********") {
        const outcome ran = run(command, keys);
        CAPTURE(ran.output);
        CAPTURE(ran.error);
        CHECK((ran.output + ran.error).find(shown) != std::string::npos);
        for (const char* const secret : {"the-token", "a-private-key", "of-two-lines"})
            CHECK((ran.output + ran.error).find(secret) == std::string::npos);
    };
    for (const char* scheme : {"HMAC-SHA1", "ACS3-HMAC-SHA256"}) {
        words command = with({"explain"}, listener);
        command[8] = scheme;
        hides(command);
    }
    hides({"explain", "tencent.clb.DescribeListeners", "--region", "ap-guangzhou", "--signature", "HmacSHA256",
           "LoadBalancerId=lb-1"});
    const tool::temporary_file key("-----BEGIN\na-private-key\nof-two-lines=\n-----END\n");
    hides({"explain", "tencent.lb.CreateLoadBalancerListeners", "--region", "ap-guangzhou", "loadBalancerId=lb-1",
           "listeners.0.loadBalancerPort=443", "listeners.0.instancePort=80", "listeners.0.protocol=4",
           "listeners.0.SSLMode=unidirectional", "listeners.0.certName=c", "listeners.0.certContent=PEM",
           "listeners.0.certKey=@" + key.path()});
    hides(with(with(with({"call"}, listener), peer.at()), {"--method", "GET", "--verbose"}));
}

TEST_CASE("tool: --verbose shows no signature that somebody could send again") {
    const cloud peer;
    const words by_tencent{"call",         "tencent.clb.DescribeListeners", "--region",
                           "ap-guangzhou", "LoadBalancerId=lb-1",           "--signature",
                           "HmacSHA256"};
    for (const words& command : {with({"call"}, listener), by_tencent}) {
        const outcome ran = run(with(with(command, peer.at()), {"--method", "GET", "--verbose"}));
        CAPTURE(ran.error);
        const std::size_t line = ran.error.find("GET /");
        REQUIRE(line != std::string::npos);
        const std::size_t from = ran.error.find("&Signature=", line) + 11, end = ran.error.find_first_of(" &", from);
        REQUIRE(end != std::string::npos);
        CHECK(end - from >= 28);
        CHECK(ran.error.substr(from, end - from) == std::string(end - from, '*'));
        CHECK(ran.error.find("&SignatureMethod=H", line) != std::string::npos); // which is no secret
    }
}

TEST_CASE("tool: no secret key in anything that is shown or printed") {
    const cloud peer;
    const words clb{"tencent.clb.DescribeListeners", "--region", "ap-guangzhou", "LoadBalancerId=lb-1"};
    for (const words& request : {listener, clb}) {
        const bool is_aliyun = request[0] == listener[0];
        for (const char* const scheme :
             {"HMAC-SHA1", "ACS3-HMAC-SHA256", "HmacSHA1", "HmacSHA256", "TC3-HMAC-SHA256"}) {
            words one = request;
            if (is_aliyun) one.resize(one.size() - 2);
            one = with(one, {"--signature", scheme});
            std::vector<words> commands{with({"explain"}, one), with(with({"call", "--verbose"}, one), peer.at())};
            for (const char* const form : {"url", "http", "curl", "json"})
                commands.push_back(with(with({"sign"}, one), {"--print", form}));
            for (const words& command : commands) {
                const outcome ran = run(command);
                CHECK(!(ran.output + ran.error).empty());
                for (const std::string& key : {tool::tencent_secret, tool::aliyun_secret})
                    CHECK((ran.output + ran.error).find(key) == std::string::npos);
            }
        }
    }
}

} // namespace
