// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The task of examples/transports/freertos.hpp, over a stand-in for FreeRTOS: TLS is in a thread of its own, as it is
// in a task of its own on a board, and speaks to the emulator.

#include "../../examples/transports/freertos.hpp"
#include "../emulator_options.hpp"

#include <portwright/calls/ensure.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/http/mbedtls_transport.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>

#include "emulator/emulator.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <functional>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace {

using namespace portwright;
using portwright_tool::emulator_call;
using portwright_tool::emulator_fault;
using portwright_tool::emulator_server;
namespace clb = tencent::clb;
using scheme = tc3<>;

constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};
constexpr std::uint16_t ports[] = {7569};
constexpr clb::CreateListener wanted{.LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = clb::Protocol::TCP};

/// The TLS task: takes one order at a time, and answers it by an event.
class tls_task {
public:
    explicit tls_task(QueueHandle_t events, const std::string& authorities) : events_(events) {
        REQUIRE(tls_.trust_pem(authorities.c_str()));
        thread_ = std::thread{[this] { serve(); }};
    }
    ~tls_task() {
        order_to({.what = order::kind::end});
        thread_.join();
    }
    tls_task(const tls_task&) = delete;
    tls_task& operator=(const tls_task&) = delete;

    network side() {
        return {
            this,
            [](void* self, std::uint32_t connection, std::string_view host, std::uint16_t port) {
                me(self).order_to(
                    {.what = order::kind::connect, .connection = connection, .host = std::string(host), .port = port});
            },
            [](void* self, std::uint32_t connection, std::span<const char> bytes) {
                me(self).order_to(
                    {.what = order::kind::send, .connection = connection, .bytes = {bytes.begin(), bytes.end()}});
            },
            [](void* self, std::uint32_t connection, std::span<char> room) {
                me(self).order_to({.what = order::kind::receive, .connection = connection, .room = room});
            },
            [](void* self, std::uint32_t) { me(self).order_to({.what = order::kind::close}); }};
    }

    std::atomic<bool> mute = false; ///< reads nothing
    std::atomic<int> connections = 0;

private:
    struct order {
        enum class kind { none, connect, send, receive, close, end };
        kind what = kind::none;
        std::uint32_t connection = 0;
        std::string host{};
        std::uint16_t port = 0;
        std::string bytes{};
        std::span<char> room{};
    };

    static tls_task& me(void* self) { return *static_cast<tls_task*>(self); }

    /// An order takes the place of the last one; what comes of that is late, and its room is not written to any more.
    void order_to(order what) {
        const std::lock_guard lock{mutex_};
        if (what.what != order::kind::receive) room_ = {};
        else room_ = what.room;
        next_ = std::move(what);
        closes_ = closes_ || next_.what == order::kind::close || next_.what == order::kind::connect;
        arrived_.notify_one();
    }

    void serve() {
        for (;;) {
            order now;
            bool closes;
            {
                std::unique_lock lock{mutex_};
                arrived_.wait(lock, [this] { return next_.what != order::kind::none; });
                now = std::exchange(next_, {});
                closes = std::exchange(closes_, false);
            }
            const http::byte_stream stream = tls_.stream();
            if ((closes || now.what == order::kind::end) && is_open_) {
                stream.close(stream.context);
                is_open_ = false;
            }
            if (now.what == order::kind::end) return;
            if (now.what == order::kind::connect) connect(stream, now);
            else if (now.what == order::kind::send) send(stream, now);
            else if (now.what == order::kind::receive) receive(stream, now);
        }
    }

    void connect(const http::byte_stream& stream, const order& now) {
        const errc why = stream.open(stream.context, now.host, now.port);
        is_open_ = why == errc::none;
        if (is_open_) ++connections;
        post({.what = is_open_ ? network_event::kind::connected : network_event::kind::failed,
              .why = why,
              .connection = now.connection});
    }

    void send(const http::byte_stream& stream, const order& now) {
        const std::ptrdiff_t n = stream.write(stream.context, now.bytes.data(), now.bytes.size());
        if (n > 0)
            post(
                {.what = network_event::kind::sent, .connection = now.connection, .size = static_cast<std::size_t>(n)});
        else fail(now, errc::send_failed);
    }

    void receive(const http::byte_stream& stream, const order& now) {
        std::array<char, 256> bytes;
        std::ptrdiff_t n = http::stream_timed_out;
        while (n == http::stream_timed_out) {
            n = mute ? http::stream_timed_out
                     : stream.read(stream.context, bytes.data(), std::min(bytes.size(), now.room.size()));
            if (mute) std::this_thread::sleep_for(std::chrono::milliseconds(5));
            const std::lock_guard lock{mutex_};
            if (next_.what != order::kind::none) return; // nobody waits for it any more
        }
        if (n < 0) return fail(now, errc::receive_failed);
        const std::lock_guard lock{mutex_};
        if (room_.data() != now.room.data()) return;
        std::memcpy(room_.data(), bytes.data(), static_cast<std::size_t>(n));
        post({.what = n == 0 ? network_event::kind::closed : network_event::kind::received,
              .connection = now.connection,
              .size = static_cast<std::size_t>(n)});
    }

    void fail(const order& now, errc why) {
        post({.what = network_event::kind::failed, .why = why, .connection = now.connection});
    }
    void post(const network_event& event) { static_cast<void>(xQueueSend(events_, &event, 0)); }

