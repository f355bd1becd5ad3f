// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A ready byte_stream: TCP over mbedtls/net_sockets.h, where mbedTLS is built with it (MBEDTLS_NET_C).
//
// Alone it is plain text: good for a TLS proxy on the same machine, for nothing else.

#include <portwright/http/c_name.hpp>
#include <portwright/http/transport.hpp>

#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>

#if defined(MBEDTLS_NET_C) && (defined(__unix__) || defined(__APPLE__))
#include <cerrno>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <time.h>
#endif

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::http {

#if defined(MBEDTLS_NET_C)

/// How long the sockets wait, in milliseconds; 0 is for ever. connect_ms counts for each address of the host, and
/// where there are no POSIX sockets the system's own limit stands; resolving the name takes what the system takes.
struct time_limits {
    std::uint32_t connect_ms = 10000;
    std::uint32_t read_ms = 30000; ///< for each wait for bytes, also within the handshake
    std::uint32_t write_ms = 30000; ///< for each wait for room
    std::uint32_t open_ms = 60000; ///< for connecting and the handshake together; over POSIX sockets
};

/// One connection at a time.
class mbedtls_sockets {
public:
    explicit mbedtls_sockets(time_limits limits = {}) noexcept : limits_(limits) { mbedtls_net_init(&net_); }
    mbedtls_sockets(const mbedtls_sockets&) = delete;
    mbedtls_sockets& operator=(const mbedtls_sockets&) = delete;
    ~mbedtls_sockets() { mbedtls_net_free(&net_); }

    /// Borrows this object. Its open() returns none, connect_failed, timed_out or bad_host.
    byte_stream stream() & noexcept { return {this, &open, &write, &read, &close, has_clock ? &limit : nullptr}; }

private:
    static mbedtls_sockets& self(void* context) noexcept { return *static_cast<mbedtls_sockets*>(context); }

    static errc open(void* context, std::string_view host, std::uint16_t port) noexcept {
        detail::c_name name;
        if (!name.set(host)) return errc::bad_host;
        char digits[8] = {}; // 5, and room for the zero
        output out{digits};
        write_decimal(out, port);
        const errc code = self(context).connect(name.text, digits);
        if (code != errc::none) mbedtls_net_free(&self(context).net_);
        return code;
    }

    static void limit(void* context, std::uint32_t ms) noexcept {
        self(context).ends_at_ = ms != 0 ? monotonic_now() + ms : 0;
    }

    static constexpr std::uint32_t for_ever = 0xFFFFFFFF;

    /// How long the next wait may be that has this limit; 0 where the time of all together is up.
    std::uint32_t wait_ms(std::uint32_t own) const noexcept {
        if (own == 0) own = for_ever;
        if (ends_at_ == 0) return own;
        const std::uint64_t now = monotonic_now();
        const std::uint64_t left = ends_at_ > now ? ends_at_ - now : 0;
        return left < own ? static_cast<std::uint32_t>(left) : own;
    }

    /// Waits until bytes can be sent. 1, 0 when the time is up, or negative.
    int wait_for_room(std::uint32_t ms) noexcept {
        int ready;
        do ready = mbedtls_net_poll(&net_, MBEDTLS_NET_POLL_WRITE, wait_ms(ms));
        while (ready == MBEDTLS_ERR_NET_POLL_FAILED && interrupted());
        return ready;
    }

#if defined(__unix__) || defined(__APPLE__)
    static constexpr bool has_clock = true;
    static std::uint64_t monotonic_now() noexcept {
        timespec t = {};
        static_cast<void>(clock_gettime(CLOCK_MONOTONIC, &t));
        return static_cast<std::uint64_t>(t.tv_sec) * 1000 + static_cast<std::uint64_t>(t.tv_nsec) / 1000000;
    }

    static bool interrupted() noexcept {
        const bool was = errno == EINTR;
        errno = 0; // not every failure sets it
        return was;
    }

    // mbedtls_net_connect() knows no time limit, and ignores SIGPIPE for the whole process.
    errc connect(const char* host, const char* port) noexcept {
        addrinfo hints = {};
        hints.ai_socktype = SOCK_STREAM;
        addrinfo* all = nullptr;
        if (getaddrinfo(host, port, &hints, &all) != 0) return errc::connect_failed;
        errc code = errc::connect_failed;
        for (const addrinfo* one = all; one != nullptr && code != errc::none; one = one->ai_next) {
            mbedtls_net_free(&net_);
            net_.fd = socket(one->ai_family, one->ai_socktype, one->ai_protocol);
            if (net_.fd >= 0 && mbedtls_net_set_nonblock(&net_) == 0) code = connect_to(*one);
        }
        freeaddrinfo(all);
        return code;
    }

    errc connect_to(const addrinfo& address) noexcept {
        const int on = 1; // a record is worth a packet: waiting for more of them costs 40 ms a flight
        static_cast<void>(setsockopt(net_.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on));
#ifdef SO_NOSIGPIPE
        static_cast<void>(setsockopt(net_.fd, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on));
#endif
        if (::connect(net_.fd, address.ai_addr, address.ai_addrlen) == 0) return errc::none;
        if (errno != EINPROGRESS && errno != EINTR) return errc::connect_failed;
        const int ready = wait_for_room(limits_.connect_ms);
        int why = 0;
        socklen_t size = sizeof why;
        if (ready == 0) return errc::timed_out;
        const bool good = ready > 0 && getsockopt(net_.fd, SOL_SOCKET, SO_ERROR, &why, &size) == 0 && why == 0;
        return good ? errc::none : errc::connect_failed;
    }

    int send_some(const char* data, std::size_t size) noexcept {
#ifdef MSG_NOSIGNAL
        const ssize_t n = ::send(net_.fd, data, size, MSG_NOSIGNAL);
#else
        const ssize_t n = ::send(net_.fd, data, size, 0);
#endif
        if (n >= 0) return static_cast<int>(n);
        return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? MBEDTLS_ERR_SSL_WANT_WRITE
                                                                         : MBEDTLS_ERR_NET_SEND_FAILED;
    }
#else
    static constexpr bool has_clock = false;
    static std::uint64_t monotonic_now() noexcept { return 0; }
    static bool interrupted() noexcept { return false; }

    errc connect(const char* host, const char* port) noexcept {
        const bool good =
            mbedtls_net_connect(&net_, host, port, MBEDTLS_NET_PROTO_TCP) == 0 && mbedtls_net_set_nonblock(&net_) == 0;
        return good ? errc::none : errc::connect_failed;
    }

    int send_some(const char* data, std::size_t size) noexcept {
        return mbedtls_net_send(&net_, reinterpret_cast<const unsigned char*>(data), size);
    }
#endif

    static std::ptrdiff_t write(void* context, const char* data, std::size_t size) noexcept {
        for (;;) {
            const int n = self(context).send_some(data, size < 0x4000 ? size : 0x4000);
            if (n != MBEDTLS_ERR_SSL_WANT_WRITE) return n > 0 ? n : stream_broken;
            const int ready = self(context).wait_for_room(self(context).limits_.write_ms);
            if (ready <= 0) return ready == 0 ? stream_timed_out : stream_broken;
        }
    }

    static std::ptrdiff_t read(void* context, char* data, std::size_t size) noexcept {
        int n;
        do {
            const std::uint32_t ms = self(context).wait_ms(self(context).limits_.read_ms);
            if (ms == 0) return stream_timed_out;
            n = mbedtls_net_recv_timeout(&self(context).net_, reinterpret_cast<unsigned char*>(data),
                                         size < 0x4000 ? size : 0x4000, ms != for_ever ? ms : 0);
        } while (n == MBEDTLS_ERR_SSL_WANT_READ);
        if (n >= 0) return n;
        return n == MBEDTLS_ERR_SSL_TIMEOUT ? stream_timed_out : stream_broken;
    }

    static void close(void* context) noexcept { mbedtls_net_free(&self(context).net_); }

    mbedtls_net_context net_;
    time_limits limits_;
    std::uint64_t ends_at_ = 0; ///< all waits together; 0: each has its own limit only
};

#endif // MBEDTLS_NET_C

} // namespace portwright::inline v0_1::http

#include <portwright/core/platform_macros_on.hpp>
