// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The machine of one exchange against a peer that is a script: cut after every byte, dripping, endless, stale.

#include <portwright/http/exchange.hpp>

#include "response_examples.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace portwright;
using namespace std::string_view_literals;
using http::exchange_machine;
using http::exchange_wish;

const std::string request_text = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 40\r\n\r\n" + std::string(40, 'b');

http::request_source source(const std::string& text = request_text) {
    return {[](const void* context, std::size_t offset, std::span<char> room) {
                return static_cast<const std::string*>(context)->copy(room.data(), room.size(), offset);
            },
            &text, text.size()};
}

sink into(std::string& text) {
    return {[](void* context, const char* data, std::size_t size) {
                static_cast<std::string*>(context)->append(data, size);
                return true;
            },
            &text};
}

enum class cut : std::uint8_t { never, broken, in_order, promised };

/// A peer, and a loop that drives a machine against it in a time of its own.
struct script {
    std::string answer = "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 5\r\n\r\nhello";
    std::size_t window = 64, write_most = 64, read_most = 64;
    std::size_t request_cut = SIZE_MAX, answer_cut = SIZE_MAX; // after so many bytes
    cut how = cut::never;
    http::monotonic_ms now = 1000, each_event = 0;
    bool endless = false; // repeats the answer's last byte
    int stale = 0;        // connections that break at the first byte written

    std::string sent{}, body{};
    std::size_t given = 0;
    int connections = 0, events = 0;

    exchange_machine run(http::exchange_limits limits = {}, bool kept = false) {
        exchange_machine machine("example.com:8443", source(), into(body), limits, now, kept);
        std::string buffer(window, '\0');
        for (; machine.next().wants != exchange_wish::done; ++events) {
            REQUIRE(events < 3000000);
            now += each_event;
            const http::exchange_step step = machine.next();
            CHECK(step.wake_at == limits.deadline);
            if (step.wants == exchange_wish::connect) {
                CHECK(step.host == "example.com");
                CHECK(step.port == 8443);
                ++connections;
                sent.clear();
                machine.connected(now);
            } else if (step.wants == exchange_wish::send) {
                const auto out = machine.bytes(buffer);
                if (out.empty()) continue;
                if (stale != 0) {
                    --stale;
                    stop(machine);
                    continue;
                }
                const std::size_t n = std::min({out.size(), write_most, request_cut - sent.size()});
                sent.append(out.data(), n);
                if (n == 0) stop(machine);
                else machine.sent(n, now);
            } else {
                if (given == answer_cut) {
                    stop(machine);
                    continue;
                }
                if (given == answer.size() && endless) answer += answer.substr(answer.size() - 8);
                const std::size_t n = std::min({read_most, answer.size() - given, answer_cut - given});
                if (n == 0) machine.closed(now);
                else machine.received(answer.data() + given, n, now);
                given += n;
            }
        }
        CHECK(machine.next().wake_at == http::no_deadline);
        return machine;
    }

    void stop(exchange_machine& machine) const {
        if (how == cut::in_order) machine.closed(now);
        else if (how == cut::promised) machine.failed_to_write(errc::send_failed, now);
        else machine.failed(errc::receive_failed, now);
    }
};

TEST_CASE("exchange: a request and its answer, through windows and pieces of every size") {
    for (std::size_t window = 1; window != 100; ++window) {
        for (const std::size_t most : {std::size_t{1}, std::size_t{3}, window, std::size_t{1000}}) {
            script peer;
            peer.window = window;
            peer.write_most = peer.read_most = most;
            const auto got = peer.run();
            CHECK(got.error() == errc::none);
            CHECK(got.request_sent());
            CHECK(got.keeps_connection());
            CHECK(got.head().status == 200);
            CHECK(got.head().date == 784111777);
            CHECK(peer.sent == request_text);
            CHECK(peer.body == "hello");
            CHECK(peer.connections == 1);
        }
    }
}

TEST_CASE("exchange: cut after every byte of the request") {
    for (std::size_t bytes = 0; bytes != request_text.size(); ++bytes) {
        for (const cut how : {cut::broken, cut::in_order, cut::promised}) {
            for (const std::size_t window : {1u, 16u, 200u}) {
                CAPTURE(bytes);
                script peer;
                peer.window = window;
                peer.request_cut = bytes;
                peer.how = how;
                const auto got = peer.run();
                CHECK(got.error() != errc::none);
                CHECK_FALSE(got.keeps_connection());
                CHECK(peer.connections == 1);
                // Only the window with the last byte can have left unseen, unless the stream promises otherwise.
                const bool last_handed_out = bytes / window == (request_text.size() - 1) / window || window == 200 ||
                                             bytes + window >= request_text.size();
                CHECK(got.request_sent() == (how != cut::promised && last_handed_out));
                if (bytes != 0) CHECK(got.any_sent());
            }
        }
    }
}

