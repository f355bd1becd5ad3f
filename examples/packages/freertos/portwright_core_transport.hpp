// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A byte_stream over the TransportInterface_t of coreHTTP and coreMQTT: whatever your board has for those, TLS over
// secure sockets or a modem, carries the library's requests as well.
//
//     portwright::http::core_network network{
//         .interface = {.recv = TLS_FreeRTOS_recv, .send = TLS_FreeRTOS_send, .writev = nullptr,
//                       .pNetworkContext = &context},
//         .connect = my_connect, .disconnect = my_disconnect};
//     portwright::http::core_transport tls{network};
//     portwright::http::stream_transport transport{tls.stream(), io};
//
// TransportInterface_t has no connect: those two functions are yours, and where they verify no certificate nobody does.

#include <portwright/http/c_name.hpp>
#include <portwright/http/transport.hpp>

#include <FreeRTOS.h>
#include <task.h>
#include <transport_interface.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace portwright::http {

struct core_network {
    TransportInterface_t interface = {};

    /// Connects, with the handshake done, and the peer's certificate verified for `host`, which ends with a zero, within
    /// `limit_ms`, 0: no limit. Returns none, connect_failed, tls_failed, timed_out or bad_host.
    errc (*connect)(NetworkContext_t* context, const char* host, std::uint16_t port, std::uint32_t limit_ms) = nullptr;

    /// Called once for each connect() that returned none.
    void (*disconnect)(NetworkContext_t* context) = nullptr;
};

/// Milliseconds, 0 for ever. An interface that waits itself must do so for less.
struct core_limits {
    std::uint32_t connect_ms = 10000; ///< handed to connect()
    std::uint32_t read_ms = 30000; ///< for each wait for bytes
    std::uint32_t write_ms = 30000; ///< for each wait for room
};

/// One connection at a time, blocking: for a task of its own, which sleeps a tick between looks.
class core_transport {
public:
    explicit core_transport(const core_network& network, core_limits limits = {})
        : network_(network), limits_(limits) {}
    core_transport(const core_transport&) = delete;
    core_transport& operator=(const core_transport&) = delete;

    /// Borrows this object. Its open() returns what connect() does, or bad_host. An end is always told as stream_broken:
    /// the interface has no value for a peer that has finished.
    byte_stream stream() & { return {this, &open_it, &write_some, &read_some, &close_it, &limit_all}; }

private:
    static core_transport& self(void* context) { return *static_cast<core_transport*>(context); }
    NetworkContext_t* context() const { return network_.interface.pNetworkContext; }

    static errc open_it(void* context, std::string_view host, std::uint16_t port) {
        core_transport& me = self(context);
        detail::c_name name;
        if (!name.set(host)) return errc::bad_host;
        me.broken_ = false;
        std::uint32_t ms = me.limits_.connect_ms;
        if (me.all_ms_ != 0 && (ms == 0 || me.all_ms_ < ms)) ms = me.all_ms_;
        return me.network_.connect(me.context(), name.text, port, ms);
    }

    /// What could not be sent may lie in a buffer below, and go out when the connection is closed. So a failed write
    /// counts as done: if it was the request's last one, the answer is missing, and the outcome unknown, which is the
    /// truth. If it was not, the next one fails.
    static std::ptrdiff_t write_some(void* context, const char* data, std::size_t size) {
        core_transport& me = self(context);
        if (me.broken_) return stream_broken;
        const TickType_t began_at = xTaskGetTickCount();
        for (;;) {
            const std::int32_t n = me.network_.interface.send(me.context(), data, size);
            if (n > 0) return n;
            if (n < 0 || me.has_passed(began_at, me.limits_.write_ms)) break;
            vTaskDelay(1);
        }
        me.broken_ = true;
        return static_cast<std::ptrdiff_t>(size);
    }

    static std::ptrdiff_t read_some(void* context, char* data, std::size_t size) {
        core_transport& me = self(context);
        if (me.broken_) return stream_broken;
        const TickType_t began_at = xTaskGetTickCount();
        for (;;) {
            const std::int32_t n = me.network_.interface.recv(me.context(), data, size);
            if (n > 0) return n;
            if (n < 0) return stream_broken;
            if (me.has_passed(began_at, me.limits_.read_ms)) return stream_timed_out;
            vTaskDelay(1);
        }
    }

    static void close_it(void* context) {
        const core_transport& me = self(context);
        if (me.network_.disconnect != nullptr) me.network_.disconnect(me.context());
    }

    static void limit_all(void* context, std::uint32_t ms) {
        core_transport& me = self(context);
        me.all_ms_ = ms;
        me.all_began_at_ = xTaskGetTickCount();
    }

    /// Ticks turn over; their difference does not, for waits of less than a turn.
    static bool has_passed_since(TickType_t began_at, std::uint32_t ms) {
        const TickType_t passed = static_cast<TickType_t>(xTaskGetTickCount() - began_at);
        return std::uint64_t{passed} * 1000 / configTICK_RATE_HZ >= ms;
    }
    bool has_passed(TickType_t began_at, std::uint32_t ms) const {
        return (ms != 0 && has_passed_since(began_at, ms)) ||
               (all_ms_ != 0 && has_passed_since(all_began_at_, all_ms_));
    }

    core_network network_;
    core_limits limits_;
    std::uint32_t all_ms_ = 0; ///< what bounds all waits together; 0: nothing does
    TickType_t all_began_at_ = 0;
    bool broken_ = false;
};

} // namespace portwright::http
