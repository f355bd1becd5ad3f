// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Declarations by the client's own loop, over bytes and over a transport that speaks HTTP itself.

#include "world.hpp"

#include <portwright/calls/replacing.hpp>
#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>
#include <portwright/tencent/clb/replace_listener.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace {

using namespace portwright;
namespace clb = tencent::clb;

using test::world;

constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};
constexpr std::uint16_t ports[] = {80, 81};
constexpr clb::CreateListener wanted{.LoadBalancerId = "lb-a", .Ports = ports, .Protocol = clb::Protocol::TCP};

/// All of it over whatever transport.
template <class Transport>
void ensure_over(world& w, Transport& transport) {
    std::uint64_t random = 1;
    client cloud{transport, who, [&w] { return w.now; }, [&random] { return ++random; }, w.options()};
    std::array<char, ensure_scratch<clb::CreateListener>> scratch;
    std::array<ensured_listener, 2> listeners;

    const auto planned = cloud.plan(wanted, scratch);
    CHECK(planned);
    CHECK(planned.change == ensure_change::created);
    CHECK(w.count() == 0);

    const auto created = cloud.ensure(wanted, scratch, listeners);
    CHECK(created);
    CHECK(created.change == ensure_change::created);
    CHECK(w.count() == 2);
    CHECK(listeners[0].id.view().starts_with("lbl-"));
    CHECK(listeners[1].id.view() == created.id.view());
    CHECK(w.paused != 0);

    const auto again = cloud.ensure(wanted, scratch);
    CHECK(again);
    CHECK(again.change == ensure_change::nothing);
    CHECK(w.count() == 2);

    clb::CreateListener http = wanted;
    http.Protocol = clb::Protocol::HTTP;
    const auto blocked = cloud.ensure(http, scratch);
    CHECK_FALSE(blocked);
    CHECK(blocked.outcome == ensure_outcome::in_the_way);
    CHECK(blocked.obstacle == ensure_obstacle::other_listener);
    CHECK(blocked.other_id.view() == listeners[0].id.view());
    CHECK(blocked.index == 0);

    // Unless it is told to make room.
    std::array<deleted_listener, 2> deleted;
    const replacing replacement{http, deleted};
    const replacement_report plan = cloud.plan(replacement, scratch);
    CHECK(plan);
    CHECK(plan.deletions == 2);
    CHECK(plan.deleted.what == deletion::planned);
    CHECK(w.count() == 2);
    const replacement_report replaced = cloud.ensure(replacement, scratch);
    CHECK(replaced);
    CHECK(replaced.change == ensure_change::created);
    CHECK(replaced.deletions == 2);
    CHECK(deleted[0].what == deletion::done);
    CHECK(deleted[0].id.view() == listeners[0].id.view());
    CHECK(replaced.deleted.id.view() == listeners[1].id.view());
    CHECK(replaced.deleted.index == 1);
    CHECK(w.count() == 2);
    CHECK(cloud.ensure(replacing{http}, scratch).deletions == 0);

    // The client's other calls are as before.
    const auto listed = cloud.call(clb::DescribeListeners{.LoadBalancerId = "lb-a", .Port = 80}, scratch);
    CHECK(listed);
    CHECK(listed->Listeners.size() == 1);
}

TEST_CASE("client: a declaration over bytes, all of it over one connection") {
    world w;
    std::array<char, 2048> io;
    http::stream_transport transport{w.stream(), io};
    ensure_over(w, transport);
    CHECK(w.connections == 1);
}

TEST_CASE("client: a declaration over bytes whose answers are lost") {
    world w({"lost@2", "lost@4", "drop@5"});
    std::array<char, 2048> io;
    http::stream_transport transport{w.stream(), io};
    ensure_over(w, transport);
}

/// A stack that speaks HTTP itself: it performs a message at a time.
struct messages {
    world& w;
    std::array<char, 2048> io{};

    http::exchange_result perform(const signed_request& request, sink answer, http::body_source body = {}) {
        http::stream_transport one{w.stream(), io};
        return one.perform(request, answer, body);
    }
};

TEST_CASE("client: a declaration over messages") {
    world w;
    messages transport{w};
    ensure_over(w, transport);
}

TEST_CASE("client: what the cloud said of a declaration is there after it") {
    world w({"status=403@1-"});
    std::array<char, 2048> io;
    http::stream_transport transport{w.stream(), io};
    std::uint64_t random = 1;
    client cloud{transport, who, [&w] { return w.now; }, [&random] { return ++random; }, w.options()};
    std::array<char, ensure_scratch<clb::CreateListener>> scratch;
    const auto refused = cloud.ensure(wanted, scratch);
    CHECK(refused.outcome == ensure_outcome::refused);
    CHECK(refused.error.code == errc::refused);
    CHECK(refused.refusal.message.view().starts_with("HTTP status 403"));
    CHECK(w.count() == 0);
}

TEST_CASE("client: a declaration without a pause does not hammer the cloud") {
    for (const bool ends : {true, false}) {
        world w({}, ends ? 2 : 1000);
        std::array<char, 2048> io;
        http::stream_transport transport{w.stream(), io};
        std::uint64_t random = 1;
        client_options options = w.options();
        options.pause = nullptr;
        client cloud{transport, who, [&w] { return w.now; }, [&random] { return ++random; }, options};
        std::array<char, ensure_scratch<clb::CreateListener>> scratch;
        const auto got = cloud.ensure(wanted, scratch);
        CHECK(static_cast<bool>(got) == ends);
        CHECK(w.on->requests() < 20);
        CHECK(w.count() == (ends ? 2 : 1));
    }
}

} // namespace
