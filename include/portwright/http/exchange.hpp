// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// One request and its answer over HTTP/1.1, as a machine that does no I/O: it says what it wants next, and is told what
// happened. An event loop, a task of an RTOS and a blocking caller drive it alike.
//
//     portwright::http::exchange_machine machine{"clb.example.com", source, body_sink, limits, now()};
//     for (;;) {
//         const auto step = machine.next();                     // and wake it at step.wake_at, whatever else happens
//         if (step.wants == http::exchange_wish::done) break;
//         if (step.wants == http::exchange_wish::connect) open(step.host, step.port), machine.connected(now());
//         if (step.wants == http::exchange_wish::send) machine.sent(write(machine.bytes(buffer)), now());
//         if (step.wants == http::exchange_wish::receive) machine.received(buffer, read(buffer), now());
//     }

#include <portwright/core/borrowed_text.hpp>
#include <portwright/encoding/authority.hpp>
#include <portwright/http/request_source.hpp>
#include <portwright/http/response_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::http {

/// Milliseconds of a clock of the caller's that never goes back; where it begins does not matter.
using monotonic_ms = std::uint64_t;

/// A time that never comes.
inline constexpr monotonic_ms no_deadline = ~monotonic_ms{0};

/// What a machine wants of its surroundings.
enum class exchange_wish : std::uint8_t {
    connect, ///< a connection to a host, for https with its certificate verified; then connected(), or failed()
    send, ///< bytes() to be written, then sent(), or failed(); what arrives meanwhile goes to received()
    receive, ///< bytes that arrive: received(), closed() or failed()
    done, ///< nothing: see error() and head(); the connection is to be closed unless keeps_connection()
};

/// What the machine wants now: see exchange_machine::next().
struct exchange_step {
    exchange_wish wants = exchange_wish::done;
    std::string_view host = {}; ///< connect: a name, or an address without brackets; borrowed of the authority
    std::uint16_t port = 0; ///< connect
    monotonic_ms wake_at = no_deadline; ///< wake() at this time, whatever is waited for
};

/// What an exchange may take at most.
struct exchange_limits {
    monotonic_ms deadline = no_deadline; ///< of the whole, connecting included; a time, not a duration
    std::uint32_t answer_bytes = 1u << 20; ///< of the answer as it arrives: interim responses, head, framing and body
    reader_limits head = {};
};

/// The machine. Of fixed size, allocates nothing, never blocks; not for two threads at once. Every event takes the
/// present time, and what comes at the deadline or later ends the exchange, so that a peer that drips cannot hold it.
/// Events that nobody asked for are ignored. `now` is that time, in milliseconds.
class exchange_machine {
public:
    /// Borrows all views, and what the source and the sink point at, until it is done. `authority` is HOST or
    /// HOST:PORT. `kept`: there is a connection to this authority already, that the last exchange has left open. Where
    /// that turns out to be stale before the request is whole, the machine asks for a new one, once. `request` is the
    /// bytes to be sent, `body` takes those of the answer, `limits` bounds both.
    exchange_machine(borrowed_text authority, const request_source& request, sink body, exchange_limits limits,
                     monotonic_ms now, bool kept = false) noexcept
        : reader_(body, limits.head), request_(request), deadline_(limits.deadline), bytes_left_(limits.answer_bytes),
          kept_(kept) {
        if (!portwright::detail::split_authority(authority, host_, port_)) {
            finish(errc::bad_host);
            return;
        }
        wants_ = kept ? exchange_wish::send : exchange_wish::connect;
        wake(now);
    }

    /// What is wanted next; the same until an event changes it.
    exchange_step next() const noexcept {
        exchange_step step;
        step.wants = wants_;
        if (wants_ == exchange_wish::connect) {
            step.host = host_;
            step.port = port_;
        }
        if (wants_ != exchange_wish::done) step.wake_at = deadline_;
        return step;
    }

    /// Only time has passed.
    void wake(monotonic_ms now) noexcept {
        if (now >= deadline_) finish(errc::timed_out);
    }

    /// The connection stands.
    void connected(monotonic_ms now) noexcept {
        wake(now);
        if (wants_ == exchange_wish::connect) wants_ = exchange_wish::send;
    }

    /// Writes what is to be sent next into `room`, of at least one byte. Empty where nothing is. Asked again before
    /// sent() it writes the same. Returns what it wrote, a view of `room`.
    std::span<const char> bytes(std::span<char> room) noexcept {
        if (wants_ != exchange_wish::send || room.empty()) return {};
        const std::size_t left = request_.size - offset_;
        const std::size_t wanted = left < room.size() ? left : room.size();
        if (request_.pull == nullptr || request_.pull(request_.context, offset_, room.first(wanted)) != wanted ||
            wanted == 0) {
            finish(errc::send_failed);
            return {};
        }
        any_handed_ = true; // from here on nobody but the stream can know
        if (wanted == left) handed_whole_ = true;
        return room.first(wanted);
    }

