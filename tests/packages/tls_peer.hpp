// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// TLS over this machine's sockets, for the stand-ins of platforms: a connection, and how its writes fail.

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <limits>
#include <string>

namespace stand_in {

/// How connections fail; for one thread. A test sets it, and back.
struct troubles {
    static constexpr std::size_t never = std::numeric_limits<std::size_t>::max();
    std::size_t writes_bytes = never; ///< the write that would go past this fails
    bool delivers = false; ///< what fails so arrives all the same, as buffers below do
    bool loses_answers = false; ///< reads find nothing, ever
};
inline troubles now{};

enum class came { ok, unknown_host, refused, unverified };

class tls_peer {
public:
    tls_peer() = default;
    tls_peer(const tls_peer&) = delete;
    tls_peer& operator=(const tls_peer&) = delete;
    ~tls_peer() { close(); }

    /// With no certificates nobody is trusted.
    came connect(const char* host, int port, const std::string& certificates) {
        close();
        addrinfo hints{};
        hints.ai_family = AF_INET;
        hints.ai_socktype = SOCK_STREAM;
        addrinfo* found = nullptr;
        if (getaddrinfo(host, std::to_string(port).c_str(), &hints, &found) != 0) return came::unknown_host;
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        const int connected = ::connect(socket_, found->ai_addr, found->ai_addrlen);
        freeaddrinfo(found);
        if (connected != 0) {
            close();
            return came::refused;
        }
        const int on = 1;
        setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        context_ = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_verify(context_, SSL_VERIFY_PEER, nullptr);
        BIO* const text = BIO_new_mem_buf(certificates.data(), static_cast<int>(certificates.size()));
        while (X509* const one = PEM_read_bio_X509(text, nullptr, nullptr, nullptr)) {
            X509_STORE_add_cert(SSL_CTX_get_cert_store(context_), one);
            X509_free(one);
        }
        BIO_free(text);
        ERR_clear_error();
        ssl_ = SSL_new(context_);
        SSL_set_tlsext_host_name(ssl_, host);
        SSL_set1_host(ssl_, host);
        SSL_set_fd(ssl_, socket_);
        if (SSL_connect(ssl_) != 1) {
            ERR_clear_error();
            close();
            return came::unverified;
        }
        written_ = 0;
        return came::ok;
    }

    bool is_open() const { return ssl_ != nullptr; }

    /// How many were written, all of them, or -1.
    long write(const void* data, std::size_t size) {
        if (ssl_ == nullptr) return -1;
        const bool fails = size > now.writes_bytes || written_ > now.writes_bytes - size;
        if (!fails || now.delivers) {
            if (SSL_write(ssl_, data, static_cast<int>(size)) != static_cast<int>(size)) return -1;
        }
        if (fails) return -1;
        written_ += size;
        return static_cast<long>(size);
    }

    /// Whether a read would not wait.
    bool has_some(int wait_ms) {
        if (ssl_ == nullptr || now.loses_answers) {
            if (wait_ms > 0) usleep(static_cast<useconds_t>(wait_ms) * 1000);
            return false;
        }
        if (SSL_pending(ssl_) > 0) return true;
        pollfd one{socket_, POLLIN, 0};
        return poll(&one, 1, wait_ms) > 0;
    }

    /// 1 to `size`, 0 where the peer has finished, -1, or -2 where nothing came in time.
    long read(void* data, std::size_t size, int wait_ms) {
        if (ssl_ == nullptr) return -1;
        if (!has_some(wait_ms)) return -2;
        const int n = SSL_read(ssl_, data, static_cast<int>(size));
        if (n > 0) return n;
        const bool finished = SSL_get_error(ssl_, n) == SSL_ERROR_ZERO_RETURN;
        ERR_clear_error();
        return finished ? 0 : -1;
    }

    int socket() const { return socket_; }

    void close() {
        if (ssl_ != nullptr) SSL_shutdown(ssl_);
        SSL_free(ssl_);
        SSL_CTX_free(context_);
        if (socket_ >= 0) ::close(socket_);
        ssl_ = nullptr;
        context_ = nullptr;
        socket_ = -1;
    }

private:
    int socket_ = -1;
    SSL_CTX* context_ = nullptr;
    SSL* ssl_ = nullptr;
    std::size_t written_ = 0;
};

} // namespace stand_in
