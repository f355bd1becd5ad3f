// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A ready byte_stream: mbedTLS's TLS (1.2 or later; mbedTLS 2.28, 3.x or 4.x) over its sockets, or over any other
// byte_stream.
//
//     portwright::http::mbedtls_transport tls;
//     if (auto trusted = tls.trust_pem(root_certificates); !trusted) return trusted.error();
//     auto got = portwright::http::exchange(tls.stream(), request, body_sink, io);
//
// The peer's certificate is always verified, chain and host name, against the anchors that the caller trusts; there is
// no way to switch that off. A common name is no host name: the certificate must have the host as a subjectAltName,
// without a wildcard or with one below a domain of two labels. http/pinned_mbedtls_transport.hpp asks for a known key
// besides. Validity dates are checked where mbedTLS knows the time (MBEDTLS_HAVE_TIME_DATE): a device without a clock
// must do without. mbedTLS 2.28 compares names only: an address as a host needs 3.5 or later. Only ciphersuites of
// forward secrecy and authenticated encryption are offered, unless set_ciphersuites() says others.
//
// We allocate nothing, but mbedTLS's TLS does, through mbedtls_calloc: at its default record sizes 45 KB (2.28) to
// 60 KB (3.6) during a handshake, most of it until close(). To take that from a fixed arena, build mbedTLS with
// MBEDTLS_PLATFORM_MEMORY and MBEDTLS_MEMORY_BUFFER_ALLOC_C, call mbedtls_memory_buffer_alloc_init(arena, sizeof arena)
// first, and lower MBEDTLS_SSL_IN_CONTENT_LEN and MBEDTLS_SSL_OUT_CONTENT_LEN. The object itself has 3 KB, but 40 KB
// where 2.28 is built with MBEDTLS_HAVEGE_C, as Debian's is: not for a small stack.
//
// The session of the last connection is kept, by its ticket or its id, and resumed by the next to the same host and
// port: a hundredth of a handshake's work. export_session() carries it over a reboot.

#include <portwright/http/c_name.hpp>
#include <portwright/http/mbedtls_certificate.hpp>
#include <portwright/http/mbedtls_random.hpp>
#include <portwright/http/mbedtls_session.hpp>
#include <portwright/http/mbedtls_sockets.hpp>
#include <portwright/http/transport.hpp>

#include <mbedtls/ssl.h>
#include <mbedtls/version.h>
#include <mbedtls/x509_crt.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::http {

/// TLS with all of its contexts as members; one connection at a time, mbedTLS's record buffers only while it is open.
/// Not for two threads at once.
class mbedtls_transport {
public:
#if defined(MBEDTLS_NET_C)
    /// Over sockets of its own.
    explicit mbedtls_transport(time_limits limits = {}) noexcept
        : sockets_(limits), below_(sockets_.stream()), open_ms_(limits.open_ms) {
        init();
    }
#endif
    /// Over another stream (lwIP's sockets, a modem, a tunnel), whose context lives as long as this object and whose
    /// time limits stand. It is opened with the host and port of the request. `open_ms` bounds an opening, all of the
    /// handshake included, where the stream has a `limit`; 0: nothing does. It is `below`, and copied.
    explicit mbedtls_transport(const byte_stream& below, std::uint32_t open_ms = 60000) noexcept
        : below_(below), open_ms_(open_ms) {
        init();
    }

    mbedtls_transport(const mbedtls_transport&) = delete;
    mbedtls_transport& operator=(const mbedtls_transport&) = delete;
    ~mbedtls_transport() {
        mbedtls_ssl_free(&ssl_);
        mbedtls_ssl_config_free(&config_);
        mbedtls_x509_crt_free(&anchors_);
    }

    /// Trusts the certificates of `text`, one or more in PEM, ending with a zero; they are copied. Not while open.
    /// Errors: tls_failed; `number` is what mbedTLS returned, or how many of the certificates it could not read (the
    /// others are trusted).
    result<void> trust_pem(const char* text) noexcept {
        const std::size_t size = std::string_view{text}.size() + 1;
        const int code = detail::make_psa_ready();
        if (code != 0) return trusted(code);
        return trusted(mbedtls_x509_crt_parse(&anchors_, reinterpret_cast<const unsigned char*>(text), size));
    }

