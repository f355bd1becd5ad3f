// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What `call` says, where it says it, and that its exit status is true whatever cuts it off.

#include "cloud.hpp"

#include "emulator/stage.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using portwright_tool::emulator_call;
using portwright_tool::emulator_fault;
using tool::cloud;
using tool::lines_of;
using tool::outcome;
using tool::run;
using tool::with;
using tool::words;

const words listener{"call",         "tencent.clb.CreateListener", "--region",
                     "ap-guangzhou", "LoadBalancerId=lb-1",        "Ports.0=80",
                     "Protocol=TCP"};

TEST_CASE("tool: standard output is JSON and nothing else") {
    const cloud peer;
    const outcome waited = run(with(with(listener, peer.at()), {"--wait", "--verbose", "--timeout", "60"}));
    CHECK(waited.status == 0);
    const auto lines = lines_of(waited);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0]["Response"]["ListenerIds"].size() == 1);
    CHECK(lines[1]["Response"]["Status"] == 0);
    const std::string request = "POST / HTTP/1.1, Host: localhost:" + std::to_string(peer.server.port()) + '\n';
    CHECK(waited.error.find(request) != std::string::npos);
    CHECK(waited.error.starts_with("connected to localhost:"));
    CHECK(waited.error.find("connected", 1) == std::string::npos); // once, for the call and its polls
    CHECK(waited.error.ends_with("\ntask: succeeded\n"));
    CHECK(waited.error.find('\r') == std::string::npos); // progress is for a terminal
    const outcome none =
        run(with({"call", "tencent.clb.DescribeListeners", "--region", "ap-guangzhou", "LoadBalancerId=lb-1", "--wait"},
                 peer.at()));
    if (none.status == 0) CHECK(none.error == "task: none\n");
    lines_of(none);
}

