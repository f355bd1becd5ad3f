// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "network_stream.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace portwright_daemon {
namespace {

using portwright::errc;
namespace http = portwright::http;

constexpr std::size_t most_addresses = 8;

std::vector<socket_address> ask_system(const std::string& host, std::uint16_t port, int flags) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags;
    addrinfo* all = nullptr;
    std::vector<socket_address> found;
    if (getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &all) != 0) return found;
    for (const addrinfo* one = all; one != nullptr && found.size() != most_addresses; one = one->ai_next) {
        if (one->ai_addrlen > sizeof(sockaddr_storage)) continue;
        socket_address made;
        std::memcpy(&made.bytes, one->ai_addr, one->ai_addrlen);
        made.size = one->ai_addrlen;
        found.push_back(made);
    }
    freeaddrinfo(all);
    return found;
}

void write_all(int file, const std::vector<socket_address>& all) {
    const char* next = reinterpret_cast<const char*>(all.data());
    for (std::size_t left = all.size() * sizeof(socket_address); left != 0;) {
        const ssize_t written = write(file, next, left);
        if (written <= 0) return;
        next += written;
        left -= static_cast<std::size_t>(written);
    }
}

} // namespace

std::vector<socket_address> resolve(events& by, const std::string& host, std::uint16_t port, milliseconds until) {
    if (auto numeric = ask_system(host, port, AI_NUMERICHOST | AI_NUMERICSERV); !numeric.empty()) return numeric;
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return {};
    const pid_t child = fork();
    if (child == 0) {
        write_all(ends[1], ask_system(host, port, AI_ADDRCONFIG | AI_NUMERICSERV));
        _exit(0);
    }
    close(ends[1]);
    std::string bytes;
    char piece[1024];
    while (child > 0 && bytes.size() <= most_addresses * sizeof(socket_address)) {
        if (by.wait(ends[0], POLLIN, until) != events::woken::ready) break;
        const ssize_t count = read(ends[0], piece, sizeof piece);
        if (count <= 0) break;
        bytes.append(piece, static_cast<std::size_t>(count));
    }
    close(ends[0]);
    if (child > 0) {
        kill(child, SIGKILL); // it has answered, or is not waited for any more
        while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    std::vector<socket_address> found(std::min(bytes.size() / sizeof(socket_address), most_addresses));
    if (!found.empty()) std::memcpy(found.data(), bytes.data(), found.size() * sizeof(socket_address));
    return found;
}

http::byte_stream network_stream::stream() {
    return {this,
            [](void* self, std::string_view host, std::uint16_t port) {
                return static_cast<network_stream*>(self)->connect(host, port);
            },
            [](void* self, const char* data, std::size_t size) {
                return static_cast<network_stream*>(self)->transfer(nullptr, data, size);
            },
            [](void* self, char* data, std::size_t size) {
                return static_cast<network_stream*>(self)->transfer(data, nullptr, size);
            },
            [](void* self) { static_cast<network_stream*>(self)->close_socket(); },
            [](void* self, std::uint32_t ms) {
                static_cast<network_stream*>(self)->ends_at_ = ms != 0 ? now() + ms : never;
            }};
}

milliseconds network_stream::until(milliseconds own) const { return std::min(now() + own, ends_at_); }

errc network_stream::connect(std::string_view host, std::uint16_t port) {
    errc failed = errc::connect_failed;
    for (const socket_address& one : resolve(events_, std::string(host), port, until(wait_ms))) {
        failed = connect_to(one);
        if (failed == errc::none) return failed;
        close_socket();
    }
    return failed;
}

errc network_stream::connect_to(const socket_address& address) {
    socket_ = socket(address.bytes.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket_ < 0) return errc::connect_failed;
    const int on = 1; // a record is worth a packet: waiting for more of them costs 40 ms a flight
    static_cast<void>(setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on));
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address.bytes), address.size) == 0) return errc::none;
    if (errno != EINPROGRESS) return errc::connect_failed;
    const events::woken woken = events_.wait(socket_, POLLOUT, until(connect_ms));
    if (woken != events::woken::ready) return woken == events::woken::time ? errc::timed_out : errc::connect_failed;
    int why = 0;
    socklen_t size = sizeof why;
    return getsockopt(socket_, SOL_SOCKET, SO_ERROR, &why, &size) == 0 && why == 0 ? errc::none : errc::connect_failed;
}

// One of the two is null.
std::ptrdiff_t network_stream::transfer(char* into, const char* from, std::size_t size) {
    for (;;) {
        // Before anything leaves: what is cut off must not begin to send.
        if (events_.is_cut()) return http::stream_broken;
        const ssize_t count = into != nullptr ? recv(socket_, into, size, 0) : send(socket_, from, size, MSG_NOSIGNAL);
        if (count >= 0) return count;
        if (errno == EINTR) continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK) return http::stream_broken;
        const events::woken woken = events_.wait(socket_, into != nullptr ? POLLIN : POLLOUT, until(wait_ms));
        if (woken != events::woken::ready)
            return woken == events::woken::time ? http::stream_timed_out : http::stream_broken;
    }
}

void network_stream::close_socket() {
    if (socket_ >= 0) close(socket_);
    socket_ = -1;
}

} // namespace portwright_daemon
