// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// lwip/tcp.hpp over sockets, with the same promises.

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
    ~tcp() { close(); }

    /// `address` 0: the name is looked up, which blocks here.
    void connect(std::string_view host, std::uint16_t port, std::uint32_t address);
    state now();
    std::ptrdiff_t write(const unsigned char* data, std::size_t size);
    std::ptrdiff_t read(unsigned char* data, std::size_t size);
    void close();

private:
    int socket_ = -1;
    state state_ = state::idle;
};

} // namespace device
