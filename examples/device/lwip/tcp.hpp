// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// One TCP connection that never blocks, over lwIP's raw API. linux/sockets/tcp.hpp is the same over sockets.

#include <lwip/ip_addr.h>
#include <lwip/tcp.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace device {

class tcp {
public:
    static constexpr std::ptrdiff_t not_yet = 0, broken = -1, closed = -2;
    enum class state : std::uint8_t { idle, opening, open, failed };

    tcp() = default;
    tcp(const tcp&) = delete;
    tcp& operator=(const tcp&) = delete;

    /// `address`: of the host in network order, as a number; 0: DNS is asked. `host` is copied.
    void connect(std::string_view host, std::uint16_t port, std::uint32_t address);
    state now() { return state_; }
    /// The bytes taken, not_yet or broken.
    std::ptrdiff_t write(const unsigned char* data, std::size_t size);
    /// The bytes stored, not_yet, broken, or closed where the peer has ended it.
    std::ptrdiff_t read(unsigned char* data, std::size_t size);
    /// At any time, also twice.
    void close();

private:
    void begin(const ip_addr_t& to);
    static void resolved(const char* name, const ip_addr_t* address, void* self);

    tcp_pcb* pcb_ = nullptr;
    pbuf* received_ = nullptr;
    std::uint16_t port_ = 0;
    state state_ = state::idle;
    bool peer_has_closed_ = false;
};

} // namespace device