TEST_CASE("tool: --timeout bounds the whole command, and the status is true") {
    const auto timed = [](const words& arguments) {
        const auto from = std::chrono::steady_clock::now();
        outcome ran = run(arguments);
        CHECK(std::chrono::steady_clock::now() - from < std::chrono::seconds(20));
        return ran;
    };
    SUBCASE("a peer that never speaks") {
        const int silent = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(bind(silent, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(listen(silent, 5) == 0);
        socklen_t size = sizeof address;
        REQUIRE(getsockname(silent, reinterpret_cast<sockaddr*>(&address), &size) == 0);
        const cloud trusted;
        const outcome ran = timed(with(listener, {"--endpoint", "localhost:" + std::to_string(ntohs(address.sin_port)),
                                                  "--ca-file", trusted.ca.path(), "--timeout", "0.5"}));
        CHECK(ran.status == 3);
        CHECK(ran.error == "not sent: timed out\n");
        close(silent);
    }
    SUBCASE("an answer that comes too late") {
        const cloud late([](const emulator_call&) { return emulator_fault{.delay = std::chrono::seconds(8)}; });
        const outcome ran = timed(with(with(listener, late.at()), {"--timeout", "4"}));
        CHECK(ran.status == 4);
        CHECK(ran.error == "outcome unknown: sent, and no answer (timed out)\n");
        CHECK(ran.output.empty());
    }
    SUBCASE("a task without an end") {
        const cloud busy({}, 100000);
        const outcome ran = timed(with(with(listener, busy.at()), {"--wait", "--timeout", "5"}));
        CHECK(ran.status == 4);
        CHECK(ran.error == "task: still running when the time was up\n");
        REQUIRE(lines_of(ran).size() == 1);
        CHECK(lines_of(ran)[0]["Response"]["ListenerIds"].size() == 1); // the ID is not lost
    }
    for (const char* wrong : {"0", "-1", "soon", ""}) {
        const outcome ran = run(with(listener, {"--timeout", wrong}));
        CHECK(ran.status == 2);
        CHECK(ran.error.starts_with("--timeout: not a number of seconds above 0\n"));
    }
}

TEST_CASE("tool: causes are words") {
    const cloud peer, other;
    const auto check = [](const outcome& ran, int status, std::string_view cause) {
        CAPTURE(ran.error);
        CHECK(ran.status == status);
        CHECK(ran.output.empty());
        CHECK(ran.error.find(cause) != std::string::npos);
        CHECK(ran.error.find('\n') == ran.error.size() - 1);
    };
    words untrusted = peer.at();
    untrusted.back() = other.ca.path();
    check(run(with(listener, untrusted)), 3, "its certificate is signed by no authority that is trusted");
    check(run(with(listener, peer.at("127.0.0.1"))), 3, "is for another host");
    const cloud ill(
        [](const emulator_call&) { return emulator_fault{.what = emulator_fault::kind::status, .status = 503}; });
    check(run(with(listener, ill.at())), 1, "HTTP status 503");
    const cloud gone(
        [](const emulator_call&) { return emulator_fault{.what = emulator_fault::kind::drop, .take_effect = true}; });
    check(run(with(listener, gone.at())), 4, "outcome unknown: sent, and no answer");
    const cloud odd([](const emulator_call&) {
        return emulator_fault{.what = emulator_fault::kind::raw,
                              .bytes = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n<html>hello"};
    });
    check(run(with(listener, odd.at())), 4, "HTTP status 200: <html>hello");
}

TEST_CASE("tool: call tries again what can do no harm, and nothing else") {
    const auto count = [](const cloud& peer, const char* system, const char* owner) {
        return peer.server.stage().cloud().count(system, owner);
    };
    const words accelerator{"call",
                            "aliyun.ga.CreateListener",
                            "--region",
                            "cn-hangzhou",
                            "AcceleratorId=ga-1",
                            "PortRanges.1.FromPort=20",
                            "PortRanges.1.ToPort=20"};
    SUBCASE("a create whose answer is lost, by its one ClientToken") {
        for (const char* scheme : {"ACS3-HMAC-SHA256", "HMAC-SHA1"}) {
            const cloud peer({}, 0, {"lost@1"});
            const outcome ran = run(with(with(accelerator, peer.at()), {"--signature", scheme}));
            CAPTURE(ran.error);
            CHECK(ran.status == 0);
            CHECK(lines_of(ran).size() == 1);
            CHECK(count(peer, "aliyun.ga", "ga-1") == 1);
            CHECK(peer.server.stage().requests() == 2);
        }
    }
    SUBCASE("a create without one is not sent again") {
        const cloud peer({}, 0, {"lost@1"});
        CHECK(run(with(listener, peer.at())).status == 4);
        CHECK(count(peer, "tencent.clb", "lb-1") == 1);
        CHECK(peer.server.stage().requests() == 1);
    }
    SUBCASE("what was one too many, and a clock that is off") {
        const cloud busy({}, 0, {"throttle@1-2"});
        CHECK(run(with(listener, busy.at())).status == 0);
        CHECK(busy.server.stage().requests() == 3);
        const cloud ahead({}, 0, {"skew=7200@all"});
        CHECK(run(with(listener, ahead.at())).status == 0);
        CHECK(ahead.server.stage().requests() == 2);
    }
    SUBCASE("a time or a nonce that was given is sent once") {
        const cloud ahead({}, 0, {"skew=7200@all"});
        CHECK(run(with(with(listener, ahead.at()), {"--timestamp", "1800000000"})).status == 1);
        CHECK(ahead.server.stage().requests() == 1);
        const cloud peer({}, 0);
        const words again = with(with({"call", "tencent.clb.DescribeListeners", "--region", "ap-guangzhou",
                                       "LoadBalancerId=lb-1", "--signature", "HmacSHA256"},
                                      peer.at()),
                                 {"--nonce", "1234567890123456789"});
        CHECK(run(again).status != 4);
        CHECK(peer.server.stage().requests() == 1);
        const outcome old = run(with(with(listener, peer.at()), {"--timestamp", "1551113065"}));
        CHECK(old.status == 2);
        CHECK(old.error == "--timestamp: what is sent has a time from 2024 on\n");
        for (const char* wrong : {"text", "0", "", "-1", "007", "9223372036854775808"})
            CHECK(run(with(with(listener, peer.at()), {"--nonce", wrong})).status == 2);
    }
}

TEST_CASE("tool: an answer that cannot be written is no failure to send") {
    if (const char* const wrapper = std::getenv("MESON_EXE_WRAPPER"); wrapper != nullptr && *wrapper != '\0') return;
    const cloud peer;
    words command = with(listener, peer.at());
    command.insert(command.begin(), {"-c", "exec \"$0\" \"$@\" > /dev/full", std::getenv("PORTWRIGHT_TOOL")});
    const outcome ran = tool::run_program("/bin/sh", command, tool::credentials());
    CHECK(ran.status == 4);
    CHECK(ran.error == "done, and the answer cannot be written\n");
}

TEST_CASE("tool: check wants no credentials") {
    const words good{"check", "tencent.clb.CreateListener", "LoadBalancerId=lb-1", "Ports.0=80", "Protocol=TCP"};
    const outcome fine = run(good, {});
    CHECK(fine.status == 0);
    CHECK(fine.output.empty());
    CHECK(fine.error.empty());
    const outcome wrong = run(with(good, {"Ports.1=70000"}), {});
    CHECK(wrong.status == 2);
    CHECK(wrong.error == "Ports.1: 70000 is outside 1..65535\n");
    CHECK(run(with(good, {"--region", "ap&x"}), {}).status == 2);
    CHECK(run({"check", "aliyun.ga.CreateListener", "AcceleratorId=ga-1", "PortRanges.1.FromPort=1",
               "PortRanges.1.ToPort=2"},
              {})
              .status == 0);
    CHECK(run({"check", "tencent.gaap.CreateHTTPListener", "ListenerName=a", "Port=80", "ProxyId=p"}, {}).status == 0);
    CHECK(run({"check", "tencent.gaap.CreateHTTPListener", "ListenerName=a", "Port=80"}, {}).status == 2);
}

} // namespace
