// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A byte_stream over Zephyr's sockets with their TLS (CONFIG_NET_SOCKETS_SOCKOPT_TLS; Zephyr 3.5 or later).
//
//     tls_credential_add(tag, TLS_CREDENTIAL_CA_CERTIFICATE, root_certificate, sizeof root_certificate);
//     static constexpr sec_tag_t tags[] = {tag};
//     portwright::http::zephyr_stream tls{tags};
//     portwright::http::stream_transport transport{tls.stream(), io};
//
// The peer's certificate and name are always verified, against the credentials of the tags.

#include <portwright/http/c_name.hpp>
#include <portwright/http/transport.hpp>

#include <zephyr/kernel.h>
#include <zephyr/net/socket.h>
#include <zephyr/net/tls_credentials.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace portwright::http {

/// Milliseconds, 0 for ever. Connecting takes what CONFIG_NET_SOCKETS_CONNECT_TIMEOUT says, the handshake what
/// CONFIG_NET_SOCKETS_TLS_CONNECT_TIMEOUT does where the version has it.
struct zephyr_limits {
    std::uint32_t read_ms = 30000; ///< for each wait for bytes
    std::uint32_t write_ms = 30000; ///< for each wait for room
};

/// One connection at a time, blocking: for a thread of its own.
class zephyr_stream {
public:
    /// Borrows the tags.
    explicit zephyr_stream(std::span<const sec_tag_t> tags, zephyr_limits limits = {}) : tags_(tags), limits_(limits) {}
    zephyr_stream(const zephyr_stream&) = delete;
    zephyr_stream& operator=(const zephyr_stream&) = delete;
    ~zephyr_stream() { close_it(this); }

    /// Borrows this object. Its open() returns none, connect_failed, tls_failed, timed_out or bad_host.
    byte_stream stream() & { return {this, &open_it, &write_some, &read_some, &close_it, &limit_all}; }

    /// The errno of the last failure, for a log; 0 for none.
    int last_error() const { return failure_; }

private:
    static zephyr_stream& self(void* context) { return *static_cast<zephyr_stream*>(context); }

    static errc open_it(void* context, std::string_view host, std::uint16_t port) {
        zephyr_stream& me = self(context);
        me.failure_ = 0;
        me.broken_ = false;
        detail::c_name name;
        if (!name.set(host)) return errc::bad_host;
        char digits[8] = {}; // 5, and room for the zero
        std::size_t used = sizeof digits - 1;
        do digits[--used] = static_cast<char>('0' + port % 10);
        while ((port = static_cast<std::uint16_t>(port / 10)) != 0);

        zsock_addrinfo hints;
        std::memset(&hints, 0, sizeof hints);
        hints.ai_family = AF_UNSPEC;
        hints.ai_socktype = SOCK_STREAM;
        zsock_addrinfo* found = nullptr;
        if (zsock_getaddrinfo(name.text, digits + used, &hints, &found) != 0 || found == nullptr) return errc::bad_host;
        errc code = errc::connect_failed;
        for (const zsock_addrinfo* one = found; one != nullptr && code != errc::none; one = one->ai_next)
            code = me.connect_to(*one, name.text);
        zsock_freeaddrinfo(found);
        return code;
    }

    errc connect_to(const zsock_addrinfo& address, const char* host) {
        socket_ = zsock_socket(address.ai_family, SOCK_STREAM, IPPROTO_TLS_1_2);
        if (socket_ < 0) return failed_to_open(errc::connect_failed);
        const int verify = TLS_PEER_VERIFY_REQUIRED;
        if (zsock_setsockopt(socket_, SOL_TLS, TLS_SEC_TAG_LIST, tags_.data(), size_of(tags_.size_bytes())) != 0 ||
            zsock_setsockopt(socket_, SOL_TLS, TLS_PEER_VERIFY, &verify, sizeof verify) != 0 ||
            zsock_setsockopt(socket_, SOL_TLS, TLS_HOSTNAME, host, size_of(std::strlen(host) + 1)) != 0)
            return failed_to_open(errc::tls_failed); // or nobody would verify
        set_limit(SO_RCVTIMEO, limits_.read_ms);
        set_limit(SO_SNDTIMEO, limits_.write_ms);
        if (zsock_connect(socket_, address.ai_addr, address.ai_addrlen) == 0) return errc::none;
        // ECONNABORTED is what the sockets make of a failed handshake.
        if (errno == ECONNABORTED) return failed_to_open(errc::tls_failed);
        return failed_to_open(errno == ETIMEDOUT || errno == EAGAIN ? errc::timed_out : errc::connect_failed);
    }

