// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Calls in a task of an RTOS, with FreeRTOS's names: the task sleeps on a queue, and what wakes it is an event that the
// network's side has put there, or the time. It blocks nowhere else, so that the same queue may bring it anything.
//
//     portwright::freertos_task task{queue, network, io, wall_time, random_bits};
//     portwright::ensure_machine<portwright::tc3<>, clb::CreateListener> declared{wanted, keys, clock, settings,
//                                                                                 scratch};
//     task.run(declared);
//
// The queue is one of network_events. On the network's side is whatever the board has: a TLS task of its own, a modem
// with TLS in it, the callbacks of a stack.

#include <portwright/calls/call.hpp>

#include <FreeRTOS.h>
#include <queue.h>
#include <task.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace portwright {

/// What has become of an order.
struct network_event {
    enum class kind : std::uint8_t { connected, sent, received, closed, failed };
    kind what = kind::failed;
    errc why = errc::none; ///< of failed: as of byte_stream::open, send_failed, receive_failed or timed_out
    std::uint32_t connection = 0; ///< the number that was given to connect(): what is late is known by it
    std::size_t size = 0; ///< of sent and received
};

/// The network's side. Each order returns at once and is answered by one event; there is one at a time. Over TLS
/// `closed` is a closure alert, and any other end is `failed`.
struct network {
    void* context = nullptr;
    /// For https: with the handshake done, and the certificate verified for `host`, which lives until the event.
    void (*connect)(void* context, std::uint32_t connection, std::string_view host, std::uint16_t port) = nullptr;
    void (*send)(void* context, std::uint32_t connection, std::span<const char> bytes) = nullptr;
    void (*receive)(void* context, std::uint32_t connection, std::span<char> room) = nullptr;
    /// Whatever is under way: when it returns, nobody uses the bytes or the room any more.
    void (*close)(void* context, std::uint32_t connection) = nullptr;
};

/// The task's side: one connection, and one machine after the other over it. `Wall` returns seconds since 1970, or less
/// where the device's clock is not set, `Random` 64 bits, of which the lower 63 become the nonce: nobody has used them
/// before. For one task.
template <class Wall, class Random>
class freertos_task {
public:
    /// `io` is for both ways, and borrowed.
    freertos_task(QueueHandle_t events, const network& to, std::span<char> io, Wall wall, Random random)
        : events_(events), network_(to), io_(io), wall_(wall), random_(random), last_(xTaskGetTickCount()) {}
    freertos_task(const freertos_task&) = delete;
    freertos_task& operator=(const freertos_task&) = delete;
    ~freertos_task() { close(); }

    /// Runs a call_machine or an ensure_machine until it is done.
    template <class Machine>
    void run(Machine& machine) {
        for (;;) {
            const call_step step = machine.next();
            if (is_busy_ && step.wants != under_way_) close(); // the time for it has passed
            switch (step.wants) {
            case call_wish::sign: machine.sign(now(), random_()); continue;
            case call_wish::connect:
                if (is_busy_) break;
                close();
                is_open_ = true;
                begin(step.wants);
                network_.connect(network_.context, ++connection_, step.host, step.port);
                break;
            case call_wish::send: {
                if (is_busy_) break;
                const std::span<const char> bytes = machine.bytes(io_, now());
                if (bytes.empty()) continue; // it has ended
                begin(step.wants);
                network_.send(network_.context, connection_, bytes);
                break;
            }
            case call_wish::receive:
                if (is_busy_) break;
                begin(step.wants);
                network_.receive(network_.context, connection_, io_);
                break;
            case call_wish::perform: // of message machines alone
            case call_wish::wait:
            case call_wish::done:
                if (!machine.keeps_connection()) close();
                if (step.wants == call_wish::wait) break;
                detail::wipe(io_.data(), io_.size()); // a private key may have passed
                return;
            }
            network_event event;
            if (xQueueReceive(events_, &event, ticks_until(step.wake_at)) != pdPASS) machine.wake(now());
            else if (is_open_ && is_busy_ && event.connection == connection_) tell(machine, event);
        }
    }

    /// Whether the last machine has left a connection open: pass it as `kept` to the next one, to the same authority.
    bool is_open() const { return is_open_; }

    /// The clock that the machines' deadlines are compared with: milliseconds, which do not begin again with the ticks.
    http::monotonic_ms monotonic() {
        const TickType_t now = xTaskGetTickCount();
        ticks_ += static_cast<TickType_t>(now - last_);
        last_ = now;
        return ticks_ * 1000 / configTICK_RATE_HZ;
    }

private:
    instant now() { return {wall_(), monotonic()}; }

    /// At most a quarter of the counter's range: monotonic() must see each of its turns.
    TickType_t ticks_until(http::monotonic_ms when) {
        constexpr TickType_t most = portMAX_DELAY / 4;
        const http::monotonic_ms from = monotonic();
        if (when <= from) return 0;
        const http::monotonic_ms ms = when - from;
        if (ms >= http::monotonic_ms{most} * 1000 / configTICK_RATE_HZ) return most;
        return static_cast<TickType_t>((ms * configTICK_RATE_HZ + 999) / 1000); // not a tick too early
    }

    void begin(call_wish what) {
        under_way_ = what;
        is_busy_ = true;
    }

    void close() {
        if (is_open_) network_.close(network_.context, connection_);
        is_open_ = is_busy_ = false;
    }

    template <class Machine>
    void tell(Machine& machine, const network_event& event) {
        using kind = network_event::kind;
        is_busy_ = false;
        const instant when = now();
        switch (event.what) {
        case kind::connected: machine.connected(when); break;
        case kind::sent: machine.sent(event.size, when); break;
        case kind::received: machine.received(io_.data(), event.size, when); break;
        case kind::closed:
            close();
            machine.closed(when);
            break;
        case kind::failed:
            close();
            machine.failed(event.why, when); // and not failed_to_write(): the other side makes no such promise
            break;
        }
    }

    QueueHandle_t events_;
    const network network_;
    const std::span<char> io_;
    Wall wall_;
    Random random_;
    std::uint64_t ticks_ = 0;
    TickType_t last_;
    std::uint32_t connection_ = 0;
    call_wish under_way_ = call_wish::done;
    bool is_open_ = false;
    bool is_busy_ = false;
};

} // namespace portwright
