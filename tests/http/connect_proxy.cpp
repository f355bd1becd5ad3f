// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/http/connect_proxy.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace {

using portwright::errc;
namespace http = portwright::http;

/// A proxy that answers as told, and what is behind it.
struct fake_proxy {
    std::string answer = "HTTP/1.1 200 Connection established\r\n\r\n";
    errc opens = errc::none;
    std::ptrdiff_t ends = http::stream_end; ///< what read() returns after the answer
    std::size_t writes = SIZE_MAX; ///< bytes that get through

    std::string proxy_host{}, sent{};
    unsigned proxy_port = 0;
    std::size_t given = 0;
    int opened = 0, closed = 0;

    http::byte_stream stream() {
        return {this,
                [](void* self, std::string_view host, std::uint16_t port) {
                    auto& me = *static_cast<fake_proxy*>(self);
                    me.proxy_host = host;
                    me.proxy_port = port;
                    ++me.opened;
                    return me.opens;
                },
                [](void* self, const char* data, std::size_t size) -> std::ptrdiff_t {
                    auto& me = *static_cast<fake_proxy*>(self);
                    const std::size_t n = std::min({size, me.writes - me.sent.size(), std::size_t{5}});
                    me.sent.append(data, n);
                    return n == 0 ? me.ends == http::stream_timed_out ? http::stream_timed_out : http::stream_broken
                                  : static_cast<std::ptrdiff_t>(n);
                },
                [](void* self, char* data, std::size_t size) -> std::ptrdiff_t {
                    auto& me = *static_cast<fake_proxy*>(self);
                    const std::size_t n = std::min(size, me.answer.size() - me.given);
                    if (n == 0) return me.ends;
                    me.answer.copy(data, n, me.given);
                    me.given += n;
                    return static_cast<std::ptrdiff_t>(n);
                },
                [](void* self) { ++static_cast<fake_proxy*>(self)->closed; }};
    }
};

errc open(http::connect_proxy& proxy, std::string_view host = "clb.tencentcloudapi.com", std::uint16_t port = 443) {
    const http::byte_stream stream = proxy.stream();
    return stream.open(stream.context, host, port);
}

TEST_CASE("connect_proxy: what it sends, and the tunnel behind it") {
    fake_proxy peer;
    peer.answer += "first bytes of the tunnel";
    http::connect_proxy proxy{peer.stream(), "proxy.example:3128"};
    CHECK(open(proxy) == errc::none);
    CHECK(peer.proxy_host == "proxy.example");
    CHECK(peer.proxy_port == 3128);
    CHECK(peer.sent == "CONNECT clb.tencentcloudapi.com:443 HTTP/1.1\r\nHost: clb.tencentcloudapi.com:443\r\n\r\n");
    CHECK(proxy.status() == 200);
    const http::byte_stream stream = proxy.stream();
    char room[100];
    CHECK(stream.read(stream.context, room, sizeof room) == 25);
    CHECK(std::string_view(room, 25) == "first bytes of the tunnel");
    peer.sent.clear();
    CHECK(stream.write(stream.context, "hello", 5) == 5);
    CHECK(peer.sent == "hello");
    CHECK(peer.closed == 0);
    stream.close(stream.context);
    CHECK(peer.closed == 1);
}

TEST_CASE("connect_proxy: credentials, RFC 7617's own example among them") {
    struct {
        std::string_view user, password, basic;
    } const known[] = {
        {"Aladdin", "open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="},
        {"test", "123\xC2\xA3", "dGVzdDoxMjPCow=="},
        {"u", "", "dTo="},
        {"user", "0123456789012345678901234567890123456789012345678901234567890123456789",
         "dXNlcjowMTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5"},
    };
    for (const auto& [user, password, basic] : known) {
        fake_proxy peer;
        http::connect_proxy proxy{peer.stream(), "[::1]:8080"};
        REQUIRE(proxy.authorize(user, password));
        CHECK(open(proxy, "2001:db8::1", 8443) == errc::none);
        CHECK(peer.proxy_host == "::1");
        CHECK(peer.sent == "CONNECT [2001:db8::1]:8443 HTTP/1.1\r\nHost: [2001:db8::1]:8443\r\n"
                           "Proxy-Authorization: Basic " +
                               std::string(basic) + "\r\n\r\n");
    }
}

TEST_CASE("connect_proxy: credentials that cannot be sent are refused") {
    fake_proxy peer;
    http::connect_proxy proxy{peer.stream(), "proxy.example:3128"};
    CHECK(proxy.authorize("", "p").error().code == errc::bad_credentials);
    CHECK(proxy.authorize("a:b", "p").error().code == errc::bad_credentials);
    CHECK(proxy.authorize("a\r\nX: y", "p").error().code == errc::bad_credentials);
    CHECK(proxy.authorize("a", "p\n").error().code == errc::bad_credentials);
    CHECK(proxy.authorize("a", std::string_view{"\0", 1}).error().code == errc::bad_credentials);
    CHECK(open(proxy) == errc::none);
    CHECK(peer.sent.find("Authorization") == std::string::npos);
}

