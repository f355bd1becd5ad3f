// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/http/transport.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using portwright::errc;
using portwright::method;
using portwright::signed_request;
using portwright::sink;
namespace http = portwright::http;
using http::body_source;
using http::byte_stream;

// A peer that answers as told, and a stream that fails as told and checks how it is used.
struct fake_stream {
    std::string answer = "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 5\r\n\r\nhello";
    errc open_code = errc::none;
    std::size_t write_most = SIZE_MAX;       // in one call
    std::size_t read_most = SIZE_MAX;
    std::size_t write_fails_after = SIZE_MAX; // so many bytes
    std::size_t read_fails_after = SIZE_MAX;
    std::ptrdiff_t failure = http::stream_broken;

    std::string host, sent;
    unsigned port = 0;
    std::size_t given = 0; // of the answer
    int opened = 0, closed = 0;
    bool is_open = false, over = false;

    byte_stream stream() { return {this, &open, &write, &read, &close}; }

private:
    static fake_stream& self(void* context) { return *static_cast<fake_stream*>(context); }

    static errc open(void* context, std::string_view host, std::uint16_t port) {
        fake_stream& me = self(context);
        CHECK(!me.is_open);
        ++me.opened;
        me.host = host;
        me.port = port;
        me.is_open = me.open_code == errc::none;
        return me.open_code;
    }

    static std::ptrdiff_t write(void* context, const char* data, std::size_t size) {
        fake_stream& me = self(context);
        CHECK(me.is_open);
        CHECK(!me.over);
        CHECK(size != 0);
        const std::size_t n = std::min({size, me.write_most, me.write_fails_after - me.sent.size()});
        me.sent.append(data, n);
        if (n == 0) me.over = true;
        return n != 0 ? static_cast<std::ptrdiff_t>(n) : me.failure;
    }

    static std::ptrdiff_t read(void* context, char* data, std::size_t size) {
        fake_stream& me = self(context);
        CHECK(me.is_open);
        CHECK(!me.over);
        CHECK(size != 0);
        if (me.given == me.read_fails_after) {
            me.over = true;
            return me.failure;
        }
        const std::size_t n =
            std::min({size, me.read_most, me.answer.size() - me.given, me.read_fails_after - me.given});
        me.answer.copy(data, n, me.given);
        me.given += n;
        if (n == 0) me.over = true;
        return static_cast<std::ptrdiff_t>(n);
    }

    static void close(void* context) {
        fake_stream& me = self(context);
        CHECK(me.is_open);
        me.is_open = false;
        ++me.closed;
    }
};

sink into(std::string& text) {
    return {[](void* context, const char* data, std::size_t size) {
                static_cast<std::string*>(context)->append(data, size);
                return true;
            },
            &text};
}

signed_request post() {
    signed_request request;
    request.verb = method::POST;
    request.host = "ga.cn-hangzhou.aliyuncs.com";
    request.path = "/";
    request.body = "{\"AcceleratorId\":\"ga-bp1odcab8tmno0hdq****\",\"PortRanges\":[{\"FromPort\":20,\"ToPort\":20}]}";
    request.header_count = 1;
    request.headers[0] = {"x-acs-action", "CreateListener"};
    return request;
}

std::string text_of(const signed_request& request) {
    std::array<char, 1024> buffer;
    const auto text = http::write_request(request, buffer);
    REQUIRE(text);
    return std::string{*text};
}

// One exchange, and what holds for each.
http::exchange_result run(fake_stream& peer, const signed_request& request, std::string& body, std::size_t io_size = 64,
                          const body_source& payload = {}) {
    std::string io(io_size, '#');
    const auto got = http::exchange(peer.stream(), request, into(body), io, payload);
    CHECK(!peer.is_open);
    CHECK(peer.opened == 1);
    CHECK(peer.closed == (peer.open_code == errc::none ? 1 : 0));
    if (peer.open_code == errc::none) CHECK(io == std::string(io_size, '\0'));
    return got;
}

// A body that is made in pieces of 7 bytes.
struct piecewise {
    std::string_view text;
    bool result = true;
    bool obeys = true;

    body_source source(std::size_t size) { return {&produce, this, size}; }

    static bool produce(void* context, sink to) {
        auto& me = *static_cast<piecewise*>(context);
        for (std::string_view rest = me.text; !rest.empty(); rest.remove_prefix(std::min<std::size_t>(7, rest.size())))
            if (!to.write(to.context, rest.data(), std::min<std::size_t>(7, rest.size())) && me.obeys) return false;
        return me.result;
    }
};

constexpr bool splits(std::string_view text, std::string_view host, unsigned port) {
    const auto to = http::split_host(text);
    return to && to->host == host && to->port == port;
}

constexpr bool refuses(std::string_view text) {
    const auto to = http::split_host(text);
    return !to && to.error().code == errc::bad_host && std::string_view{to.error().text, to.error().length} == text;
}

