// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A byte_stream over lwIP's sockets (2.1 or later, LWIP_SOCKET). Alone it is plain text: put mbedtls_transport over it.
//
//     portwright::http::lwip_stream tcp{{.connect_ms = 10000, .read_ms = 30000, .write_ms = 30000}};
//     portwright::http::mbedtls_transport tls{tcp.stream()};
//     portwright::http::stream_transport transport{tls.stream(), io};
//
// Names are resolved by lwIP's DNS where it is built in (LWIP_DNS); else by the caller's function, or not at all.

#include <portwright/http/c_name.hpp>
#include <portwright/http/transport.hpp>

#include <lwip/inet.h>
#include <lwip/ip_addr.h>
#include <lwip/netdb.h>
#include <lwip/sockets.h>
#include <lwip/sys.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace portwright::http {

/// Milliseconds, 0 for ever: for connecting (LWIP_SOCKET_POLL, or it takes what TCP takes), and for each wait for bytes
/// (LWIP_SO_RCVTIMEO) or room (LWIP_SO_SNDTIMEO).
struct lwip_limits {
    std::uint32_t connect_ms = 10000;
    std::uint32_t read_ms = 30000;
    std::uint32_t write_ms = 30000;
};

/// One connection at a time, blocking: for a task of its own. Allocates nothing; lwIP takes from its pools.
class lwip_stream {
public:
    /// Finds the address of a host. False where it knows none.
    using resolver = bool (*)(void* context, std::string_view host, ip_addr_t& address);

    /// `resolve`, where there is one, is asked before lwIP is.
    explicit lwip_stream(lwip_limits limits = {}, resolver resolve = nullptr, void* resolver_context = nullptr)
        : limits_(limits), resolve_(resolve), resolver_context_(resolver_context) {}
    lwip_stream(const lwip_stream&) = delete;
    lwip_stream& operator=(const lwip_stream&) = delete;

    /// Borrows this object. Its open() returns none, connect_failed, timed_out or bad_host.
    byte_stream stream() & { return {this, &open, &write, &read, &close, &limit}; }

private:
    static lwip_stream& self(void* context) { return *static_cast<lwip_stream*>(context); }

    bool find(std::string_view host, ip_addr_t& address) const {
        detail::c_name name;
        if (!name.set(host)) return false;
        if (resolve_ != nullptr && resolve_(resolver_context_, host, address)) return true;
        if (ipaddr_aton(name.text, &address) != 0) return true;
#if LWIP_DNS
        addrinfo* found = nullptr;
        if (lwip_getaddrinfo(name.text, nullptr, nullptr, &found) != 0 || found == nullptr) return false;
        const bool is_ipv4 = found->ai_family == AF_INET;
        if (is_ipv4) {
            inet_addr_to_ip4addr(ip_2_ip4(&address), &reinterpret_cast<sockaddr_in*>(found->ai_addr)->sin_addr);
            IP_SET_TYPE_VAL(address, IPADDR_TYPE_V4);
        }
        lwip_freeaddrinfo(found);
        return is_ipv4;
#else
        return false;
#endif
    }

    static errc open(void* context, std::string_view host, std::uint16_t port) {
        lwip_stream& me = self(context);
        ip_addr_t address;
        if (!me.find(host, address)) return errc::bad_host;
        const bool is_ipv6 = IP_IS_V6(&address);
        me.socket_ = lwip_socket(is_ipv6 ? AF_INET6 : AF_INET, SOCK_STREAM, 0);
        if (me.socket_ < 0) return errc::connect_failed;
        sockaddr_storage to;
        std::memset(&to, 0, sizeof to);
        socklen_t size = 0;
#if LWIP_IPV6
        if (is_ipv6) {
            auto& six = reinterpret_cast<sockaddr_in6&>(to);
            six.sin6_family = AF_INET6;
            six.sin6_port = lwip_htons(port);
            inet6_addr_from_ip6addr(&six.sin6_addr, ip_2_ip6(&address));
            size = sizeof six;
        }
#endif
        if (!is_ipv6) {
            auto& four = reinterpret_cast<sockaddr_in&>(to);
            four.sin_family = AF_INET;
            four.sin_port = lwip_htons(port);
            inet_addr_from_ip4addr(&four.sin_addr, ip_2_ip4(&address));
            size = sizeof four;
        }
        const errc code = me.connect(reinterpret_cast<const sockaddr*>(&to), size);
        if (code != errc::none) close(context);
        return code;
    }

