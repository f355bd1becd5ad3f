// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where requests leave the library: byte_stream for what carries bytes (TLS over sockets, lwIP, a modem), and the
// concept message_transport for what speaks HTTP itself (libcurl, a router's own stack). stream_transport makes the
// second of the first.
//
//     std::array<char, 512> io;
//     auto got = portwright::http::exchange(stream, request, body_sink, io);
//     if (got) log(got->status);
//     else if (got.request_sent) log("it may have been done");
//     else log("it was not done");

#include <portwright/core/borrowed_text.hpp>
#include <portwright/core/wipe.hpp>
#include <portwright/encoding/authority.hpp>
#include <portwright/http/request_writer.hpp>
#include <portwright/http/response_reader.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::http {

inline constexpr std::ptrdiff_t stream_end = 0;        ///< read: the peer closed in good order
inline constexpr std::ptrdiff_t stream_broken = -1;    ///< the connection is of no more use
inline constexpr std::ptrdiff_t stream_timed_out = -2; ///< the stream's own time limit passed

/// One connection at a time, blocking, with time limits of its own. Each function gets `context`.
struct byte_stream {
    void* context = nullptr;

    /// Connects, for https with its handshake done and the peer's certificate verified against `host`. `host` is a name
    /// or an address without brackets, and not zero-terminated. Returns none, connect_failed, tls_failed, timed_out or
    /// bad_host; unless none, everything is as before and close() is not called.
    errc (*open)(void* context, std::string_view host, std::uint16_t port) = nullptr;

    /// Sends 1 to `size` bytes and returns how many; `size` is never 0, and what is left is offered again. 0 and any
    /// negative number is a failure (stream_timed_out if that is why), after which only close() is called. The promise
    /// that request_sent rests on: what a failed write was given is not delivered whole, neither then nor by close().
    std::ptrdiff_t (*write)(void* context, const char* data, std::size_t size) = nullptr;

    /// Waits for bytes, stores 1 to `size` of them and returns how many; `size` is never 0. Returns stream_end where
    /// the peer closed in good order (over TLS: with a closure alert; anything else is a cut), and any negative number
    /// for a failure (stream_timed_out if that is why). After both only close() is called.
    std::ptrdiff_t (*read)(void* context, char* data, std::size_t size) = nullptr;

    /// Ends the connection. Called once for each open() that returned none, whatever came between.
    void (*close)(void* context) = nullptr;

    /// Ends all that the stream waits for within `ms` milliseconds from now; 0 lifts that. Who opens a stream may call
    /// it before open(), and does so with 0 after it: where an opening is more than connecting, a peer that drips
    /// bytes keeps each single wait short. Null where the stream has no clock.
    void (*limit)(void* context, std::uint32_t ms) = nullptr;

    /// Calls `limit` where there is one: `ms` milliseconds from now, 0 lifts it.
    void limit_waits(std::uint32_t ms) const noexcept {
        if (limit != nullptr) limit(context, ms);
    }
};

/// The body of a request that lies nowhere whole. `produce` writes exactly `size` bytes into the sink, in pieces of any
/// size, stops when the sink returns false, and returns false if it cannot. It is called once for each exchange.
struct body_source {
    bool (*produce)(void* context, sink to) = nullptr; ///< null: the body is request.body
    void* context = nullptr;
    std::size_t size = 0;
};

/// An answer, or why there is none, and, in both cases, whether the request went out whole. Where it did not, the cloud
/// cannot have acted on it, and sending it again is safe; where it did and there is no answer, nobody here can know.
struct [[nodiscard]] exchange_result {
    result<response_head> answer;
    bool request_sent = false;

    /// Whether there is an answer.
    constexpr explicit operator bool() const noexcept { return static_cast<bool>(answer); }
    /// The head of the answer. Borrowed from this result, or a copy where that is a temporary.
    constexpr const response_head& operator*() const& noexcept { return *answer; }
    constexpr response_head operator*() const&& noexcept { return *answer; }
    /// The same, for a result with a name: borrowed from it.
    constexpr const response_head* operator->() const& noexcept { return answer.operator->(); }
    template <class Head = response_head>
    constexpr const Head* operator->() const&& noexcept {
        static_assert(sizeof(Head) == 0,
                      "this result is a temporary, and what -> leads to would dangle: give it a name");
        return nullptr;
    }
    /// Why there is no answer; errc::none where there is one. Borrowed from this result, or a copy where that is a
    /// temporary.
    constexpr const portwright::error& error() const& noexcept { return answer.error(); }
    constexpr portwright::error error() const&& noexcept { return answer.error(); }
};

/// Sends a request and hands the answer's body to the sink as it arrives, whatever its status. `payload` replaces
/// request.body where it has a `produce`. Errors and request_sent are those of exchange(): false is a promise, so a
/// transport that cannot tell says true.
template <class T>
concept message_transport =
    requires(T& transport, const signed_request& request, sink body, const body_source& payload) {
        { transport.perform(request, body, payload) } -> std::same_as<exchange_result>;
    };

/// A host as a connection needs it.
struct endpoint {
    borrowed_text host; ///< without the brackets of an IPv6 address; borrowed
    std::uint16_t port = 443;
};

/// Takes `name`, `name:port` or `[address]:port` apart (RFC 3986 section 3.2), port 443 where there is none. Returns
/// views of `text`.
///
/// Errors: bad_host for anything else, such as a port that is not in 1..65535; `text` is the whole.
constexpr result<endpoint> split_host(borrowed_text text) noexcept {
    endpoint to;
    if (portwright::detail::split_authority(text, to.host, to.port)) return to;
    error why;
    why.code = errc::bad_host;
    why.text = text.data();
    why.length = static_cast<std::uint32_t>(text.size());
    return why;
}

