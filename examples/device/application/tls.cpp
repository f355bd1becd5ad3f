// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "tls.hpp"

#include "board.hpp"

#include <mbedtls/entropy.h>

#include <cstring>

using portwright::errc;

/// mbedTLS's entropy is the board's alone.
extern "C" int mbedtls_hardware_poll(void*, unsigned char* to, std::size_t size, std::size_t* filled) {
    const bool good = board::random({to, size});
    *filled = good ? size : 0;
    return good ? 0 : MBEDTLS_ERR_ENTROPY_SOURCE_FAILED;
}

namespace device {
namespace {

bool is_pending(int code) {
    return code == MBEDTLS_ERR_SSL_WANT_READ || code == MBEDTLS_ERR_SSL_WANT_WRITE ||
           code == MBEDTLS_ERR_SSL_CRYPTO_IN_PROGRESS;
}

} // namespace

tls::tls() {
    mbedtls_x509_crt_init(&anchors_);
    mbedtls_ssl_init(&ssl_);
    mbedtls_ssl_config_init(&config_);
}

int tls::trust(std::span<const std::uint8_t> anchor) {
    return mbedtls_x509_crt_parse_der_nocopy(&anchors_, anchor.data(), anchor.size());
}

int tls::configure() {
    int code = random_.seed();
    if (code == 0)
        code = mbedtls_ssl_config_defaults(&config_, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                           MBEDTLS_SSL_PRESET_DEFAULT);
    // The peer is asked for records that fit: without that it may send 16 KB at once.
    if (code == 0) code = mbedtls_ssl_conf_max_frag_len(&config_, MBEDTLS_SSL_MAX_FRAG_LEN_4096);
    if (code != 0) {
        mbedtls_ssl_config_free(&config_);
        mbedtls_ssl_config_init(&config_);
        random_.reset();
        return code;
    }
    mbedtls_ssl_conf_authmode(&config_, MBEDTLS_SSL_VERIFY_REQUIRED);
    mbedtls_ssl_conf_ca_chain(&config_, &anchors_, nullptr);
    random_.set(config_);
    curves_.set(config_);
    mbedtls_ssl_conf_verify(
        &config_,
        [](void* self, mbedtls_x509_crt*, int, std::uint32_t*) {
            static_cast<tls*>(self)->resumed_ = false; // only a whole handshake shows a certificate
            return 0;
        },
        this);
    configured_ = true;
    return 0;
}

void tls::open(std::string_view host, std::uint16_t port, std::uint32_t address, kept_session& session) {
    close();
    failure_ = 0;
    kept_ = &session;
    port_ = port;
    host_ = {};
    static_cast<void>(host_.set(host)); // the machine has checked it
    below_.connect(host, port, address);
}

int tls::begin_handshake() {
    int code = configured_ ? 0 : configure();
    if (code == 0) code = mbedtls_ssl_setup(&ssl_, &config_);
    if (code == 0) code = mbedtls_ssl_set_hostname(&ssl_, host_.text);
    if (code != 0) return code;
    offered_ = kept_->size != 0 && session_.load(std::span(kept_->bytes).first(kept_->size)) == 0 &&
               session_.offer(ssl_, host_.text, port_);
    session_.forget();
    resumed_ = offered_;
    mbedtls_ssl_set_bio(
        &ssl_, &below_,
        [](void* below, const unsigned char* data, std::size_t size) {
            const std::ptrdiff_t n = static_cast<tcp*>(below)->write(data, size);
            return n > 0               ? static_cast<int>(n)
                   : n == tcp::not_yet ? MBEDTLS_ERR_SSL_WANT_WRITE
                                       : MBEDTLS_ERR_SSL_CONN_EOF;
        },
        [](void* below, unsigned char* data, std::size_t size) {
            const std::ptrdiff_t n = static_cast<tcp*>(below)->read(data, size);
            return n > 0               ? static_cast<int>(n)
                   : n == tcp::not_yet ? MBEDTLS_ERR_SSL_WANT_READ
                                       : MBEDTLS_ERR_SSL_CONN_EOF;
        },
        nullptr);
    handshaking_ = true;
    return 0;
}

tls::progress tls::fail(errc why) {
    if (offered_) *kept_ = {}; // the peer may choke on it
    close();
    why_ = why;
    return progress::failed;
}

tls::progress tls::go_on() {
    if (is_open_) return progress::open;
    if (below_.now() == tcp::state::opening) return progress::pending;
    if (below_.now() != tcp::state::open) return fail(handshaking_ ? errc::tls_failed : errc::connect_failed);
    failure_ = handshaking_ ? 0 : begin_handshake();
    if (failure_ == 0) failure_ = mbedtls_ssl_handshake(&ssl_);
    if (is_pending(failure_)) return progress::pending;
    if (failure_ != 0) return fail(errc::tls_failed);
    handshaking_ = false;
    is_open_ = true;
    if (resumed_) return progress::open;
    session_.keep(ssl_, host_.text, port_);
    kept_session made;
    const std::size_t size = session_.save(made.bytes);
    session_.forget();
    if (size <= made.bytes.size()) {
        made.size = static_cast<std::uint16_t>(size);
        *kept_ = made;
    }
    return progress::open;
}

std::ptrdiff_t tls::outcome(int code) {
    if (code > 0) return code;
    if (is_pending(code)) return tcp::not_yet;
    failure_ = code;
    return code == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY ? tcp::closed : tcp::broken;
}

std::ptrdiff_t tls::write(std::span<const char> bytes) {
    return outcome(mbedtls_ssl_write(&ssl_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

std::ptrdiff_t tls::read(std::span<char> room) {
    const int n = mbedtls_ssl_read(&ssl_, reinterpret_cast<unsigned char*>(room.data()), room.size());
    return outcome(n != 0 ? n : MBEDTLS_ERR_SSL_CONN_EOF); // 0: cut off without a closure alert
}

void tls::close() {
    if (is_open_ && failure_ == 0) static_cast<void>(mbedtls_ssl_close_notify(&ssl_));
    mbedtls_ssl_free(&ssl_);
    mbedtls_ssl_init(&ssl_);
    below_.close();
    handshaking_ = is_open_ = offered_ = false;
}

} // namespace device
