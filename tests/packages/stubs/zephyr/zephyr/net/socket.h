// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>
#include <zephyr/kernel.h>

// Zephyr has numbers and structures of its own, and names them as POSIX does.
#if defined(__linux__)
#include <sys/socket.h>
#else
typedef unsigned int socklen_t;
typedef unsigned short sa_family_t;
struct sockaddr {
    sa_family_t sa_family;
    char data[26];
};
#define AF_UNSPEC 0
#define AF_INET 1
#define SOCK_STREAM 1
#define SOL_SOCKET 1
#define SO_RCVTIMEO 20
#define SO_SNDTIMEO 21
#endif

#define IPPROTO_TLS_1_2 258
#define SOL_TLS 282
#define TLS_SEC_TAG_LIST 1
#define TLS_HOSTNAME 2
#define TLS_PEER_VERIFY 5
#define TLS_PEER_VERIFY_REQUIRED 2

#ifdef __cplusplus
extern "C" {
#endif

struct zsock_timeval {
    long tv_sec;
    long tv_usec;
};

struct zsock_addrinfo {
    struct zsock_addrinfo* ai_next;
    int ai_flags;
    int ai_family;
    int ai_socktype;
    int ai_protocol;
    socklen_t ai_addrlen;
    struct sockaddr* ai_addr;
    char* ai_canonname;
    struct sockaddr _ai_addr;
};

int zsock_socket(int family, int type, int protocol);
int zsock_close(int sock);
int zsock_connect(int sock, const struct sockaddr* address, socklen_t size);
ssize_t zsock_send(int sock, const void* data, size_t size, int flags);
ssize_t zsock_recv(int sock, void* data, size_t size, int flags);
int zsock_setsockopt(int sock, int level, int name, const void* value, socklen_t size);
int zsock_getaddrinfo(const char* host, const char* service, const struct zsock_addrinfo* hints,
                      struct zsock_addrinfo** found);
void zsock_freeaddrinfo(struct zsock_addrinfo* found);

#ifdef __cplusplus
}
#endif
