// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A connection over TCP that waits by the daemon's events. Names are resolved by a child process: the C library's
// resolver knows no limit and no signal, and a process can be ended.

#include "events.hpp"

#include <portwright/http/transport.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <sys/socket.h>

namespace portwright_daemon {

struct socket_address {
    sockaddr_storage bytes{};
    socklen_t size = 0;
};

// The addresses of a host, in the resolver's order, until then; none where there are none, or no time is left.
[[nodiscard]] std::vector<socket_address> resolve(events& by, const std::string& host, std::uint16_t port,
                                                  milliseconds until);

class network_stream {
public:
    // Borrows the events.
    explicit network_stream(events& by) : events_(by) {}
    ~network_stream() { close_socket(); }
    network_stream(const network_stream&) = delete;
    network_stream& operator=(const network_stream&) = delete;

    // Borrows this object. One connection at a time; each wait has a limit of its own, too.
    [[nodiscard]] portwright::http::byte_stream stream();

private:
    static constexpr milliseconds connect_ms = 10000; // for each address
    static constexpr milliseconds wait_ms = 30000;    // for bytes, or for room

    portwright::errc connect(std::string_view host, std::uint16_t port);
    portwright::errc connect_to(const socket_address& address);
    std::ptrdiff_t transfer(char* into, const char* from, std::size_t size);
    [[nodiscard]] milliseconds until(milliseconds own) const;
    void close_socket();

    events& events_;
    int socket_ = -1;
    milliseconds ends_at_ = never;
};

} // namespace portwright_daemon