static_assert(splits("clb.tencentcloudapi.com", "clb.tencentcloudapi.com", 443));
static_assert(splits("localhost:8443", "localhost", 8443));
static_assert(splits("127.0.0.1:1", "127.0.0.1", 1));
static_assert(splits("[::1]", "::1", 443));
static_assert(splits("[::1]:65535", "::1", 65535));
static_assert(refuses("") && refuses(":443") && refuses("a:") && refuses("a:0") && refuses("a:65536"));
static_assert(refuses("a:4294967739") && refuses("a:-1") && refuses("a:+1") && refuses("a: 1") && refuses("a:1x"));
static_assert(refuses("::1") && refuses("fe80::1") && refuses("[::1") && refuses("[") && refuses("[]") &&
              refuses("[]:1"));
static_assert(refuses("[::1]443") && refuses("[::1]:") && refuses("[::1]x:443"));

static_assert(http::message_transport<http::stream_transport>);
static_assert(!http::message_transport<byte_stream>);

struct own_stack {
    http::exchange_result perform(const signed_request&, sink, const body_source&) {
        return {http::response_head{}, true};
    }
};
static_assert(http::message_transport<own_stack>);

} // namespace

TEST_CASE("a request goes out and its answer comes back, through pieces of every size") {
    const std::string request = text_of(post());
    for (const std::size_t io : {64u, 65u, 100u, 4096u}) {
        for (std::size_t most = 1; most <= 70; ++most) {
            CAPTURE(io);
            CAPTURE(most);
            fake_stream peer;
            peer.write_most = peer.read_most = most;
            std::string body;
            const auto got = run(peer, post(), body, io);
            REQUIRE(got);
            CHECK(got.request_sent);
            CHECK(got->status == 200);
            CHECK((*got).date == 784111777);
            CHECK(body == "hello");
            CHECK(peer.sent == request);
            CHECK(peer.host == "ga.cn-hangzhou.aliyuncs.com");
            CHECK(peer.port == 443);
        }
    }
}

TEST_CASE("the port of the host is where the stream goes, and stays in Host") {
    fake_stream peer;
    std::string body;
    signed_request request = post();
    request.host = "localhost:8443";
    CHECK(run(peer, request, body));
    CHECK(peer.host == "localhost");
    CHECK(peer.port == 8443);
    CHECK(peer.sent.find("\r\nHost: localhost:8443\r\n") != std::string::npos);
}

TEST_CASE("a status that is an error is an answer, too") {
    fake_stream peer;
    peer.answer = "HTTP/1.1 403 Forbidden\r\nContent-Length: 4\r\n\r\n{\"\"}";
    std::string body;
    const auto got = run(peer, post(), body);
    REQUIRE(got);
    CHECK(got->status == 403);
    CHECK(body == "{\"\"}");
}

TEST_CASE("no connection: the request was not sent") {
    for (const errc code : {errc::connect_failed, errc::tls_failed, errc::timed_out, errc::bad_host}) {
        fake_stream peer;
        peer.open_code = code;
        std::string body;
        const auto got = run(peer, post(), body);
        CHECK(!got);
        CHECK(got.error().code == code);
        CHECK(!got.request_sent);
    }
}

TEST_CASE("writing fails after each byte: the request was not sent") {
    const std::string request = text_of(post());
    for (const auto failure :
         {http::stream_broken, std::ptrdiff_t{0}, http::stream_timed_out, std::ptrdiff_t{100000}}) {
        for (std::size_t bytes = 0; bytes < request.size(); ++bytes) {
            CAPTURE(failure);
            CAPTURE(bytes);
            fake_stream peer;
            peer.write_fails_after = bytes;
            peer.failure = failure;
            std::string body;
            const auto got = run(peer, post(), body);
            CHECK(!got);
            CHECK(got.error().code == (failure == http::stream_timed_out ? errc::timed_out : errc::send_failed));
            CHECK(!got.request_sent);
            CHECK(peer.sent == request.substr(0, bytes));
            CHECK(peer.given == 0);
        }
    }
}

TEST_CASE("reading fails or ends after each byte: the request was sent") {
    const std::size_t size = fake_stream{}.answer.size();
    for (const auto failure : {http::stream_broken, http::stream_end, http::stream_timed_out, std::ptrdiff_t{100000}}) {
        for (std::size_t bytes = 0; bytes < size; ++bytes) {
            CAPTURE(failure);
            CAPTURE(bytes);
            fake_stream peer;
            peer.read_fails_after = bytes;
            peer.failure = failure;
            std::string body;
            const auto got = run(peer, post(), body);
            CHECK(!got);
            CHECK(got.error().code == (failure == http::stream_timed_out ? errc::timed_out : errc::receive_failed));
            CHECK(got.request_sent);
        }
    }
    fake_stream peer; // a failure after the answer is not looked for
    peer.read_fails_after = size;
    std::string body;
    CHECK(run(peer, post(), body));
}