    /// Trusts one certificate in DER, which is not copied: it can stay in flash, and lives as long as this object.
    /// Errors: tls_failed; `number` is what mbedTLS returned.
    result<void> trust_der(std::span<const std::uint8_t> certificate) noexcept {
        const int code = detail::make_psa_ready();
        if (code != 0) return trusted(code);
        return trusted(mbedtls_x509_crt_parse_der_nocopy(&anchors_, certificate.data(), certificate.size()));
    }

    /// Borrows this object. Its open() returns none, tls_failed, timed_out, bad_host, or what the stream below does.
    byte_stream stream() & noexcept { return {this, &open, &write, &read, &close, &limit}; }

    /// What mbedTLS last returned that was a failure, for a log; 0 for none since the last open().
    int mbedtls_error() const noexcept { return failure_; }

    /// Why the certificate of the last open() was refused: MBEDTLS_X509_BADCERT_ flags (CN_MISMATCH for a name that is
    /// not the host's), 0 for none, 0xFFFFFFFF where the handshake did not come that far, or mbedTLS could not read the
    /// certificate.
    std::uint32_t verify_flags() const noexcept { return flags_; }

    /// Whether the last open() resumed an earlier session, so that no certificate was shown again.
    bool resumed() const noexcept { return resumed_; }

    /// Writes the session that is kept into `room`, for import_session() after a reboot, and returns its bytes: 1.7 to
    /// 2.6 KB, most of it the peer's certificate. They are a secret: who has them can read and forge what is sent over
    /// that session.
    ///
    /// Errors: buffer_too_small, `number` is the size needed; tls_failed where no session is kept.
    result<std::span<const std::uint8_t>> export_session(std::span<std::uint8_t> room) const noexcept {
        const std::size_t size = session_.save(room);
        if (size != 0 && size <= room.size()) return std::span<const std::uint8_t>(room.first(size));
        error why;
        why.code = size == 0 ? errc::tls_failed : errc::buffer_too_small;
        why.has_number = size != 0;
        why.number = static_cast<std::int64_t>(size);
        return why;
    }

    /// Takes a session that export_session() wrote, in place of the one that is kept. Not copied but read; from storage
    /// that nobody else writes, because it is what vouches for the peer. One that the peer no longer knows costs
    /// nothing: the handshake is a whole one then. Not while open. `saved` is not kept.
    ///
    /// Errors: tls_failed; `number` is what mbedTLS returned for bytes of another version or build of it, or of nothing
    /// that was exported. None is kept then.
    result<void> import_session(std::span<const std::uint8_t> saved) noexcept {
        session_.forget();
        const int code = detail::make_psa_ready();
        return trusted(code != 0 ? code : session_.load(saved));
    }

    /// Offers these in place of ECDHE with AES-GCM, AES-CCM or ChaCha20-Poly1305, to a peer that has none of them: the
    /// preferred first, by mbedTLS's numbers (MBEDTLS_TLS_...), ending with a zero. Before the first open(); the list
    /// lives as long as this object.
    void set_ciphersuites(const int* list) noexcept { ciphersuites_ = list; }

    /// Wipes the session that is kept: the next handshake is a whole one.
    void forget_session() noexcept { session_.forget(); }

    /// False: no session is kept from now on, which takes 2 KB less of the heap between connections. `keeps`:
    /// whether.
    void keep_sessions(bool keeps) noexcept {
        keeps_sessions_ = keeps;
        if (!keeps) session_.forget();
    }

private:
    friend class pinned_mbedtls_transport;

    static mbedtls_transport& self(void* context) noexcept { return *static_cast<mbedtls_transport*>(context); }

    void init() noexcept {
        mbedtls_x509_crt_init(&anchors_);
        mbedtls_ssl_init(&ssl_);
        mbedtls_ssl_config_init(&config_);
    }

    static result<void> trusted(int code) noexcept {
        if (code == 0) return {};
        error why;
        why.code = errc::tls_failed;
        why.has_number = true;
        why.number = code;
        return why;
    }

