// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A byte_stream over Arduino's Client: WiFiClientSecure, which has TLS in it, or any other (Ethernet, a modem) with
// mbedtls_transport over it.
//
//     WiFiClientSecure wifi;
//     wifi.setCACert(root_certificates);
//     portwright::http::arduino_stream tcp{wifi};
//     portwright::http::stream_transport transport{tcp.stream(), io};
//
//     EthernetClient ethernet;
//     portwright::http::arduino_stream tcp{ethernet};
//     portwright::http::mbedtls_transport tls{tcp.stream()};
//     tls.trust_pem(root_certificates);
//     portwright::http::stream_transport transport{tls.stream(), io};
//
// A Client does not say why it failed, and WiFiClientSecure verifies the peer only where it was given certificates:
// never call its setInsecure().

#include <portwright/http/c_name.hpp>
#include <portwright/http/transport.hpp>

#include <Arduino.h>
#include <Client.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace portwright::http {

/// Milliseconds. Connecting takes what the Client takes.
struct arduino_limits {
    std::uint32_t read_ms = 30000; ///< for each wait for bytes
    std::uint32_t write_ms = 30000; ///< for each wait for room
};

/// One connection at a time, blocking.
class arduino_stream {
public:
    /// Borrows the client, which is for this alone.
    explicit arduino_stream(Client& client, arduino_limits limits = {}) : client_(client), limits_(limits) {}
    arduino_stream(const arduino_stream&) = delete;
    arduino_stream& operator=(const arduino_stream&) = delete;

    /// Borrows this object. Its open() returns none, bad_host or connect_failed, for whatever reason that was. An end is
    /// always told as stream_broken: a Client does not say whether the peer had finished.
    byte_stream stream() & { return {this, &open_it, &write_some, &read_some, &close_it, &limit_all}; }

private:
    static arduino_stream& self(void* context) { return *static_cast<arduino_stream*>(context); }

    /// It turns over; differences do not.
    static std::uint32_t now_ms() { return static_cast<std::uint32_t>(millis()); }

    static errc open_it(void* context, std::string_view host, std::uint16_t port) {
        arduino_stream& me = self(context);
        detail::c_name name;
        if (!name.set(host)) return errc::bad_host;
        me.broken_ = false;
        if (me.client_.connect(name.text, port) == 1) return errc::none;
        me.client_.stop();
        return errc::connect_failed;
    }

    /// What a Client could not write it may have in a buffer, and send when it is stopped. So a failed write counts as
    /// done: if it was the request's last one, the answer is missing, and the outcome unknown, which is the truth. If it
    /// was not, the next one fails.
    static std::ptrdiff_t write_some(void* context, const char* data, std::size_t size) {
        arduino_stream& me = self(context);
        if (me.broken_) return stream_broken;
        const std::uint32_t began_at = now_ms();
        for (;;) {
            const std::size_t n = me.client_.write(reinterpret_cast<const std::uint8_t*>(data), size);
            if (n != 0) return static_cast<std::ptrdiff_t>(n < size ? n : size);
            if (me.client_.connected() == 0 || me.has_passed(began_at, me.limits_.write_ms)) break;
            delay(1);
        }
        me.broken_ = true;
        return static_cast<std::ptrdiff_t>(size);
    }

    static std::ptrdiff_t read_some(void* context, char* data, std::size_t size) {
        arduino_stream& me = self(context);
        if (me.broken_) return stream_broken;
        const std::uint32_t began_at = now_ms();
        for (;;) {
            const int waiting = me.client_.available();
            if (waiting > 0) {
                const std::size_t most =
                    static_cast<std::size_t>(waiting) < size ? static_cast<std::size_t>(waiting) : size;
                const int n = me.client_.read(reinterpret_cast<std::uint8_t*>(data), most);
                if (n > 0) return n;
            }
            if (me.client_.connected() == 0 && me.client_.available() <= 0) return stream_broken;
            if (me.has_passed(began_at, me.limits_.read_ms)) return stream_timed_out;
            delay(1);
        }
    }

    static void close_it(void* context) { self(context).client_.stop(); }

    static void limit_all(void* context, std::uint32_t ms) {
        arduino_stream& me = self(context);
        me.all_ms_ = ms;
        me.all_began_at_ = now_ms();
    }

    bool has_passed(std::uint32_t began_at, std::uint32_t ms) const {
        const std::uint32_t now = now_ms();
        return (ms != 0 && now - began_at >= ms) || (all_ms_ != 0 && now - all_began_at_ >= all_ms_);
    }

    Client& client_;
    arduino_limits limits_;
    std::uint32_t all_ms_ = 0, all_began_at_ = 0; ///< what bounds all waits together; 0: nothing does
    bool broken_ = false;
};

} // namespace portwright::http