TEST_CASE("an answer that ends with the connection needs its end in good order") {
    fake_stream peer;
    peer.answer = "HTTP/1.1 200 OK\r\n\r\nhello";
    std::string body;
    CHECK(run(peer, post(), body));
    CHECK(body == "hello");
    fake_stream cut;
    cut.answer = peer.answer;
    cut.read_fails_after = cut.answer.size();
    const auto got = run(cut, post(), body);
    CHECK(got.error().code == errc::receive_failed);
    CHECK(got.request_sent);
}

TEST_CASE("an answer that cannot be read: the request was sent") {
    fake_stream peer;
    peer.answer = "SSH-2.0-OpenSSH_9.2\r\n";
    std::string body;
    auto got = run(peer, post(), body);
    CHECK(got.error().code == errc::bad_http);
    CHECK(got.request_sent);

    fake_stream other;
    std::array<char, 64> io;
    const sink refusing{[](void*, const char*, std::size_t) { return false; }};
    got = http::exchange(other.stream(), post(), refusing, io);
    CHECK(got.error().code == errc::sink_failed);
    CHECK(got.request_sent);
    CHECK(other.closed == 1);

    fake_stream third;
    http::stream_transport transport{third.stream(), io, {20, 100}};
    got = transport.perform(post(), into(body));
    CHECK(got.error().code == errc::head_too_large);
    CHECK(got.request_sent);
}

TEST_CASE("a request that cannot be sent") {
    fake_stream peer;
    std::string body;
    std::array<char, 63> small;
    auto got = http::exchange(peer.stream(), post(), into(body), small);
    CHECK(got.error().code == errc::buffer_too_small);
    CHECK(got.error().number == 64);
    CHECK(!got.request_sent);
    CHECK(peer.opened == 0);

    std::array<char, 64> io;
    signed_request request = post();
    request.host = "localhost:0";
    got = http::exchange(peer.stream(), request, into(body), io);
    CHECK(got.error().code == errc::bad_host);
    CHECK(!got.request_sent);
    CHECK(peer.opened == 0);

    request = post();
    request.headers[0].value = "a\r\nb";
    got = run(peer, request, body);
    CHECK(got.error().code == errc::bad_characters);
    CHECK(!got.request_sent);
    CHECK(peer.sent.empty());
}

TEST_CASE("a body that lies nowhere whole") {
    const std::string large(9001, 'c');
    const std::string expected = text_of(post()).substr(0, 40);
    for (const std::string_view text : {std::string_view{}, std::string_view{"x"}, std::string_view{large}}) {
        fake_stream peer;
        std::string body;
        piecewise made{text};
        const auto got = run(peer, post(), body, 64, made.source(text.size()));
        REQUIRE(got);
        CHECK(got.request_sent);
        CHECK(peer.sent.starts_with(expected));
        CHECK(peer.sent.find("\r\nContent-Length: " + std::to_string(text.size()) + "\r\n") != std::string::npos);
        CHECK(peer.sent.substr(peer.sent.find("\r\n\r\n") + 4) == text);
    }
}

TEST_CASE("a body that is not what it announced does not go out whole") {
    const std::string_view text = "0123456789012345678901234567890123456789";
    struct wrong {
        const char* what;
        std::size_t announced;
        bool result, obeys;
    };
    for (const wrong& one : {wrong{"too short", 41, true, true}, wrong{"too long", 39, true, true},
                             wrong{"too long, and goes on when told to stop", 39, true, false},
                             wrong{"goes on, and its last piece would fit", 33, true, false},
                             wrong{"goes on after what fits", 35, true, false}, wrong{"gave up", 40, false, true},
                             wrong{"announced nothing", 0, true, true}}) {
        for (std::size_t io = 64; io < 64 + 64; ++io) { // wherever the last piece ends within the buffer
            CAPTURE(one.what);
            CAPTURE(io);
            fake_stream peer;
            std::string body;
            piecewise made{text, one.result, one.obeys};
            const auto got = run(peer, post(), body, io, made.source(one.announced));
            CHECK(got.error().code == errc::send_failed);
            CHECK(!got.request_sent);
            CHECK(peer.given == 0);
            const auto head = peer.sent.find("\r\n\r\n");
            CHECK((head == std::string::npos || peer.sent.size() - head - 4 < one.announced));
        }
    }
}

TEST_CASE("a body that is being made stops when the connection breaks") {
    const std::string large(9001, 'c');
    for (std::size_t bytes = 0; bytes < 9200; bytes += 37) {
        fake_stream peer;
        peer.write_fails_after = bytes;
        std::string body;
        piecewise made{large};
        const auto got = run(peer, post(), body, 64, made.source(large.size()));
        CHECK(got.error().code == errc::send_failed);
        CHECK(!got.request_sent);
        CHECK(peer.sent.size() == bytes);
    }
}