    /// Once, at the first open(): the constructor has no way to report a failure.
    int configure() noexcept {
        int code = detail::make_psa_ready();
        if (code == 0) code = random_.seed();
        if (code == 0)
            code = mbedtls_ssl_config_defaults(&config_, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                               MBEDTLS_SSL_PRESET_DEFAULT);
        if (code != 0) return code;
        mbedtls_ssl_conf_authmode(&config_, MBEDTLS_SSL_VERIFY_REQUIRED);
        mbedtls_ssl_conf_ca_chain(&config_, &anchors_, nullptr);
        random_.set(config_);
        mbedtls_ssl_conf_verify(&config_, &see_certificate, this);
        curves_.set(config_);
        mbedtls_ssl_conf_ciphersuites(&config_, ciphersuites_);
#if defined(MBEDTLS_SSL_HANDSHAKE_WITH_CERT_ENABLED)
        mbedtls_ssl_conf_sig_algs(&config_, detail::signature_algorithms);
#endif
#if defined(MBEDTLS_SSL_TLS1_3_SIGNAL_NEW_SESSION_TICKETS_ENABLED) && defined(MBEDTLS_SSL_PROTO_TLS1_3) &&             \
    defined(MBEDTLS_SSL_SESSION_TICKETS)
        mbedtls_ssl_conf_tls13_enable_signal_new_session_tickets(&config_,
                                                                 MBEDTLS_SSL_TLS1_3_SIGNAL_NEW_SESSION_TICKETS_ENABLED);
#endif
#if MBEDTLS_VERSION_NUMBER >= 0x03020000
        mbedtls_ssl_conf_min_tls_version(&config_, MBEDTLS_SSL_VERSION_TLS1_2);
#else
        mbedtls_ssl_conf_min_version(&config_, MBEDTLS_SSL_MAJOR_VERSION_3, MBEDTLS_SSL_MINOR_VERSION_3);
#endif
        return 0;
    }

    /// Only a whole handshake shows certificates: this is called for each, the peer's own last, at a depth of 0. Adds
    /// to what mbedTLS has against it, and takes nothing from that.
    static int see_certificate(void* context, mbedtls_x509_crt* certificate, int depth, std::uint32_t* flags) noexcept {
        mbedtls_transport& me = self(context);
        me.resumed_ = false;
        if (depth == 0 && !detail::has_sound_names(*certificate, me.host_.text))
            *flags |= MBEDTLS_X509_BADCERT_CN_MISMATCH;
        return 0;
    }

    int make_ready() noexcept {
        if (configured_) return 0;
        const int code = configure();
        configured_ = code == 0;
        if (!configured_) {
            mbedtls_ssl_config_free(&config_);
            mbedtls_ssl_config_init(&config_);
            random_.reset();
        }
        return code;
    }

    int handshake(const char* host) noexcept {
        int code = make_ready();
        if (code == 0) code = mbedtls_ssl_setup(&ssl_, &config_);
        if (code == 0) code = mbedtls_ssl_set_hostname(&ssl_, host); // server name indication, and what is verified
        if (code != 0) return code;
        offered_ = session_.offer(ssl_, host, port_);
        resumed_ = true; // until a certificate is shown
        mbedtls_ssl_set_bio(&ssl_, &below_, &send_below, &receive_below, nullptr);
        do code = mbedtls_ssl_handshake(&ssl_);
        while (again(code));
        // Without a certificate 2.28 says 0, and with a session that was offered, every version what that session had.
        if (code == 0 || !resumed_) flags_ = mbedtls_ssl_get_verify_result(&ssl_);
        if (code == 0 && flags_ != 0) code = MBEDTLS_ERR_X509_CERT_VERIFY_FAILED; // mbedTLS has refused it already
        if (code == 0 && keeps_sessions_) session_.keep(ssl_, host, port_);
        if (code != 0) resumed_ = false;
        return code;
    }

    void begin_open() noexcept {
        failure_ = 0;
        flags_ = 0xFFFFFFFF;
        resumed_ = offered_ = false;
    }

    static errc open(void* context, std::string_view host, std::uint16_t port) noexcept {
        mbedtls_transport& me = self(context);
        me.begin_open();
        me.host_ = {};
        me.port_ = port;
        if (!me.host_.set(host)) return errc::bad_host;
        const bool is_shorter = me.limit_ms_ != 0 && (me.open_ms_ == 0 || me.limit_ms_ < me.open_ms_);
        me.below_.limit_waits(is_shorter ? me.limit_ms_ : me.open_ms_);
        const errc code = me.open_below(host, port);
        me.below_.limit_waits(0);
        return code;
    }

    errc open_below(std::string_view host, std::uint16_t port) noexcept {
        for (;;) {
            if (const errc code = below_.open(below_.context, host, port); code != errc::none) return code;
            failure_ = handshake(host_.text);
            if (failure_ == 0) return errc::none;
            release();
            if (!offered_ || failure_ == MBEDTLS_ERR_SSL_TIMEOUT) break;
            session_.forget(); // the peer chokes on it, or the bytes that it came from were spoilt
            offered_ = false;
        }
        return failure_ == MBEDTLS_ERR_SSL_TIMEOUT ? errc::timed_out : errc::tls_failed;
    }