TEST_CASE("connect_proxy: a refusal keeps its status, and the connection is closed") {
    struct {
        std::string_view answer;
        unsigned status;
    } const answers[] = {
        {"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 3\r\n\r\nno\n",
         407},
        {"HTTP/1.0 502 Bad Gateway\r\n\r\n<html>", 502},
        {"HTTP/1.1 302\r\n\r\n", 302},
        {"HTTP/1.1 099 x\r\n\r\n", 99},
        {"HTTP/2.0 200 OK\r\n\r\n", 0},
        {"HTTP/1.1  200 OK\r\n\r\n", 0},
        {"HTTP/1.1 2000 OK\r\n\r\n", 200},
        {"HTTP/1.1 20x OK\r\n\r\n", 0},
        {"SSH-2.0-OpenSSH_9.2\r\n", 0},
        {"\r\n\r\n", 0},
        {"", 0},
    };
    for (const auto& one : answers) {
        CAPTURE(one.answer);
        fake_proxy peer;
        peer.answer = one.answer;
        http::connect_proxy proxy{peer.stream(), "proxy.example:3128"};
        CHECK(open(proxy) == errc::connect_failed);
        CHECK(proxy.status() == one.status);
        CHECK(peer.closed == 1);
    }
}

TEST_CASE("connect_proxy: other ways to say yes") {
    for (const std::string_view answer :
         {std::string_view{"HTTP/1.0 200\r\n\r\n"}, std::string_view{"HTTP/1.1 200 \nVia: x\n\n"},
          std::string_view{"HTTP/1.1 299 OK\r\nA: b\r\n\r\n"},
          std::string_view{"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 x\r\nLink: y\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"}}) {
        CAPTURE(answer);
        fake_proxy peer;
        peer.answer = answer;
        http::connect_proxy proxy{peer.stream(), "proxy.example:3128"};
        CHECK(open(proxy) == errc::none);
        CHECK(peer.given == answer.size());
        CHECK(peer.closed == 0);
    }
}

TEST_CASE("connect_proxy: cut after each byte, either way") {
    const std::string whole = fake_proxy{}.answer;
    for (std::size_t size = 0; size != whole.size(); ++size) {
        for (const std::ptrdiff_t end : {http::stream_end, http::stream_broken, http::stream_timed_out}) {
            fake_proxy peer;
            peer.answer.resize(size);
            peer.ends = end;
            http::connect_proxy proxy{peer.stream(), "proxy.example:3128"};
            CHECK(open(proxy) == (end == http::stream_timed_out ? errc::timed_out : errc::connect_failed));
            CHECK(peer.closed == 1);
        }
    }
    fake_proxy measured;
    http::connect_proxy first{measured.stream(), "proxy.example:3128"};
    CHECK(open(first) == errc::none);
    for (std::size_t size = 0; size != measured.sent.size(); ++size) {
        for (const std::ptrdiff_t end : {http::stream_broken, http::stream_timed_out}) {
            fake_proxy peer;
            peer.writes = size;
            peer.ends = end;
            http::connect_proxy proxy{peer.stream(), "proxy.example:3128"};
            CHECK(open(proxy) == (end == http::stream_timed_out ? errc::timed_out : errc::connect_failed));
            CHECK(peer.closed == 1);
            CHECK(peer.given == 0);
        }
    }
}

TEST_CASE("connect_proxy: a proxy that never ends its answer is given up") {
    for (const std::string& line : {std::string("X: y\r\n"), std::string("HTTP/1.1 100 Continue\r\n\r\n")}) {
        fake_proxy peer;
        peer.answer = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n";
        while (peer.answer.size() < 20000) peer.answer += line;
        http::connect_proxy proxy{peer.stream(), "proxy.example:3128"};
        CHECK(open(proxy) == errc::connect_failed);
        CHECK(peer.given <= http::connect_proxy::max_answer);
        CHECK(peer.closed == 1);
    }
}

TEST_CASE("connect_proxy: what the stream below says of opening, and a proxy that is none") {
    for (const errc code : {errc::connect_failed, errc::timed_out, errc::tls_failed, errc::bad_host}) {
        fake_proxy peer;
        peer.opens = code;
        http::connect_proxy proxy{peer.stream(), "proxy.example:3128"};
        CHECK(open(proxy) == code);
        CHECK(peer.closed == 0);
        CHECK(peer.sent.empty());
    }
    for (const std::string_view wrong : {std::string_view{""}, std::string_view{"proxy.example"},
                                         std::string_view{"proxy.example:0"}, std::string_view{"http://proxy:3128"},
                                         std::string_view{"user@proxy:3128"}, std::string_view{"proxy:70000"}}) {
        fake_proxy peer;
        http::connect_proxy proxy{peer.stream(), wrong};
        CHECK(open(proxy) == errc::bad_host);
        CHECK(peer.opened == 0);
    }
}

} // namespace
