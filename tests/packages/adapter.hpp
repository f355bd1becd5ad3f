// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What each package's transport is asked, against the emulator: a listener that comes to stand, and the truth of what it
// says when connections fail at any byte.

#include "tls_peer.hpp"
#include "../emulator_options.hpp"

#include <portwright/calls/ensure.hpp>
#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/http/transport.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>

#include "emulator/emulator.hpp"

#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>
#include <thread>

namespace package_test {

using namespace portwright;
namespace clb = tencent::clb;

inline constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};
inline constexpr std::uint16_t ports[] = {7569};
inline constexpr clb::CreateListener listener{
    .LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = clb::Protocol::TCP};

/// The emulator, which counts what reached it whole.
class cloud {
public:
    cloud()
        : server_(test::emulator_that_knows(who, [this](const portwright_tool::emulator_call&) {
              ++arrived;
              return fault;
          })) {}

    std::string endpoint() const { return "localhost:" + std::to_string(server_.port()); }
    const std::string& ca() const { return ca_; }
    int arrived = 0;
    portwright_tool::emulator_fault fault{}; ///< of each answer; set while nothing is under way

private:
    portwright_tool::emulator_server server_;
    std::string ca_{server_.ca_pem()};
};

/// Sets troubles for a scope.
struct during {
    explicit during(const stand_in::troubles& these) { stand_in::now = these; }
    during(const during&) = delete;
    during& operator=(const during&) = delete;
    ~during() { stand_in::now = {}; }
};

inline instant now() {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return {static_cast<unix_time>(std::time(nullptr)),
            static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since).count())};
}

template <class Transport>
auto client_of(Transport& transport, std::string_view endpoint) {
    return client{transport, who, &now,
                  [] {
                      static std::uint64_t last = 1;
                      return ++last;
                  },
                  client_options{.region = "ap-guangzhou", .endpoint = endpoint, .pause = [](void*, std::uint32_t ms) {
                                     std::this_thread::sleep_for(std::chrono::milliseconds(ms < 20 ? ms : 20));
                                 }}};
}

/// A listener is made, waited for, and found to stand the second time.
template <class Transport>
void check_ensure(cloud& cloud, Transport& transport) {
    const std::string endpoint = cloud.endpoint();
    auto client = client_of(transport, endpoint);
    std::array<char, ensure_scratch<clb::CreateListener>> scratch;
    const auto first = client.ensure(listener, scratch);
    REQUIRE(first);
    CHECK(first.change == ensure_change::created);
    const auto second = client.ensure(listener, scratch);
    REQUIRE(second);
    CHECK(second.change == ensure_change::nothing);
    CHECK(cloud.arrived >= 4);
}

/// A signed create by POST, or, with no body, by GET.
struct signed_create {
    std::array<char, 2048> buffer{};
    signed_request request{};

    signed_create(std::string_view endpoint, method verb) {
        tc3<>::key key;
        const unix_time when = std::time(nullptr);
        REQUIRE(key.prepare(who, clb::service, when));
        const context<tc3<>> context{
            .key = key, .region = "ap-guangzhou", .timestamp = when, .nonce = "1", .verb = verb, .endpoint = endpoint};
        const auto got = sign(listener, context, buffer);
        REQUIRE(got);
        request = *got;
    }
};

inline const sink nowhere{[](void*, const char*, std::size_t) { return true; }, nullptr};

