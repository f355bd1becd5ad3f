// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/http/request_source.hpp>

#include <portwright/aliyun/ga.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/stream.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb.hpp>

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace {

using namespace portwright;

constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};

std::string pulled(const http::request_source& from, std::size_t offset, std::size_t room) {
    std::string text(room + 8, '#');
    const std::size_t n = from.pull(from.context, offset, std::span(text).first(room));
    REQUIRE(n <= room);
    for (std::size_t i = n; i != text.size(); ++i) CHECK(text[i] == '#');
    text.resize(n);
    return text;
}

/// Every window of a request is a piece of the same bytes.
void check_windows(const http::request_source& from, std::string_view whole) {
    REQUIRE(from.size == whole.size());
    for (std::size_t offset = 0; offset <= whole.size(); offset += 7)
        for (const std::size_t room : {std::size_t{1}, std::size_t{63}, std::size_t{64}, std::size_t{65},
                                       whole.size() - offset, whole.size() + 9}) {
            CAPTURE(offset);
            CAPTURE(room);
            CHECK(pulled(from, offset, room) == whole.substr(offset, room));
        }
}

template <class Scheme, class Action>
void check_stream(const Action& request, std::string_view region) {
    typename Scheme::key key;
    if constexpr (requires { key.prepare(who, *request.call.service, 1700000000); })
        REQUIRE(key.prepare(who, *request.call.service, 1700000000));
    else REQUIRE(key.prepare(who));
    context<Scheme> with{.key = key, .region = region, .timestamp = 1700000000, .nonce = "1"};
    for (const method verb : {method::POST, method::GET}) {
        with.verb = verb;
        std::array<char, 2048> buffer, text;
        const auto made = sign(request, with, buffer);
        const auto stream = sign_streamed(request, with);
        REQUIRE(made);
        REQUIRE(stream);
        const auto views = http::source_of(*made, false);
        const auto written = http::source_of(*stream, false);
        REQUIRE(views);
        REQUIRE(written);
        const auto whole = http::write_request(*made, text);
        REQUIRE(whole);
        check_windows(*views, *whole);
        check_windows(*written, *whole);
        const auto keeping = http::source_of(*stream, true);
        REQUIRE(keeping);
        const std::string kept = pulled(*keeping, 0, 4096);
        CHECK(kept.size() == keeping->size);
        CHECK(kept.find("Connection:") == kept.npos);
        CHECK(kept.size() + std::string("Connection: close\r\n").size() == whole->size());
        CHECK(pulled(*http::source_of(*made, true), 0, 4096) == kept);
    }
}

TEST_CASE("request_source: every window is a piece of the same request") {
    static constexpr std::uint16_t ports[] = {80, 81};
    check_stream<tc3<>>(
        tencent::clb::CreateListener{.LoadBalancerId = "lb-1", .Ports = ports, .Protocol = tencent::clb::Protocol::TCP},
        "ap-guangzhou");
    static constexpr aliyun::ga::PortRange ranges[] = {{.FromPort = 20, .ToPort = 20}};
    check_stream<acs3<>>(aliyun::ga::CreateListener{.AcceleratorId = "ga-1", .PortRanges = ranges}, "cn-hangzhou");
}

TEST_CASE("request_source: a head that cannot be sent is none") {
    signed_request request;
    request.host = "a b";
    request.path = "/";
    CHECK(http::source_of(request, true).error().code == errc::bad_host);
    request.host = "a";
    request.path = "/ ";
    CHECK(http::source_of(request, false).error().code == errc::bad_characters);
}

} // namespace