    /// Of the next opening: from then on, each wait has the stream's limits, and a caller a deadline.
    static void limit(void* context, std::uint32_t ms) noexcept { self(context).limit_ms_ = ms; }

    static std::ptrdiff_t write(void* context, const char* data, std::size_t size) noexcept {
        int n;
        do n = mbedtls_ssl_write(&self(context).ssl_, reinterpret_cast<const unsigned char*>(data), size);
        while (again(n));
        return n > 0 ? n : self(context).failed(n);
    }

    static std::ptrdiff_t read(void* context, char* data, std::size_t size) noexcept {
        int n;
        do n = mbedtls_ssl_read(&self(context).ssl_, reinterpret_cast<unsigned char*>(data), size);
        while (self(context).took_ticket(n));
        if (n == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY) return stream_end;
        return n > 0 ? n : self(context).failed(n); // 0: cut off without a closure alert
    }

    static void close(void* context) noexcept {
        mbedtls_transport& me = self(context);
        // After a failed write the alert would first send the rest of a record that nobody counts as sent.
        if (me.failure_ == 0) static_cast<void>(mbedtls_ssl_close_notify(&me.ssl_));
        me.release();
    }

    /// TLS 1.3 sends its tickets after the handshake.
    bool took_ticket(int code) noexcept {
#ifdef MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET
        if (code == MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET && keeps_sessions_)
            session_.keep(ssl_, host_.text, port_);
#endif
        return again(code);
    }

    std::ptrdiff_t failed(int code) noexcept {
        failure_ = code != 0 ? code : MBEDTLS_ERR_SSL_CONN_EOF;
        return code == MBEDTLS_ERR_SSL_TIMEOUT ? stream_timed_out : stream_broken;
    }

    void release() noexcept {
        mbedtls_ssl_free(&ssl_);
        mbedtls_ssl_init(&ssl_);
        below_.close(below_.context);
    }

    /// mbedTLS has done a part and wants to be called again; the streams below never ask for that.
    static bool again(int code) noexcept {
#ifdef MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET
        if (code == MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET) return true;
#endif
        return code == MBEDTLS_ERR_SSL_WANT_READ || code == MBEDTLS_ERR_SSL_WANT_WRITE ||
               code == MBEDTLS_ERR_SSL_CRYPTO_IN_PROGRESS;
    }

    static int below_failed(std::ptrdiff_t n) noexcept {
        return n == stream_timed_out ? MBEDTLS_ERR_SSL_TIMEOUT : MBEDTLS_ERR_SSL_CONN_EOF;
    }

    static int send_below(void* context, const unsigned char* data, std::size_t size) noexcept {
        const auto& below = *static_cast<const byte_stream*>(context);
        const std::ptrdiff_t n = below.write(below.context, reinterpret_cast<const char*>(data), size);
        return n > 0 ? static_cast<int>(n) : below_failed(n);
    }

    static int receive_below(void* context, unsigned char* data, std::size_t size) noexcept {
        const auto& below = *static_cast<const byte_stream*>(context);
        const std::ptrdiff_t n = below.read(below.context, reinterpret_cast<char*>(data), size);
        return n >= 0 ? static_cast<int>(n) : below_failed(n);
    }

#if defined(MBEDTLS_NET_C)
    mbedtls_sockets sockets_;
#endif
    byte_stream below_;
    mbedtls_ssl_context ssl_;
    mbedtls_ssl_config config_;
    mbedtls_x509_crt anchors_;
    detail::mbedtls_random random_;
    detail::mbedtls_session session_;
    detail::mbedtls_curves curves_;
    detail::c_name host_;
    const int* ciphersuites_ = detail::forward_secret_ciphersuites;
    std::uint16_t port_ = 0;
    std::uint32_t open_ms_;
    std::uint32_t limit_ms_ = 0; ///< that the caller gives the next opening; 0: none
    int failure_ = 0;
    std::uint32_t flags_ = 0xFFFFFFFF;
    bool keeps_sessions_ = true;
    bool offered_ = false;
    bool resumed_ = false;
    bool configured_ = false;
};

} // namespace portwright::inline v0_1::http

#include <portwright/core/platform_macros_on.hpp>