/// Where the stream fails at any byte, whether what failed arrives all the same or not: "not sent" is told only of what
/// did not arrive, and what arrived whole is told as sent.
template <class Transport>
void check_truth(cloud& cloud, Transport& transport) {
    const std::string endpoint = cloud.endpoint();
    int sent = 0, not_sent = 0;
    for (const method verb : {method::POST, method::GET}) {
        const signed_create create{endpoint, verb};
        for (const bool delivers : {false, true}) {
            bool answered = false;
            for (std::size_t at = 0; at < 900; at += 17) {
                CAPTURE(at);
                CAPTURE(delivers);
                const int before = cloud.arrived;
                http::exchange_result got = [&] {
                    const during trouble{{.writes_bytes = at, .delivers = delivers}};
                    return transport.perform(create.request, nowhere, {});
                }();
                // The emulator may count after we have closed.
                if (delivers && !got.request_sent) std::this_thread::sleep_for(std::chrono::milliseconds(20));
                if (!got.request_sent) CHECK(cloud.arrived == before);
                ++(got.request_sent ? sent : not_sent);
                if (got) {
                    CHECK(cloud.arrived > before);
                    answered = true;
                    break;
                }
            }
            CHECK(answered);
            // What was sent comes last in each sweep, and is counted before the next one.
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    }
    CHECK(sent > 0);
    CHECK(not_sent > 0);
}

/// A body that is produced, of the size that was announced and of another.
template <class Transport>
void check_produced(cloud& cloud, Transport& transport) {
    const std::string endpoint = cloud.endpoint();
    const signed_create create{endpoint, method::POST};
    struct body_text {
        std::string_view text;
        std::size_t piece;
    } text{create.request.body, 7};
    http::body_source source{[](void* context, sink to) {
                                 const auto& of = *static_cast<body_text*>(context);
                                 for (std::size_t i = 0; i < of.text.size(); i += of.piece) {
                                     const std::string_view part = of.text.substr(i, of.piece);
                                     if (!to(part.data(), part.size())) return false;
                                 }
                                 return true;
                             },
                             &text, text.text.size()};
    CHECK(transport.perform(create.request, nowhere, source));
    for (const std::size_t size : {text.text.size() - 1, text.text.size() + 1}) {
        CAPTURE(size);
        CAPTURE(text.text.size());
        source.size = size;
        const int before = cloud.arrived;
        const auto got = transport.perform(create.request, nowhere, source);
        std::this_thread::sleep_for(std::chrono::milliseconds(20)); // the emulator may count after we have closed
        CHECK(got.error().code == errc::send_failed);
        CHECK_FALSE(got.request_sent);
        CHECK(cloud.arrived == before);
    }
}

/// Nobody there, nobody known, an answer that never comes, and a sink that has enough.
template <class Transport>
void check_failures(cloud& cloud, Transport& transport, errc unknown_host) {
    const std::string endpoint = cloud.endpoint();
    {
        const signed_create create{"localhost:1", method::POST};
        const auto got = transport.perform(create.request, nowhere, {});
        CHECK(got.error().code == errc::connect_failed);
        CHECK_FALSE(got.request_sent);
    }
    {
        const signed_create create{"no.such.host.invalid", method::POST};
        const auto got = transport.perform(create.request, nowhere, {});
        CHECK(got.error().code == unknown_host);
        CHECK_FALSE(got.request_sent);
    }
    {
        const signed_create create{endpoint, method::POST};
        const during trouble{{.loses_answers = true}};
        const auto got = transport.perform(create.request, nowhere, {});
        CHECK(got.error().code == errc::timed_out);
        CHECK(got.request_sent);
    }
    {
        const signed_create create{endpoint, method::POST};
        const sink full{[](void*, const char*, std::size_t) { return false; }, nullptr};
        const auto got = transport.perform(create.request, full, {});
        CHECK(got.error().code == errc::sink_failed);
        CHECK(got.request_sent);
    }
}

/// A peer that nobody vouches for.
template <class Transport>
void check_unverified(cloud& cloud, Transport& transport, errc code) {
    const std::string endpoint = cloud.endpoint();
    const signed_create create{endpoint, method::POST};
    const auto got = transport.perform(create.request, nowhere, {});
    CHECK(got.error().code == code);
    CHECK_FALSE(got.request_sent);
    CHECK(cloud.arrived == 0);
}

/// All of the above, each with a board of its own. A board is made of a cloud and of whether it knows who vouches for it;
/// it has the `transport`, its codes `unknown_host` and `unverified`, and what else is true of it afterwards in
/// check_ensured(), check_failed() and check_refused().
template <class Board>
void check_board() {
    cloud cloud;
    SUBCASE("a listener comes to stand") {
        Board board{cloud, true};
        check_ensure(cloud, board.transport);
        board.check_ensured();
    }
    SUBCASE("what became of a request that broke at any byte") {
        Board board{cloud, true};
        check_truth(cloud, board.transport);
    }
    SUBCASE("a body that is produced") {
        Board board{cloud, true};
        check_produced(cloud, board.transport);
    }
    SUBCASE("failures") {
        Board board{cloud, true};
        check_failures(cloud, board.transport, Board::unknown_host);
        board.check_failed();
    }
    SUBCASE("nobody is trusted unasked") {
        Board board{cloud, false};
        check_unverified(cloud, board.transport, Board::unverified);
        board.check_refused();
    }
}

} // namespace package_test
