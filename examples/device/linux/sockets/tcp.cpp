// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "tcp.hpp"

#include "../descriptor.hpp"

#include <cerrno>
#include <string>

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

int in_use = -1;

/// The IPv4 address of a name, in network order; 0 for none.
in_addr_t find(std::string_view host) {
    addrinfo hints{}, *found = nullptr;
    hints.ai_family = AF_INET;
    if (getaddrinfo(std::string(host).c_str(), nullptr, &hints, &found) != 0) return 0;
    const in_addr_t address = reinterpret_cast<sockaddr_in*>(found->ai_addr)->sin_addr.s_addr;
    freeaddrinfo(found);
    return address;
}

} // namespace

int device_descriptor() { return in_use; }

namespace device {

void tcp::connect(std::string_view host, std::uint16_t port, std::uint32_t address) {
    close();
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = address != 0 ? htonl(address) : find(host);
    socket_ = to.sin_addr.s_addr != 0 ? ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0) : -1;
    in_use = socket_;
    const bool begun =
        socket_ >= 0 && (::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0 || errno == EINPROGRESS);
    state_ = begun ? state::opening : state::failed;
}

tcp::state tcp::now() {
    if (state_ != state::opening) return state_;
    pollfd one{socket_, POLLOUT, 0};
    if (::poll(&one, 1, 0) == 0) return state_;
    int failure = 0;
    socklen_t size = sizeof failure;
    getsockopt(socket_, SOL_SOCKET, SO_ERROR, &failure, &size);
    state_ = failure == 0 ? state::open : state::failed;
    return state_;
}

std::ptrdiff_t tcp::write(const unsigned char* data, std::size_t size) {
    const auto n = ::send(socket_, data, size, MSG_NOSIGNAL);
    return n > 0 ? n : errno == EAGAIN ? not_yet : broken;
}

std::ptrdiff_t tcp::read(unsigned char* data, std::size_t size) {
    const auto n = ::recv(socket_, data, size, 0);
    return n > 0 ? n : n == 0 ? closed : errno == EAGAIN ? not_yet : broken;
}

void tcp::close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = in_use = -1;
    state_ = state::idle;
}

} // namespace device