TEST_CASE("exchange: cut after every byte of the answer") {
    const std::size_t size = script{}.answer.size();
    const std::size_t head = script{}.answer.find("hello");
    for (std::size_t bytes = 0; bytes != size; ++bytes) {
        for (const cut how : {cut::broken, cut::in_order}) {
            CAPTURE(bytes);
            script peer;
            peer.answer_cut = bytes;
            peer.how = how;
            const auto got = peer.run();
            CHECK(got.error() == errc::receive_failed);
            CHECK(got.request_sent());
            CHECK_FALSE(got.keeps_connection());
            CHECK(got.has_head() == (bytes >= head)); // the status is known though the body is not
        }
    }
}

TEST_CASE("exchange: nothing lasts past the deadline") {
    SUBCASE("a drip") {
        script peer;
        peer.read_most = 1;
        peer.each_event = 500;
        const auto got = peer.run({.deadline = 11000});
        CHECK(got.error() == errc::timed_out);
        CHECK(got.request_sent());
        CHECK(peer.now == 11000);
    }
    SUBCASE("each event, and none at all") {
        for (http::monotonic_ms deadline = 1000; deadline != 1100; ++deadline) {
            script peer;
            peer.write_most = peer.read_most = 3;
            peer.each_event = 1;
            const auto got = peer.run({.deadline = deadline});
            CHECK(peer.now <= deadline);
            if (peer.now == deadline) CHECK(got.error() == errc::timed_out);
            CHECK((got.error() == errc::none || got.error() == errc::timed_out));
        }
        std::string body;
        exchange_machine machine("h", source(), into(body), {.deadline = 50}, 0);
        machine.wake(49);
        CHECK(machine.next().wants == exchange_wish::connect);
        machine.wake(50);
        CHECK(machine.error() == errc::timed_out);
        CHECK_FALSE(machine.request_sent());
        CHECK_FALSE(machine.any_sent());
        machine.connected(51); // too late, and of no effect
        CHECK(machine.next().wants == exchange_wish::done);
    }
}

TEST_CASE("exchange: an answer without end ends") {
    for (const std::string head : {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                                   "HTTP/1.1 200 OK\r\n\r\nabcdefgh", "HTTP/1.1 100 \r\n\r\nHTTP/1.1 100 \r\n\r\n"}) {
        script peer;
        peer.answer = head;
        peer.endless = true;
        const auto got = peer.run({.answer_bytes = 4000, .head = {60000, 60000}});
        CHECK(got.error() != errc::none);
        CHECK(got.request_sent());
        CHECK(peer.given <= 4000 + 64);
        CHECK(peer.body.size() <= 4000);
    }
    const std::size_t size = script{}.answer.size();
    for (const std::size_t limit : {size - 1, size, size + 1}) {
        script peer;
        const auto got = peer.run({.answer_bytes = static_cast<std::uint32_t>(limit)});
        CHECK(got.error() == (limit < size ? errc::answer_too_large : errc::none));
    }
}