    errc connect(const sockaddr* to, socklen_t size) const {
        set_limit(SO_RCVTIMEO, limits_.read_ms);
        set_limit(SO_SNDTIMEO, limits_.write_ms);
#if LWIP_SOCKET_POLL
        if (const std::uint32_t ms = wait_ms(limits_.connect_ms); ms != 0) {
            const int flags = lwip_fcntl(socket_, F_GETFL, 0);
            lwip_fcntl(socket_, F_SETFL, flags | O_NONBLOCK);
            if (lwip_connect(socket_, to, size) != 0) {
                pollfd one{};
                one.fd = socket_;
                one.events = POLLOUT;
                const int ready = lwip_poll(&one, 1, static_cast<int>(ms));
                int failure = 0;
                socklen_t failure_size = sizeof failure;
                lwip_getsockopt(socket_, SOL_SOCKET, SO_ERROR, &failure, &failure_size);
                if (ready == 0) return errc::timed_out;
                if (ready < 0 || failure != 0 || (one.revents & (POLLERR | POLLHUP)) != 0) return errc::connect_failed;
            }
            lwip_fcntl(socket_, F_SETFL, flags & ~O_NONBLOCK);
            return errc::none;
        }
#endif
        return lwip_connect(socket_, to, size) == 0 ? errc::none : errc::connect_failed;
    }

    void set_limit([[maybe_unused]] int which, [[maybe_unused]] std::uint32_t ms) const {
#if LWIP_SO_SNDRCVTIMEO_NONSTANDARD
        const int limit = static_cast<int>(ms);
#else
        timeval limit{};
        limit.tv_sec = static_cast<decltype(limit.tv_sec)>(ms / 1000);
        limit.tv_usec = static_cast<decltype(limit.tv_usec)>(ms % 1000 * 1000);
#endif
        lwip_setsockopt(socket_, SOL_SOCKET, which, &limit, sizeof limit);
    }

    static void limit(void* context, std::uint32_t ms) {
        lwip_stream& me = self(context);
        me.all_ms_ = ms;
        me.began_at_ = sys_now();
        if (ms != 0 || me.socket_ < 0) return;
        me.set_limit(SO_RCVTIMEO, me.limits_.read_ms);
        me.set_limit(SO_SNDTIMEO, me.limits_.write_ms);
    }

    bool time_is_up() const { return all_ms_ != 0 && sys_now() - began_at_ >= all_ms_; }

    /// How long a wait may be that has this limit: at least 1 where all waits together have one.
    std::uint32_t wait_ms(std::uint32_t own) const {
        if (all_ms_ == 0) return own;
        const std::uint32_t passed = sys_now() - began_at_;
        const std::uint32_t left = passed < all_ms_ ? all_ms_ - passed : 1;
        return own != 0 && own < left ? own : left;
    }

    std::ptrdiff_t failed() const {
        int failure = 0;
        socklen_t size = sizeof failure;
        lwip_getsockopt(socket_, SOL_SOCKET, SO_ERROR, &failure, &size);
        return failure == EWOULDBLOCK || failure == ETIMEDOUT ? stream_timed_out : stream_broken;
    }

    static std::ptrdiff_t write(void* context, const char* data, std::size_t size) {
        const lwip_stream& me = self(context);
        if (me.time_is_up()) return stream_timed_out;
        if (me.all_ms_ != 0) me.set_limit(SO_SNDTIMEO, me.wait_ms(me.limits_.write_ms));
        errno = 0;
        const auto n = lwip_send(me.socket_, data, size, 0);
        return n > 0 ? static_cast<std::ptrdiff_t>(n) : errno == EWOULDBLOCK ? stream_timed_out : me.failed();
    }

    static std::ptrdiff_t read(void* context, char* data, std::size_t size) {
        const lwip_stream& me = self(context);
        if (me.time_is_up()) return stream_timed_out;
        if (me.all_ms_ != 0) me.set_limit(SO_RCVTIMEO, me.wait_ms(me.limits_.read_ms));
        errno = 0;
        const auto n = lwip_recv(me.socket_, data, size, 0);
        if (n > 0) return static_cast<std::ptrdiff_t>(n);
        if (n == 0) return stream_end;
        return errno == EWOULDBLOCK ? stream_timed_out : me.failed();
    }

    static void close(void* context) {
        lwip_stream& me = self(context);
        if (me.socket_ >= 0) lwip_close(me.socket_);
        me.socket_ = -1;
    }

    lwip_limits limits_;
    resolver resolve_;
    void* resolver_context_;
    int socket_ = -1;
    std::uint32_t all_ms_ = 0, began_at_ = 0; ///< what bounds all waits together; 0: nothing does
};

} // namespace portwright::http