    /// So many of the bytes() have been written.
    void sent(std::size_t size, monotonic_ms now) noexcept {
        if (wants_ != exchange_wish::send) return;
        const std::size_t left = request_.size - offset_;
        offset_ += size < left ? size : left;
        if (size != 0) any_sent_ = true;
        if (offset_ == request_.size) wants_ = exchange_wish::receive;
        else handed_whole_ = false; // the last byte was not among those
        wake(now);
    }

    /// These bytes have arrived; any number but 0. Also while the request is sent: an answer that comes early, as 413
    /// does, ends the exchange. `size` bytes at `data`.
    void received(const char* data, std::size_t size, monotonic_ms now) noexcept {
        wake(now);
        if (wants_ != exchange_wish::send && wants_ != exchange_wish::receive) return;
        if (size != 0 && is_spoilt()) return failed(errc::bad_http, now);
        any_received_ = any_received_ || size != 0;
        const bool too_many = size > bytes_left_;
        const std::size_t taken = too_many ? bytes_left_ : size;
        bytes_left_ -= static_cast<std::uint32_t>(taken);
        const result<std::size_t> used = reader_.feed(data, taken);
        if (!used) return finish(used.error().code);
        if (reader_.complete()) {
            if (!handed_whole_ && reader_.head().status < 400) return finish(errc::bad_http); // it answers no request
            keeps_ = reader_.keeps_open() && *used == size && offset_ == request_.size;
            return finish(errc::none);
        }
        if (too_many) finish(errc::answer_too_large);
    }

    /// The peer has closed in good order: over TLS, with a closure alert.
    void closed(monotonic_ms now) noexcept {
        wake(now);
        if (wants_ == exchange_wish::receive || (wants_ == exchange_wish::send && any_received_)) {
            const result<void> end = reader_.end_of_input();
            return finish(end.error().code);
        }
        failed(errc::send_failed, now);
    }

    /// What was asked for failed: connect_failed, tls_failed, timed_out, or anything that the stream calls it. Whether
    /// bytes() that were handed out have left is not known then; see failed_to_write(). `why`: which of them.
    void failed(errc why, monotonic_ms now) noexcept {
        if (wants_ == exchange_wish::done) return;
        if (kept_ && !handed_whole_ && !any_received_ && wants_ == exchange_wish::send && now < deadline_) {
            kept_ = false; // stale: the request cannot have arrived whole, so that all of it may go out again
            offset_ = 0;
            wants_ = exchange_wish::connect;
            return;
        }
        finish(why);
    }

    /// The same, where the stream promises that the bytes() it was given last are not delivered whole, neither now nor
    /// later: see byte_stream::write. `why` is as there.
    void failed_to_write(errc why, monotonic_ms now) noexcept {
        if (wants_ != exchange_wish::send) return;
        handed_whole_ = false;
        failed(why, now);
    }

    /// None: there is an answer, whose status is in head(). Otherwise
    /// - bad_host: the authority is none; nothing was asked for
    /// - timed_out: the deadline has passed, or the stream said so
    /// - send_failed: the source gave no bytes, or the peer closed before it had the request
    /// - receive_failed: the peer closed before the answer was complete
    /// - bad_http: also for an answer below status 400 to a request that was not whole yet
    /// - answer_too_large, bad_http, head_too_large, sink_failed: the answer is too long, or those of response_reader
    /// - what failed() was told
    errc error() const noexcept { return error_; }

    /// False is a promise: the last byte of the request never left, so that nobody can have acted on it.
    bool request_sent() const noexcept { return handed_whole_; }
    /// False is a promise, too: not one byte left. A write that failed may have left in part.
    bool any_sent() const noexcept { return any_handed_; }
    /// The connection can carry the next request to this authority.
    bool keeps_connection() const noexcept { return keeps_; }

    /// Whether head() is there: also of an answer that was cut off after it.
    bool has_head() const noexcept { return reader_.head_complete(); }
    /// The answer's head, as far as it has come. Borrowed from this machine.
    const response_head& head() const noexcept { return reader_.head(); }

private:
    /// Whether what comes now, over a kept connection and before the request, is of an exchange before.
    bool is_spoilt() const noexcept { return kept_ && !any_sent_ && !handed_whole_ && !any_received_; }
    void finish(errc why) noexcept {
        if (wants_ == exchange_wish::done) return;
        error_ = why;
        wants_ = exchange_wish::done;
    }

    response_reader reader_;
    request_source request_;
    std::string_view host_;
    std::size_t offset_ = 0; ///< bytes of the request that were sent
    monotonic_ms deadline_;
    std::uint32_t bytes_left_;
    std::uint16_t port_ = 443;
    exchange_wish wants_ = exchange_wish::connect;
    errc error_ = errc::none;
    bool kept_;
    bool keeps_ = false;
    bool handed_whole_ = false; ///< the last byte was handed out, and not taken back
    bool any_handed_ = false; ///< some byte was handed out, over whichever connection
    bool any_sent_ = false;
    bool any_received_ = false;
};

static_assert(sizeof(exchange_machine) <= 96 + 14 * sizeof(void*), "what one exchange takes of a device's memory");

} // namespace portwright::inline v0_1::http

#include <portwright/core/platform_macros_on.hpp>
