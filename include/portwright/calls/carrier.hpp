// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Carries a blocking caller's calls over its transport: bytes over a connection that is kept from one call to the
// next, or whole messages where the transport speaks HTTP itself.

#include <portwright/calls/blocking_time.hpp>
#include <portwright/calls/call.hpp>
#include <portwright/calls/message_call.hpp>
#include <portwright/core/error.hpp>
#include <portwright/core/wipe.hpp>
#include <portwright/http/transport.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// A transport whose bytes the client carries itself.
template <class Transport>
concept carries_bytes = requires(Transport& transport) {
    transport.stream.open(transport.stream.context, std::string_view{}, std::uint16_t{});
    transport.io.data();
    transport.openings = transport.is_open;
};

/// Over messages. Borrows the transport.
template <class Transport>
class carrier {
public:
    template <class Scheme>
    using machine = message_call<Scheme>;

    explicit carrier(Transport& transport) noexcept : transport_(transport) {}

    template <class Scheme, class Time>
    void carry(machine<Scheme>& call, const service*, Time& time) noexcept {
        for (call_step step = call.next(); step.wants != call_wish::done; step = call.next()) {
            if (step.wants != call_wish::perform) time.pass(call, step);
            else call.performed(transport_.perform(call.request(), call.answer(), call.body()), time.now());
        }
    }

    void disconnect() noexcept {}

private:
    Transport& transport_;
};

/// Over bytes. Borrows the transport, whose buffer is wiped after each call.
template <carries_bytes Transport>
class carrier<Transport> {
public:
    template <class Scheme>
    using machine = byte_call<Scheme>;

    explicit carrier(Transport& transport) noexcept : transport_(transport) {}

    bool has_room() const noexcept { return transport_.io.size() >= http::min_io_buffer; }

    /// Whether the connection that was left open can carry this. The peer may have dropped one that idled. A query is
    /// asked again then; of anything else nobody could say whether it arrived, so that it goes over a connection that
    /// was in use just now, or a new one.
    bool has_kept(const operation& call, const instant& now) const noexcept {
        const bool fresh = now.monotonic - last_used_ < longest_idle_ms;
        return has_connection() && connected_to_ == call.service && (fresh || is_query(call.action));
    }

    /// Drives a call to `target` to its end.
    template <class Scheme, class Time>
    void carry(machine<Scheme>& call, const service* target, Time& time) noexcept {
        connected_to_ = target;
        for (call_step step = call.next(); step.wants != call_wish::done; step = call.next()) take(call, step, time);
        if (has_connection() && !call.keeps_connection()) close();
        wipe(transport_.io.data(), transport_.io.size()); // a key may have passed
        last_used_ = time.now().monotonic;
    }

    void disconnect() noexcept {
        if (has_connection()) close();
    }

private:
    static constexpr std::uint32_t longest_idle_ms = 5000;

    bool has_connection() const noexcept { return transport_.is_open && transport_.openings == opening_; }
    void close() noexcept {
        transport_.is_open = false;
        transport_.stream.close(transport_.stream.context);
    }
    errc open(const call_step& step, http::monotonic_ms now) noexcept {
        if (transport_.is_open) close(); // whoever opened it
        const http::byte_stream& stream = transport_.stream;
        const http::monotonic_ms left = step.wake_at > now ? step.wake_at - now : 1;
        stream.limit_waits(left < 0xFFFFFFFF ? static_cast<std::uint32_t>(left) : 0xFFFFFFFF);
        const errc failed = stream.open(stream.context, step.host, step.port);
        stream.limit_waits(0);
        transport_.is_open = failed == errc::none;
        opening_ = ++transport_.openings;
        return failed;
    }

    template <class Scheme, class Time>
    void take(machine<Scheme>& call, const call_step& step, Time& time) noexcept {
        const std::span<char> io = transport_.io;
        const http::byte_stream& stream = transport_.stream;
        switch (step.wants) {
        case call_wish::sign: return time.pass(call, step);
        case call_wish::wait:
            if (has_connection() && !call.keeps_connection()) close();
            return time.pass(call, step);
        case call_wish::connect: {
            const errc failed = open(step, time.now().monotonic);
            return failed == errc::none ? call.connected(time.now()) : call.failed(failed, time.now());
        }
        case call_wish::send: {
            const std::span<const char> out = call.bytes(io, time.now());
            if (out.empty()) return;
            const std::ptrdiff_t n = stream.write(stream.context, out.data(), out.size());
            if (n > 0 && static_cast<std::size_t>(n) <= out.size())
                return call.sent(static_cast<std::size_t>(n), time.now());
            close();
            return call.failed_to_write(n == http::stream_timed_out ? errc::timed_out : errc::send_failed, time.now());
        }
        default: {
            const std::ptrdiff_t n = stream.read(stream.context, io.data(), io.size());
            if (n > 0 && static_cast<std::size_t>(n) <= io.size())
                return call.received(io.data(), static_cast<std::size_t>(n), time.now());
            close();
            if (n == http::stream_end) return call.closed(time.now());
            return call.failed(n == http::stream_timed_out ? errc::timed_out : errc::receive_failed, time.now());
        }
        }
    }

    Transport& transport_;
    const service* connected_to_ = nullptr;
    http::monotonic_ms last_used_ = 0;
    std::uint32_t opening_ = 0; ///< which opening of the transport is this client's
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