TEST_CASE("exchange: every status is an answer, and what is malformed is none") {
    for (unsigned status = 200; status != 1000; ++status) {
        script peer;
        peer.answer = "HTTP/1.1 " + std::to_string(status) + " x\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n";
        const auto got = peer.run();
        CHECK(got.error() == errc::none);
        CHECK(got.head().status == status);
        CHECK(got.head().retry_after == 7);
    }
    for (const auto text : {"SSH-2.0-OpenSSH\r\n"sv, "HTTP/2 200\r\n\r\n"sv, "HTTP/1.1 099 \r\n\r\n"sv,
                            "HTTP/1.1 200 OK\nContent-Length: 0\n\n"sv, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0"sv,
                            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx"sv}) {
        script peer;
        peer.answer = std::string(text);
        const auto got = peer.run();
        CHECK(got.error() == errc::bad_http);
        CHECK(got.request_sent());
    }
}

TEST_CASE("exchange: what a client must refuse ends it, and its connection") {
    for (const std::size_t most : {1U, 7U, 1000U}) {
        script peer;
        peer.read_most = most;
        const auto expect_refused = [&](const response_examples::refused_example& one, errc why) {
            CAPTURE(one.name);
            peer.answer = one.input;
            peer.given = 0;
            const auto got = peer.run();
            CHECK(got.error() == why);
            CHECK(got.request_sent());
            CHECK(!got.keeps_connection());
        };
        for (const auto& one : response_examples::refused) expect_refused(one, errc::bad_http);
        for (const auto& one : response_examples::cut_off) expect_refused(one, errc::receive_failed);
    }
}

TEST_CASE("exchange: what looks odd and is read keeps the connection where nothing follows it") {
    for (const auto& one : response_examples::accepted) {
        CAPTURE(one.name);
        script peer;
        peer.read_most = 1000;
        peer.answer = one.input;
        const auto got = peer.run();
        CHECK(got.error() == errc::none);
        CHECK(got.head().status == one.status);
        CHECK(peer.body == one.body);
        CHECK(got.keeps_connection() == (one.connection == response_examples::left::open && one.rest.empty()));
    }
}

TEST_CASE("exchange: which answers leave the connection open") {
    const auto kept_after = [](std::string_view answer) {
        script peer;
        peer.answer = std::string(answer);
        const auto got = peer.run();
        CHECK(got.error() == errc::none);
        return got.keeps_connection();
    };
    CHECK(kept_after("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"));
    CHECK(kept_after("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nx"));
    CHECK(kept_after("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"));
    CHECK(kept_after("HTTP/1.1 204 \r\n\r\n"));
    CHECK(kept_after("HTTP/1.1 100 \r\nConnection: close\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"));
    CHECK_FALSE(kept_after("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx"));
    CHECK_FALSE(kept_after("HTTP/1.1 200 OK\r\nCONNECTION: x, Close\r\nContent-Length: 1\r\n\r\nx"));
    CHECK_FALSE(kept_after("HTTP/1.1 200 OK\r\nConnection: a\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx"));
    CHECK_FALSE(
        kept_after("HTTP/1.1 200 OK\r\nConnection: " + std::string(40, 'a') + "\r\nContent-Length: 1\r\n\r\nx"));
    CHECK_FALSE(kept_after("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nx"));
    CHECK_FALSE(kept_after("HTTP/1.1 200 OK\r\n\r\nx"));
    CHECK_FALSE(kept_after("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxHTTP/1.1")); // more than was asked for
}

TEST_CASE("exchange: a kept connection") {
    SUBCASE("carries the request") {
        script peer;
        CHECK(peer.run({}, true).keeps_connection());
        CHECK(peer.connections == 0);
        CHECK(peer.sent == request_text);
    }
    SUBCASE("that is stale is opened anew, once, while the request cannot have arrived") {
        for (const cut how : {cut::promised, cut::in_order, cut::broken}) {
            script peer;
            peer.window = how == cut::promised ? 200 : 16;
            peer.stale = 1;
            peer.how = how;
            const auto got = peer.run({}, true);
            CHECK(got.error() == errc::none);
            CHECK(peer.connections == 1);
            CHECK(peer.sent == request_text);
            script again;
            again.window = peer.window;
            again.stale = 2;
            again.how = how;
            CHECK(again.run({}, true).error() != errc::none);
            CHECK(again.connections == 1);
        }
    }
    SUBCASE("is not opened anew where the request can have arrived") {
        for (const cut how : {cut::in_order, cut::broken}) {
            script peer;
            peer.how = how;
            peer.answer_cut = 0;
            const auto got = peer.run({}, true);
            CHECK(got.error() == errc::receive_failed);
            CHECK(got.request_sent());
            CHECK(peer.connections == 0);
            script handed_out;
            handed_out.window = 200;
            handed_out.stale = 1;
            handed_out.how = how;
            CHECK(handed_out.run({}, true).request_sent());
            CHECK(handed_out.connections == 0);
        }
    }
}

TEST_CASE("exchange: an answer that comes before the request is whole") {
    std::string body, buffer(8, '\0');
    exchange_machine machine("h", source(), into(body), {}, 0);
    machine.connected(0);
    machine.sent(machine.bytes(buffer).size(), 0);
    const std::string answer = "HTTP/1.1 413 \r\nContent-Length: 0\r\n\r\n";
    machine.received(answer.data(), answer.size(), 0);
    CHECK(machine.error() == errc::none);
    CHECK(machine.head().status == 413);
    CHECK_FALSE(machine.request_sent());
    CHECK(machine.any_sent());
    CHECK_FALSE(machine.keeps_connection());
}

TEST_CASE("exchange: a write that failed may have left in part") {
    for (const bool promised : {false, true}) {
        std::string body, buffer(8, '\0');
        exchange_machine machine("h", source(), into(body), {}, 0);
        machine.connected(0);
        CHECK_FALSE(machine.any_sent());
        REQUIRE(machine.bytes(buffer).size() == 8);
        if (promised) machine.failed_to_write(errc::send_failed, 0);
        else machine.failed(errc::send_failed, 0);
        CHECK(machine.next().wants == exchange_wish::done);
        CHECK_FALSE(machine.request_sent());
        CHECK(machine.any_sent());
    }
}

TEST_CASE("exchange: an answer of success before the request is whole answers another one") {
    std::string body, buffer(8, '\0');
    exchange_machine machine("h", source(), into(body), {}, 0);
    machine.connected(0);
    machine.sent(machine.bytes(buffer).size(), 0);
    const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    machine.received(answer.data(), answer.size(), 0);
    CHECK(machine.error() == errc::bad_http);
    CHECK_FALSE(machine.request_sent());
}

TEST_CASE("exchange: a peer that closes within an early answer") {
    std::string body, buffer(8, '\0');
    for (const std::string_view answer : {"HTTP/1.1 413 \r\n"sv, ""sv}) {
        exchange_machine machine("h", source(), into(body), {}, 0);
        machine.connected(0);
        machine.sent(machine.bytes(buffer).size(), 0);
        machine.received(answer.data(), answer.size(), 0);
        CHECK(machine.next().wants == exchange_wish::send);
        machine.closed(0);
        CHECK(machine.error() == (answer.empty() ? errc::send_failed : errc::receive_failed));
        CHECK_FALSE(machine.request_sent());
    }
}

TEST_CASE("exchange: bytes over a kept connection before the request is sent spoil it") {
    std::string body;
    const std::string late = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    exchange_machine machine("h", source(), into(body), {}, 0, true);
    machine.received(late.data(), 0, 0); // of nothing, nothing follows
    CHECK(machine.next().wants == exchange_wish::send);
    machine.received(late.data(), late.size(), 0);
    CHECK(machine.next().wants == exchange_wish::connect);
    machine.connected(0);
    machine.failed(errc::receive_failed, 0); // the second is no kept one
    CHECK(machine.error() == errc::receive_failed);
}

TEST_CASE("exchange: a kept connection that fails at the deadline is not opened anew") {
    std::string body;
    for (const http::monotonic_ms now : {http::monotonic_ms{99}, http::monotonic_ms{100}}) {
        exchange_machine machine("h", source(), into(body), {.deadline = 100}, 0, true);
        machine.failed(errc::receive_failed, now);
        CHECK((machine.next().wants == exchange_wish::connect) == (now < 100));
        CHECK(machine.error() == (now < 100 ? errc::none : errc::receive_failed));
    }
}

TEST_CASE("exchange: events that come when nothing is asked for change nothing") {
    std::string body, buffer(512, '\0');
    exchange_machine machine("h", source(), into(body), {}, 0);
    CHECK(machine.bytes(buffer).empty());
    machine.sent(5, 0);
    machine.failed_to_write(errc::send_failed, 0);
    machine.received("HTTP/1.1", 8, 0);
    CHECK(machine.next().wants == exchange_wish::connect);
    CHECK_FALSE(machine.any_sent());
    machine.connected(0);
    CHECK(machine.bytes({}).empty());
    machine.sent(0, 0);
    CHECK_FALSE(machine.any_sent());
    machine.sent(machine.bytes(buffer).size(), 0);
    machine.sent(5, 0);
    machine.failed_to_write(errc::send_failed, 0); // nothing is being written
    CHECK(machine.next().wants == exchange_wish::receive);
    const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    machine.received(answer.data(), answer.size(), 0);
    CHECK(machine.error() == errc::none);
    machine.failed(errc::receive_failed, 0);
    machine.received(answer.data(), answer.size(), 0);
    CHECK(machine.error() == errc::none);
    CHECK(machine.head().status == 200);
}

TEST_CASE("exchange: a source without a function") {
    std::string body;
    char room[4];
    exchange_machine machine("h", {nullptr, nullptr, 9}, into(body), {}, 0);
    machine.connected(0);
    CHECK(machine.bytes(room).empty());
    CHECK(machine.error() == errc::send_failed);
}

TEST_CASE("exchange: what cannot be begun, or had") {
    std::string body;
    for (const auto host : {""sv, "a b"sv, "h:0"sv, "h:65536"sv, "::1"sv}) {
        exchange_machine machine(host, source(), into(body), {}, 0);
        CHECK(machine.error() == errc::bad_host);
        CHECK_FALSE(machine.any_sent());
    }
    const http::request_source broken{[](const void*, std::size_t, std::span<char>) { return std::size_t{0}; }, nullptr,
                                      9};
    exchange_machine machine("h", broken, into(body), {}, 0);
    machine.connected(0);
    char room[4];
    CHECK(machine.bytes(room).empty());
    CHECK(machine.error() == errc::send_failed);
    CHECK_FALSE(machine.any_sent());
}

} // namespace