namespace detail {

/// An output over the caller's buffer that drains into a stream. The last byte written waits for flush().
class stream_output : public output {
public:
    stream_output(const byte_stream& to, std::span<char> buffer) noexcept
        : output(buffer.data(), buffer.size(), &hand_on), to_(to) {}

    errc why() const noexcept { return why_; }

    /// Takes the body from `payload`. False where the stream failed or the body was not of the size announced.
    bool take(const body_source& payload) noexcept {
        end_ = size() + payload.size;
        const sink in{[](void* context, const char* data, std::size_t size) noexcept {
                          auto& self = *static_cast<stream_output*>(context);
                          if (size > self.end_ - self.size()) self.overrun_ = true;
                          if (!self.overrun_) self.output::write(data, size);
                          return !self.overrun_ && self.ok();
                      },
                      this};
        return payload.produce(payload.context, in) && size() == end_ && !overrun_;
    }

private:
    static void hand_on(output& self) noexcept {
        auto& me = static_cast<stream_output&>(self);
        me.drained(me.ok() && me.transmit(me.data(), me.waiting()));
    }
    bool transmit(const char* data, std::size_t size) noexcept {
        while (size != 0) {
            const std::ptrdiff_t n = to_.write(to_.context, data, size);
            if (n <= 0 || static_cast<std::size_t>(n) > size) {
                if (n == stream_timed_out) why_ = errc::timed_out;
                return false;
            }
            data += n;
            size -= static_cast<std::size_t>(n);
        }
        return true;
    }

    const byte_stream& to_;
    std::size_t end_ = 0; ///< size() after the body
    bool overrun_ = false;
    errc why_ = errc::send_failed;
};

inline exchange_result failed(errc code, bool sent) noexcept {
    error why;
    why.code = code;
    return {why, sent};
}

/// What lies between open() and close().
inline exchange_result converse(const byte_stream& stream, const signed_request& request, sink body, std::span<char> io,
                                const body_source& payload, reader_limits limits) noexcept {
    const bool produced = payload.produce != nullptr;
    stream_output out{stream, io};
    if (const auto head = write_head(out, request, produced ? payload.size : request.body.size()); !head)
        return {head.error(), false};
    if (!produced) out.output::write(request.body);
    if ((produced && !out.take(payload)) || !out.flush()) return failed(out.why(), false);

    response_reader reader{body, limits};
    while (!reader.complete()) {
        const std::ptrdiff_t n = stream.read(stream.context, io.data(), io.size());
        if (n < 0 || static_cast<std::size_t>(n) > io.size())
            return failed(n == stream_timed_out ? errc::timed_out : errc::receive_failed, true);
        if (n == stream_end) {
            if (const auto end = reader.end_of_input(); !end) return {end.error(), true};
        } else if (const auto used = reader.feed(io.data(), static_cast<std::size_t>(n)); !used) {
            return {used.error(), true};
        }
    }
    return {reader.head(), true};
}

} // namespace detail

inline constexpr std::size_t min_io_buffer = 64;

/// Opens `stream` to request.host, sends the request, reads the answer and closes. Blocks as long as the stream does:
/// its limits are for one call each, so a peer that drips bytes can hold it longer. `io` is for both ways, of at least
/// min_io_buffer bytes (over TLS each filling becomes a record with some 30 bytes of its own, so 512 or more is
/// better); it holds nothing of the request or the answer afterwards. An answer that comes before the request is out
/// whole is not looked for. `body` takes the answer's.
///
/// Errors with request_sent false:
/// - buffer_too_small: `io` is below min_io_buffer, which is `number`
/// - bad_host, bad_characters: those of split_host() and write_head()
/// - connect_failed, tls_failed, timed_out: those of byte_stream::open
/// - send_failed, timed_out: the stream failed, or `payload` did, or was not of the size that it announced; then
///   at least the request's last byte was kept back
///
/// Errors with request_sent true:
/// - receive_failed, timed_out: the stream failed or ended before the answer was complete
/// - bad_http, head_too_large, sink_failed: those of response_reader
inline exchange_result exchange(const byte_stream& stream, const signed_request& request, sink body, std::span<char> io,
                                const body_source& payload = {}, reader_limits limits = {}) noexcept {
    if (io.size() < min_io_buffer) {
        error why;
        why.code = errc::buffer_too_small;
        why.has_number = true;
        why.number = min_io_buffer;
        return {why, false};
    }
    const auto to = split_host(request.host);
    if (!to) return {to.error(), false};
    if (const errc code = stream.open(stream.context, to->host, to->port); code != errc::none)
        return detail::failed(code, false);
    const exchange_result got = detail::converse(stream, request, body, io, payload, limits);
    stream.close(stream.context);
    portwright::detail::wipe(io.data(), io.size()); // a key may have passed
    return got;
}

/// A byte stream as a message transport. Borrows the stream's context and the buffer. Not for two threads at once.
struct stream_transport {
    byte_stream stream;
    std::span<char> io; ///< as for exchange()
    reader_limits limits = {};
    bool is_open = false; ///< a client has left a connection open, and closes it when it ends
    std::uint32_t openings = 0; ///< by clients, so that each knows whether the open one is its own

    /// Not while a client's connection is open. `request`, `body` and `payload` are as of exchange(), and so is what
    /// is returned.
    exchange_result perform(const signed_request& request, sink body, const body_source& payload = {}) noexcept {
        return exchange(stream, request, body, io, payload, limits);
    }
};

static_assert(message_transport<stream_transport>);

} // namespace portwright::inline v0_1::http

#include <portwright/core/platform_macros_on.hpp>
