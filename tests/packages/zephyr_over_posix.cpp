// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// As much of Zephyr's sockets as the package's transport uses, over this machine's. One connection at a time.

#include "tls_peer.hpp"

#include <zephyr/net/socket.h>
#include <zephyr/net/tls_credentials.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <map>
#include <string>
#include <vector>

namespace {

struct tls_socket {
    stand_in::tls_peer peer{};
    std::string certificates{};
    std::string host{};
    bool verifies = false;
    int read_ms = -1;
};
std::map<sec_tag_t, std::string> credentials;
std::map<int, tls_socket> sockets;
int next_socket = 100;

/// An address is the host's name and port here: which numbers it has, the stand-in below finds out.
struct named {
    zsock_addrinfo info{};
    char host[256] = {};
    int port = 0;
};

} // namespace

extern "C" {

uint32_t k_uptime_get_32(void) {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<uint32_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since).count());
}

int tls_credential_add(sec_tag_t tag, enum tls_credential_type, const void* data, size_t size) {
    credentials[tag] = std::string(static_cast<const char*>(data), size);
    return 0;
}

int zsock_getaddrinfo(const char* host, const char* service, const zsock_addrinfo*, zsock_addrinfo** found) {
    addrinfo* real = nullptr;
    if (getaddrinfo(host, nullptr, nullptr, &real) != 0) return -2;
    freeaddrinfo(real);
    auto* const one = new named;
    std::strncpy(one->host, host, sizeof one->host - 1);
    one->port = std::stoi(service);
    one->info.ai_family = AF_INET;
    one->info.ai_socktype = SOCK_STREAM;
    one->info.ai_addr = reinterpret_cast<sockaddr*>(one);
    one->info.ai_addrlen = sizeof *one;
    *found = &one->info;
    return 0;
}
void zsock_freeaddrinfo(zsock_addrinfo* found) { delete reinterpret_cast<named*>(found); }

int zsock_socket(int, int, int protocol) {
    if (protocol != IPPROTO_TLS_1_2) {
        errno = EPROTONOSUPPORT;
        return -1;
    }
    sockets[next_socket];
    return next_socket++;
}
int zsock_close(int sock) { return sockets.erase(sock) == 1 ? 0 : -1; }

int zsock_setsockopt(int sock, int level, int name, const void* value, socklen_t size) {
    tls_socket& one = sockets.at(sock);
    if (level == SOL_TLS && name == TLS_SEC_TAG_LIST) {
        std::vector<sec_tag_t> tags(size / sizeof(sec_tag_t));
        std::memcpy(tags.data(), value, size);
        for (const sec_tag_t tag : tags) one.certificates += credentials[tag];
        return 0;
    }
    if (level == SOL_TLS && name == TLS_HOSTNAME) one.host = static_cast<const char*>(value);
    if (level == SOL_TLS && name == TLS_PEER_VERIFY) {
        int verify;
        std::memcpy(&verify, value, sizeof verify);
        one.verifies = verify == TLS_PEER_VERIFY_REQUIRED;
    }
    if (level == SOL_SOCKET && name == SO_RCVTIMEO) {
        zsock_timeval limit;
        std::memcpy(&limit, value, sizeof limit);
        one.read_ms = static_cast<int>(limit.tv_sec * 1000 + limit.tv_usec / 1000);
        if (one.read_ms == 0) one.read_ms = -1;
    }
    return 0;
}

int zsock_connect(int sock, const sockaddr* address, socklen_t) {
    tls_socket& one = sockets.at(sock);
    const named& to = *reinterpret_cast<const named*>(address);
    if (!one.verifies || one.host != to.host) std::abort(); // the adapter has forgotten what makes TLS safe
    switch (one.peer.connect(to.host, to.port, one.certificates)) {
    case stand_in::came::ok: return 0;
    case stand_in::came::unverified: errno = ECONNABORTED; return -1;
    default: errno = ECONNREFUSED; return -1;
    }
}

ssize_t zsock_send(int sock, const void* data, size_t size, int) {
    const long n = sockets.at(sock).peer.write(data, size);
    if (n < 0) errno = EIO;
    return n;
}
ssize_t zsock_recv(int sock, void* data, size_t size, int) {
    tls_socket& one = sockets.at(sock);
    const long n = one.peer.read(data, size, one.read_ms);
    if (n == -2) errno = EAGAIN;
    if (n == -1) errno = ECONNRESET;
    return n < 0 ? -1 : n;
}
}
