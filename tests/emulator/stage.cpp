// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// The endpoint without a socket: how it reads HTTP, and every fault that can be ordered.

#include "../../examples/portwright/emulator/stage.hpp"

#include <set>

#include <doctest/doctest.h>

#include "client.hpp"

namespace {

using namespace emulator_test;
using portwright_tool::emulator_options;
using portwright_tool::emulator::exchange;
using portwright_tool::emulator::fault_rule;
using portwright_tool::emulator::parse_fault;
using portwright_tool::emulator::stage;

http_request create(int port) {
    return tc3("clb", "CreateListener", "2018-03-17",
               {{"LoadBalancerId", "lb-a"}, {"Ports", {port}}, {"Protocol", "TCP"}});
}

std::string wire_of(const http_request& request, const std::string& more = "") {
    std::string text =
        request.method + " " + request.path + (request.query.empty() ? "" : "?" + request.query) + " HTTP/1.1\r\n";
    for (const auto& [name, value] : request.headers) text += name + ": " + value + "\r\n";
    return text + more + "content-length: " + std::to_string(request.body.size()) + "\r\n\r\n" + request.body;
}

struct heard {
    std::string text{};
    std::chrono::milliseconds before{0}, each_byte{0};
    bool closed = false, cut = false;

    [[nodiscard]] std::string body() const {
        const std::size_t end = text.find("\r\n\r\n");
        return end == std::string::npos ? "" : text.substr(end + 4);
    }
    [[nodiscard]] std::string code() const { return answer{.body = json::parse(body(), nullptr, false)}.code(); }
    [[nodiscard]] bool has(const char* what) const { return text.find(what) != std::string::npos; }
};

heard say(exchange& wire, const std::string& bytes) {
    heard got;
    wire.receive(bytes);
    while (const auto next = wire.take_output()) {
        got.text += next->bytes;
        got.before += next->before;
        got.each_byte += next->each_byte;
    }
    got.closed = wire.is_closed();
    got.cut = wire.is_cut();
    return got;
}

heard say(stage& on, const http_request& request) {
    exchange wire{on};
    return say(wire, wire_of(request));
}

emulator_options with(std::vector<std::string> faults) {
    emulator_options options = test_options();
    options.faults = std::move(faults);
    return options;
}

std::size_t made(stage& on) { return on.cloud().count("tencent.clb", "lb-a"); }

TEST_CASE("emulator: requests over one connection, in pieces of every size") {
    const std::string one = wire_of(create(80));
    for (std::size_t piece = 1; piece <= one.size() + 1; piece += piece < 40 ? 1 : 97) {
        stage on{test_options()};
        exchange wire{on};
        std::string answers;
        const std::string both = one + wire_of(create(81));
        for (std::size_t at = 0; at < both.size(); at += piece) answers += say(wire, both.substr(at, piece)).text;
        CHECK(made(on) == 2);
        CHECK(on.requests() == 2);
        CHECK(answers.find("HTTP/1.1 200 OK") != answers.rfind("HTTP/1.1 200 OK"));
        CHECK_FALSE(wire.is_closed());
    }
}

TEST_CASE("emulator: forms of HTTP") {
    stage on{test_options()};
    exchange wire{on};
    http_request chunked = create(80);
    const std::string body = chunked.body;
    chunked.body.clear();
    std::string head = wire_of(chunked);
    head.resize(head.find("content-length"));
    head += "Transfer-Encoding: chunked\r\n\r\n";
    CHECK(say(wire, head + "5;x=y\r\n" + body.substr(0, 5) + "\r\n1\r\n" + body.substr(5, 1) + "\r\n").text.empty());
    char size[20] = {};
    std::snprintf(size, sizeof size, "%zX\r\n", body.size() - 6);
    CHECK(say(wire, size + body.substr(6) + "\r\n0\r\nX: y\r\n\r\n").code() == "");
    const std::string expecting = wire_of(create(81), "Expect: 100-continue\r\n");
    const std::size_t end = expecting.find("\r\n\r\n") + 4;
    CHECK(say(wire, expecting.substr(0, end)).text == "HTTP/1.1 100 Continue\r\n\r\n");
    CHECK(say(wire, expecting.substr(end)).code() == "");
    CHECK_FALSE(wire.is_closed());
    const heard last = say(wire, wire_of(create(82), "Connection: close\r\n"));
    CHECK(last.has("Connection: close"));
    CHECK(last.closed);
    CHECK_FALSE(last.cut);

    for (const char* nonsense : {"\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/2.0\r\n\r\n", "GET / HTTP/1.1\r\nx\r\n\r\n",
                                 "GET / HTTP/1.1\r\n: x\r\n\r\n", "GET / HTTP/1.1\r\ncontent-length: x\r\n\r\n",
                                 "GET / HTTP/1.1\r\ncontent-length: 99999999999999999999\r\n\r\n",
                                 "POST / HTTP/1.1\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n",
                                 "POST / HTTP/1.1\r\ntransfer-encoding: gzip\r\n\r\n",
                                 "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nx\r\n"}) {
        CAPTURE(nonsense);
        exchange other{on};
        const heard got = say(other, nonsense);
        CHECK(got.has("HTTP/1.1 400 "));
        CHECK(got.closed);
    }
    exchange endless{on};
    CHECK(say(endless, "GET /" + std::string(200000, 'x')).has("HTTP/1.1 400 "));
}

TEST_CASE("emulator: the connection cut after every byte of a request") {
    const std::size_t size = wire_of(create(80)).size();
    for (std::size_t bytes = 0; bytes <= size; ++bytes) {
        stage on{with({"cut-request=" + std::to_string(bytes) + "@1"})};
        const heard got = say(on, create(80));
        CHECK(got.text.empty());
        CHECK(got.cut);
        CHECK(made(on) == 0);
        CHECK(say(on, create(80)).code() == "");   // the second is none of it
    }
    stage on{with({"cut-request=100@2-"})};
    exchange wire{on};
    CHECK(say(wire, wire_of(create(80))).code() == "");
    CHECK(wire.receive(wire_of(create(81))) == 100);
    CHECK(wire.is_cut());
}

TEST_CASE("emulator: the connection cut after every byte of an answer") {
    stage whole{test_options()};
    const std::size_t size = say(whole, create(80)).text.size();
    for (std::size_t bytes = 0; bytes <= size; ++bytes) {
        stage on{with({"cut-answer=" + std::to_string(bytes) + "@1"})};
        const heard got = say(on, create(80));
        CHECK(got.text.size() == bytes);
        CHECK(got.cut == (bytes < size));
        CHECK(made(on) == 1);
    }
}

TEST_CASE("emulator: what can go wrong with an answer") {
    const auto first = [](const char* spec, std::size_t listeners) {
        stage on{with({spec})};
        const heard got = say(on, create(80));
        CAPTURE(spec);
        CHECK(made(on) == listeners);
        const std::string then = say(on, create(80)).code();   // the next one is as usual
        CHECK(then == (listeners == 1 ? "InvalidParameter.PortCheckFailed" : ""));
        return got;
    };
    CHECK(first("drop@1", 0).cut);
    heard got = first("lost@1", 1);
    CHECK(got.cut);
    CHECK(got.text.empty());
    CHECK(first("delay=50@1", 1).before == std::chrono::milliseconds{50});
    CHECK(first("drip=5@1", 1).each_byte == std::chrono::milliseconds{5});

    got = first("status=502@1", 0);
    CHECK(got.has("HTTP/1.1 502 "));
    CHECK(got.has("Content-Type: text/html"));
    CHECK(got.body().starts_with("<html>"));
    CHECK_FALSE(got.closed);
    got = first("status=503,empty,retry-after=7@1", 0);
    CHECK(got.has("Content-Length: 0\r\n"));
    CHECK(got.has("Retry-After: 7\r\n"));
    CHECK(first("status=504,done@1", 1).has("HTTP/1.1 504 "));
    CHECK_FALSE(first("status=204,empty@1", 0).has("Content-Length"));

    CHECK(first("throttle@1", 0).code() == "RequestLimitExceeded");
    CHECK(first("busy@1", 0).code() == "FailedOperation.ResourceInOperating");
    got = first("truncate=9@1", 1);
    CHECK(got.body().size() == 9);
    CHECK(got.has("Content-Length: 9\r\n"));
    got = first("oversize=100000@1", 1);
    CHECK(got.body().size() > 100000);
    CHECK(got.code() == "");
    CHECK(first("malformed@1", 1).code() == "no JSON object");
    CHECK_FALSE(first("no-date@1", 1).has("Date:"));
    got = first("close@1", 1);
    CHECK(got.has("Connection: close\r\n"));
    CHECK(got.closed);
    CHECK_FALSE(got.cut);
}

TEST_CASE("emulator: a clock that is off") {
    stage on{with({"skew=315360000@1", "skew=-301@2"})};
    heard got = say(on, create(80));
    CHECK(got.code() == "AuthFailure.SignatureExpire");
    CHECK(got.has("Date: Fri, 11 Nov 2033 "));
    got = say(on, create(80));
    CHECK(got.code() == "AuthFailure.SignatureExpire");
    CHECK(got.has("Date: Tue, 14 Nov 2023 22:08:19 GMT"));
    stage right{with({"skew=315360000@all"})};
    CHECK(say(right, tc3("clb", "CreateListener", "2018-03-17",
                         {{"LoadBalancerId", "lb-a"}, {"Ports", {80}}, {"Protocol", "TCP"}}, {.time = now + 315360000}))
              .code() == "");
}

TEST_CASE("emulator: which requests go wrong") {
    const auto wrong_ones = [](const char* spec, std::uint64_t count) {
        const fault_rule rule = parse_fault(spec);
        std::set<std::uint64_t> numbers;
        for (std::uint64_t number = 1; number <= count; ++number)
            if (rule.is_for(number)) numbers.insert(number);
        return numbers;
    };
    CHECK(wrong_ones("drop@3", 9) == std::set<std::uint64_t>{3});
    CHECK(wrong_ones("drop@3-4", 9) == std::set<std::uint64_t>{3, 4});
    CHECK(wrong_ones("drop@8-", 9) == std::set<std::uint64_t>{8, 9});
    CHECK(wrong_ones("drop@all", 3).size() == 3);
    CHECK(wrong_ones("drop@100%", 1000).size() == 1000);
    const auto some = wrong_ones("drop@5%,seed=7", 100000);
    CHECK(some.size() > 4700);
    CHECK(some.size() < 5300);
    CHECK(some == wrong_ones("drop,seed=7@5%", 100000));
    CHECK(some != wrong_ones("drop@5%,seed=8", 100000));

    // A change is busy, a look-up is not; an action's requests are counted by themselves.
    stage on{with({"busy@all", "throttle,only=DescribeListeners@2"})};
    const auto look = tc3("clb", "DescribeListeners", "2018-03-17", {{"LoadBalancerId", "lb-a"}});
    CHECK(say(on, create(80)).code() == "FailedOperation.ResourceInOperating");
    CHECK(say(on, look).code() == "");
    CHECK(say(on, create(80)).code() == "FailedOperation.ResourceInOperating");
    CHECK(say(on, look).code() == "RequestLimitExceeded");
    CHECK(say(on, look).code() == "");
}

TEST_CASE("emulator: faults that are written wrong") {
    for (const char* spec : {"",
                             "@",
                             "drop",
                             "drop@",
                             "drop@0",
                             "drop@x",
                             "drop@4-3",
                             "drop@1-2-3",
                             "drop@0%",
                             "drop@101%",
                             "drop@%",
                             "drop@nan%",
                             "dropp@1",
                             "drop=1@1",
                             "delay@1",
                             "delay=@1",
                             "delay=x@1",
                             "delay=-1@1",
                             "delay=99999999@1",
                             "status@1",
                             "status=99@1",
                             "status=600@1",
                             "skew@1",
                             "skew=-@1",
                             "skew=1.5@1",
                             "drop,empty@1",
                             "drop,color=red@1",
                             "drop,only=@1",
                             "drop,only@1",
                             "drop,seed@1",
                             "cut-request=5,only=CreateListener@1",
                             "cut-handshake=5,only=CreateListener@1",
                             "cut-handshake@1",
                             "drip-handshake=99999999@1",
                             "status=500,empty=1@1",
                             "cut-answer=18446744073709551616@1",
                             "drop,retry-after=x@1"}) {
        CAPTURE(spec);
        CHECK_THROWS_AS((void)parse_fault(spec), std::invalid_argument);
        CHECK_THROWS_AS(stage{with({spec})}, std::invalid_argument);
    }
    try {
        (void)parse_fault("dropp@1");
    } catch (const std::invalid_argument& error) {
        CHECK(std::string{error.what()} == "wrong fault \"dropp@1\": there is no kind \"dropp\"");
    }
}

} // namespace