    QueueHandle_t events_;
    http::mbedtls_transport tls_{http::time_limits{.connect_ms = 5000, .read_ms = 5000, .write_ms = 5000}};
    std::mutex mutex_{};
    std::condition_variable arrived_{};
    order next_{};
    std::span<char> room_{};
    bool closes_ = false;
    bool is_open_ = false;
    std::thread thread_{};
};

using wall = unix_time (*)();
using random_source = std::uint64_t (*)();

unix_time wall_time() { return static_cast<unix_time>(std::time(nullptr)); }
std::uint64_t random_bits() {
    static std::uint64_t counter = 1;
    return counter += 0x9E3779B97F4A7C15;
}

/// The emulator, the two tasks and the queue between them.
struct board {
    explicit board(std::function<emulator_fault(const emulator_call&)> fault = {})
        : cloud(test::emulator_that_knows(who, std::move(fault))),
          endpoint("localhost:" + std::to_string(cloud.port())) {}
    ~board() { vQueueDelete(queue); }
    board(const board&) = delete;
    board& operator=(const board&) = delete;

    emulator_server cloud;
    std::string endpoint;
    QueueHandle_t queue = xQueueCreate(4, sizeof(network_event));
    std::array<char, 512> io{};
    std::array<char, 1024> scratch{};
    key_cache<scheme> keys{who};
    call_clock clock{};
    api_error refusal{};
    clb::CreateListener::response created{};
};

TEST_CASE("freertos: a listener declared by a task that only sleeps on its queue, over one connection") {
    unsigned requests = 0;
    board on([&requests](const emulator_call&) { return ++requests, emulator_fault{}; });
    tls_task tls{on.queue, on.cloud.ca_pem()};
    freertos_task<wall, random_source> task{on.queue, tls.side(), on.io, &wall_time, &random_bits};
    std::array<char, ensure_scratch<clb::CreateListener>> scratch;
    const ensure_settings settings{.call = {.region = "ap-guangzhou", .endpoint = on.endpoint}, .poll_ms = 20};
    for (const ensure_change expected : {ensure_change::created, ensure_change::nothing}) {
        ensure_machine<scheme, clb::CreateListener> machine{wanted,  on.keys, on.clock,      settings,
                                                            scratch, {},      task.is_open()};
        task.run(machine);
        CHECK(machine.outcome() == ensure_outcome::done);
        CHECK(machine.change() == expected);
        CHECK(task.is_open());
        CHECK(on.io == decltype(on.io){}); // nothing of a request is left in it
    }
    CHECK(requests > 4);
    CHECK(tls.connections == 1);
}

/// A create by this task.
call_outcome create(board& on, freertos_task<wall, random_source>& task, call_settings settings, errc& why) {
    settings.region = "ap-guangzhou";
    settings.endpoint = on.endpoint;
    call_machine<scheme, clb::CreateListener> call{wanted,     on.keys,    on.clock,   settings,
                                                   on.created, on.refusal, on.scratch, task.is_open()};
    task.run(call);
    why = call.error().code;
    return call.outcome();
}

TEST_CASE("freertos: a pause is a sleep on the queue") {
    board on([](const emulator_call& of) {
        emulator_fault fault;
        if (of.number == 1) fault.what = emulator_fault::kind::throttled;
        return fault;
    });
    tls_task tls{on.queue, on.cloud.ca_pem()};
    freertos_task<wall, random_source> task{on.queue, tls.side(), on.io, &wall_time, &random_bits};
    errc why;
    CHECK(create(on, task, {}, why) == call_outcome::done);
    CHECK(on.created.ListenerIds.size() == 1);
}

TEST_CASE("freertos: the time ends what the network does not, and what comes of it later is not taken for another's") {
    board on;
    tls_task tls{on.queue, on.cloud.ca_pem()};
    freertos_task<wall, random_source> task{on.queue, tls.side(), on.io, &wall_time, &random_bits};
    errc why;
    tls.mute = true;
    const auto begun = std::chrono::steady_clock::now();
    CHECK(create(on, task, {.attempt_ms = 300}, why) == call_outcome::unknown);
    CHECK(why == errc::outcome_unknown);
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(4));
    CHECK_FALSE(task.is_open());
    const network_event late{.what = network_event::kind::received, .connection = 1, .size = 100};
    xQueueSend(on.queue, &late, 0);
    tls.mute = false;
    CHECK(create(on, task, {}, why) == call_outcome::refused); // the first one has been carried out
    CHECK(on.refusal.kind == error_class::conflict);
    CHECK(tls.connections == 2);
}

TEST_CASE("freertos: nobody there") {
    board on;
    tls_task tls{on.queue, on.cloud.ca_pem()};
    freertos_task<wall, random_source> task{on.queue, tls.side(), on.io, &wall_time, &random_bits};
    on.endpoint = "localhost:1";
    errc why;
    CHECK(create(on, task, {.attempts = 1}, why) == call_outcome::not_sent);
    CHECK(why == errc::connect_failed);
}

TEST_CASE("freertos: the task's clock goes on where the ticks begin again") {
    const QueueHandle_t queue = xQueueCreate(1, sizeof(network_event));
    std::array<char, 64> io;
    freertos_task<wall, random_source> task{queue, {}, io, &wall_time, &random_bits};
    fake_ticks = 0xFFFFFF00u - xTaskGetTickCount();
    const http::monotonic_ms before = task.monotonic();
    fake_ticks += 0x200;
    CHECK(xTaskGetTickCount() < 0x1000);
    const http::monotonic_ms passed = task.monotonic() - before;
    CHECK(passed >= 0x200);
    CHECK(passed < 0x1000);
    fake_ticks = 0;
    vQueueDelete(queue);
}

} // namespace
