// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// TLS that never blocks, over one TCP connection: http/mbedtls_transport.hpp is the blocking one.

#include <portwright/core/error.hpp>
#include <portwright/http/c_name.hpp>
#include <portwright/http/mbedtls_random.hpp>
#include <portwright/http/mbedtls_session.hpp>

#include "kept_state.hpp"

#include <mbedtls/ssl.h>
#include <mbedtls/x509_crt.h>

#include <tcp.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace device {

class tls {
public:
    tls();
    tls(const tls&) = delete;
    tls& operator=(const tls&) = delete;

    /// Trusts this certificate, which is borrowed. 0, or what mbedTLS returned.
    int trust(std::span<const std::uint8_t> anchor);

    /// Begins to connect. The session is offered where it is of this host, and written when there is another.
    void open(std::string_view host, std::uint16_t port, std::uint32_t address, kept_session& session);
    enum class progress : std::uint8_t { pending, open, failed };
    /// Goes on with it; why() where it failed.
    progress go_on();
    portwright::errc why() const { return why_; }
    /// What mbedTLS last said, for the log.
    int mbedtls_error() const { return failure_; }
    bool resumed() const { return resumed_; }
    const char* suite() const { return mbedtls_ssl_get_ciphersuite(&ssl_); }

    bool is_open() const { return is_open_; }
    /// As of tcp. What was not_yet is given again.
    std::ptrdiff_t write(std::span<const char> bytes);
    std::ptrdiff_t read(std::span<char> room);
    void close();

private:
    int configure();
    int begin_handshake();
    progress fail(portwright::errc why);
    std::ptrdiff_t outcome(int code);

    tcp below_;
    mbedtls_ssl_context ssl_;
    mbedtls_ssl_config config_;
    mbedtls_x509_crt anchors_;
    portwright::http::detail::mbedtls_random random_;
    portwright::http::detail::mbedtls_session session_;
    portwright::http::detail::mbedtls_curves curves_;
    portwright::http::detail::c_name host_;
    kept_session* kept_ = nullptr;
    std::uint16_t port_ = 0;
    int failure_ = 0;
    portwright::errc why_ = portwright::errc::none;
    bool configured_ = false;
    bool handshaking_ = false;
    bool offered_ = false;
    bool resumed_ = false;
    bool is_open_ = false;
};

} // namespace device