    static socklen_t size_of(std::size_t size) { return static_cast<socklen_t>(size); }

    errc failed_to_open(errc code) {
        failure_ = errno;
        close_it(this);
        return code;
    }

    void set_limit(int which, std::uint32_t own) const {
        const std::uint32_t ms = wait_ms(own);
        zsock_timeval limit;
        limit.tv_sec = static_cast<decltype(limit.tv_sec)>(ms / 1000);
        limit.tv_usec = static_cast<decltype(limit.tv_usec)>(ms % 1000 * 1000);
        static_cast<void>(zsock_setsockopt(socket_, SOL_SOCKET, which, &limit, sizeof limit));
    }

    bool time_is_up() const { return all_ms_ != 0 && k_uptime_get_32() - all_began_at_ >= all_ms_; }

    /// How long a wait may be that has this limit: at least 1 where all waits together have one.
    std::uint32_t wait_ms(std::uint32_t own) const {
        if (all_ms_ == 0) return own;
        const std::uint32_t passed = k_uptime_get_32() - all_began_at_;
        const std::uint32_t left = passed < all_ms_ ? all_ms_ - passed : 1;
        return own != 0 && own < left ? own : left;
    }

    /// Of a record that was not written whole, closing the socket may send the rest. So a failed write counts as done:
    /// if it was the request's last one, the answer is missing, and the outcome unknown, which is the truth. If it was
    /// not, the next one fails.
    static std::ptrdiff_t write_some(void* context, const char* data, std::size_t size) {
        zephyr_stream& me = self(context);
        if (me.broken_) return stream_broken;
        if (me.time_is_up()) return stream_timed_out; // before any of it
        if (me.all_ms_ != 0) me.set_limit(SO_SNDTIMEO, me.limits_.write_ms);
        const auto n = zsock_send(me.socket_, data, size, 0);
        if (n > 0) return static_cast<std::ptrdiff_t>(n);
        me.failure_ = errno;
        me.broken_ = true;
        return static_cast<std::ptrdiff_t>(size);
    }

    static std::ptrdiff_t read_some(void* context, char* data, std::size_t size) {
        zephyr_stream& me = self(context);
        if (me.broken_) return stream_broken;
        if (me.time_is_up()) return stream_timed_out;
        if (me.all_ms_ != 0) me.set_limit(SO_RCVTIMEO, me.limits_.read_ms);
        const auto n = zsock_recv(me.socket_, data, size, 0);
        if (n > 0) return static_cast<std::ptrdiff_t>(n);
        if (n == 0) return stream_end;
        me.failure_ = errno;
        return errno == EAGAIN || errno == ETIMEDOUT ? stream_timed_out : stream_broken;
    }

    static void close_it(void* context) {
        zephyr_stream& me = self(context);
        if (me.socket_ >= 0) static_cast<void>(zsock_close(me.socket_));
        me.socket_ = -1;
    }

    static void limit_all(void* context, std::uint32_t ms) {
        zephyr_stream& me = self(context);
        me.all_ms_ = ms;
        me.all_began_at_ = k_uptime_get_32();
        if (ms != 0 || me.socket_ < 0) return;
        me.set_limit(SO_RCVTIMEO, me.limits_.read_ms);
        me.set_limit(SO_SNDTIMEO, me.limits_.write_ms);
    }

    std::span<const sec_tag_t> tags_;
    zephyr_limits limits_;
    int socket_ = -1;
    int failure_ = 0;
    std::uint32_t all_ms_ = 0, all_began_at_ = 0; ///< what bounds all waits together; 0: nothing does
    bool broken_ = false;
};

} // namespace portwright::http
