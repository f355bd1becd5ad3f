// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A byte_stream through an HTTP proxy: CONNECT (RFC 9110 section 9.3.6) over any other stream, with credentials where
// the proxy asks for them. What goes through it is the TLS of the stream above, which the proxy cannot read.
//
//     portwright::http::mbedtls_sockets sockets;
//     portwright::http::connect_proxy proxy{sockets.stream(), "proxy.example:3128"};
//     if (auto known = proxy.authorize("user", "password"); !known) return known.error();
//     portwright::http::mbedtls_transport tls{proxy.stream()};

#include <portwright/core/wipe.hpp>
#include <portwright/encoding/base64.hpp>
#include <portwright/http/transport.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::http {

/// One tunnel at a time, blocking. The time limits are those of the stream below. A proxy that drips its answer is
/// given up when the time is over that the stream above gives an opening, or after max_answer bytes. Not for two
/// threads at once.
class connect_proxy {
public:
    static constexpr std::size_t max_answer = 8192; ///< bytes of the proxy's answer to CONNECT

    /// `below` reaches the proxy, and its context lives as long as this object. `proxy` is HOST:PORT, borrowed as long.
    connect_proxy(const byte_stream& below, borrowed_text proxy) noexcept : below_(below), proxy_(proxy) {}
    connect_proxy(const connect_proxy&) = delete;
    connect_proxy& operator=(const connect_proxy&) = delete;

    /// Sends these with each CONNECT, in the Basic scheme (RFC 7617): in clear text, as far as the proxy. Both texts
    /// are borrowed as long as this object lives. `user` and `password`, that is.
    ///
    /// Errors: bad_credentials where the user is empty or has a colon, or either has a control character.
    result<void> authorize(borrowed_text user, borrowed_text password) noexcept {
        const bool sound = !user.empty() && std::string_view(user).find(':') == std::string_view::npos;
        if (!sound || !is_printable(user) || !is_printable(password)) {
            error why;
            why.code = errc::bad_credentials;
            return why;
        }
        user_ = user;
        password_ = password;
        return {};
    }

    /// Borrows this object. Its open() returns, besides what the stream below does, connect_failed where the proxy
    /// refused or said nothing that can be read, and bad_host where the proxy is no HOST:PORT.
    byte_stream stream() & noexcept {
        return {this, &open, &write, &read, &close, below_.limit != nullptr ? &limit : nullptr};
    }

    /// The status of the proxy's last answer, for a log: 407 where it wants other credentials (RFC 9110 section
    /// 15.5.8). 0 where none came.
    unsigned status() const noexcept { return status_; }

private:
    static connect_proxy& self(void* context) noexcept { return *static_cast<connect_proxy*>(context); }

    static bool is_printable(std::string_view text) noexcept {
        for (const char c : text)
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
        return true;
    }

    static errc open(void* context, std::string_view host, std::uint16_t port) noexcept {
        connect_proxy& me = self(context);
        me.status_ = 0;
        std::string_view proxy;
        std::uint16_t proxy_port = 0;
        if (!portwright::detail::split_authority(me.proxy_, proxy, proxy_port) || proxy_port == 0)
            return errc::bad_host;
        if (const errc code = me.below_.open(me.below_.context, proxy, proxy_port); code != errc::none) return code;
        errc code = me.ask(host, port);
        if (code == errc::none) code = me.read_answer();
        if (code != errc::none) me.below_.close(me.below_.context);
        return code;
    }

    errc ask(std::string_view host, std::uint16_t port) const noexcept {
        char room[128];
        errc code = errc::none;
        {
            detail::stream_output out{below_, room};
            out.output::write("CONNECT ");
            write_target(out, host, port);
            out.output::write(" HTTP/1.1\r\nHost: ");
            write_target(out, host, port);
            if (!user_.empty()) {
                out.output::write("\r\nProxy-Authorization: Basic ");
                write_credentials(out);
            }
            out.output::write("\r\n\r\n");
            if (!out.flush()) code = out.why() == errc::timed_out ? errc::timed_out : errc::connect_failed;
        }
        portwright::detail::wipe(room, sizeof room);
        return code;
    }

    static void write_target(output& out, std::string_view host, std::uint16_t port) noexcept {
        const bool is_ipv6 = host.find(':') != host.npos;
        if (is_ipv6) out.put('[');
        out.write(host);
        if (is_ipv6) out.put(']');
        out.put(':');
        write_decimal(out, std::int64_t{port});
    }

    /// Base64 of user, colon and password, which lie nowhere together.
    void write_credentials(output& out) const noexcept {
        char piece[48]; // a multiple of 3, so that only the last piece is padded
        const std::size_t size = user_.size() + 1 + password_.size();
        for (std::size_t i = 0; i != size;) {
            std::size_t n = 0;
            for (; n != sizeof piece && i != size; ++n, ++i)
                piece[n] = i < user_.size() ? user_[i] : i == user_.size() ? ':' : password_[i - user_.size() - 1];
            write_base64(out, {reinterpret_cast<const std::uint8_t*>(piece), n});
        }
        portwright::detail::wipe(piece, sizeof piece);
    }

    /// Byte by byte, because what follows the answer belongs to the tunnel. Interim answers are passed over (RFC 9110
    /// section 15.2).
    errc read_answer() noexcept {
        std::size_t place = 0; // within this answer
        std::uint32_t status = 0;
        unsigned newlines = 0; // that it ends in
        for (std::size_t i = 0; i != max_answer; ++i) {
            char c = 0;
            const std::ptrdiff_t n = below_.read(below_.context, &c, 1);
            if (n != 1) return n == stream_timed_out ? errc::timed_out : errc::connect_failed;
            if (!fits_status_line(c, place)) return errc::connect_failed;
            if (place >= status_at && place < status_end) status = status * 10 + static_cast<std::uint32_t>(c - '0');
            if (++place == status_end) status_ = status;
            if (c == '\n') ++newlines;
            else if (c != '\r') newlines = 0;
            if (newlines != 2) continue;
            if (status >= 200 && status < 300) return errc::none;
            if (status < 100 || status >= 200) return errc::connect_failed;
            place = 0;
            status = 0;
            newlines = 0;
        }
        return errc::connect_failed;
    }

    static constexpr std::string_view shape = "HTTP/1.0 000 ";
    static constexpr std::size_t status_at = 9, status_end = 12;

    /// Whether a status line can have `c` there. A reason phrase may be missing, with its space.
    static constexpr bool fits_status_line(char c, std::size_t place) noexcept {
        if (place >= shape.size()) return true;
        if (shape[place] == '0') return c >= '0' && c <= '9';
        return c == shape[place] || (place == status_end && (c == '\r' || c == '\n'));
    }

    static std::ptrdiff_t write(void* context, const char* data, std::size_t size) noexcept {
        const byte_stream& below = self(context).below_;
        return below.write(below.context, data, size);
    }
    static std::ptrdiff_t read(void* context, char* data, std::size_t size) noexcept {
        const byte_stream& below = self(context).below_;
        return below.read(below.context, data, size);
    }
    static void close(void* context) noexcept {
        const byte_stream& below = self(context).below_;
        below.close(below.context);
    }
    static void limit(void* context, std::uint32_t ms) noexcept { self(context).below_.limit_waits(ms); }

    byte_stream below_;
    borrowed_text proxy_;
    std::string_view user_ = {}, password_ = {};
    unsigned status_ = 0;
};

} // namespace portwright::inline v0_1::http

#include <portwright/core/platform_macros_on.hpp>
