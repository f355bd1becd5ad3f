// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A ready byte_stream: mbedTLS's TLS (1.2 or later) over its sockets, or over any other byte_stream.
//
//     portwright::http::mbedtls_transport tls;
//     if (auto trusted = tls.trust_pem(root_certificates); !trusted) return trusted.error();
//     auto got = portwright::http::exchange(tls.stream(), request, body_sink, io);
//
// The peer's certificate is always verified, chain and host name, against the anchors that the caller trusts; there is
// no way to switch that off. Its validity dates are checked where mbedTLS knows the time (MBEDTLS_HAVE_TIME_DATE): a
// device without a clock must do without. mbedTLS 2.28 compares names only: an address as a host needs 3.5 or later.
//
// We allocate nothing, but mbedTLS's TLS does, through mbedtls_calloc: at its default record sizes 45 KB (2.28) to
// 60 KB (3.6) during a handshake, most of it until close(). To take that from a fixed arena, build mbedTLS with
// MBEDTLS_PLATFORM_MEMORY and MBEDTLS_MEMORY_BUFFER_ALLOC_C, call mbedtls_memory_buffer_alloc_init(arena, sizeof arena)
// first, and lower MBEDTLS_SSL_IN_CONTENT_LEN and MBEDTLS_SSL_OUT_CONTENT_LEN. The object itself has 3 KB, but 40 KB
// where 2.28 is built with MBEDTLS_HAVEGE_C, as Debian's is: not for a small stack.

#include <portwright/http/transport.hpp>

#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>
#include <mbedtls/version.h>
#include <mbedtls/x509_crt.h>

#if defined(MBEDTLS_PSA_CRYPTO_C)
#include <psa/crypto.h>
#endif

#if defined(MBEDTLS_NET_C) && (defined(__unix__) || defined(__APPLE__))
#include <cerrno>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::http {

namespace detail {

/// A copy of a host with the zero that C wants.
struct c_name {
    static constexpr std::size_t max = 253; // RFC 1035 section 2.3.4, without the root's dot
    char text[max + 1] = {};

    /// False where it is too long or has a zero within.
    bool set(std::string_view name) noexcept {
        if (name.empty() || name.size() > max || name.find('\0') != name.npos) return false;
        name.copy(text, max);
        return true;
    }
};

} // namespace detail

#if defined(MBEDTLS_NET_C)

/// How long the sockets wait, in milliseconds; 0 is for ever. connect_ms counts for each address of the host, and
/// where there are no POSIX sockets the system's own limit stands; resolving the name takes what the system takes.
struct time_limits {
    std::uint32_t connect_ms = 10000;
    std::uint32_t read_ms = 30000; ///< for each wait for bytes, also within the handshake
    std::uint32_t write_ms = 30000; ///< for each wait for room
};

/// TCP over mbedtls/net_sockets.h. Alone it is plain text: good for a TLS proxy on the same machine, for nothing else.
class mbedtls_sockets {
public:
    explicit mbedtls_sockets(time_limits limits = {}) noexcept : limits_(limits) { mbedtls_net_init(&net_); }
    mbedtls_sockets(const mbedtls_sockets&) = delete;
    mbedtls_sockets& operator=(const mbedtls_sockets&) = delete;
    ~mbedtls_sockets() { mbedtls_net_free(&net_); }

    /// Borrows this object. Its open() returns none, connect_failed, timed_out or bad_host.
    byte_stream stream() & noexcept { return {this, &open, &write, &read, &close}; }

private:
    static mbedtls_sockets& self(void* context) noexcept { return *static_cast<mbedtls_sockets*>(context); }

    static errc open(void* context, std::string_view host, std::uint16_t port) noexcept {
        detail::c_name name;
        if (!name.set(host)) return errc::bad_host;
        char digits[8] = {}; // 5, and room for the zero
        output out{digits};
        write_decimal(out, port);
        const errc code = self(context).connect(name.text, digits);
        if (code != errc::none) mbedtls_net_free(&self(context).net_);
        return code;
    }

    /// Waits until bytes can be sent. 1, 0 when the time is up, or negative.
    int wait_for_room(std::uint32_t ms) noexcept {
        int ready;
        do ready = mbedtls_net_poll(&net_, MBEDTLS_NET_POLL_WRITE, ms != 0 ? ms : static_cast<std::uint32_t>(-1));
        while (ready == MBEDTLS_ERR_NET_POLL_FAILED && interrupted());
        return ready;
    }

#if defined(__unix__) || defined(__APPLE__)
    static bool interrupted() noexcept {
        const bool was = errno == EINTR;
        errno = 0; // not every failure sets it
        return was;
    }

    // mbedtls_net_connect() knows no time limit, and ignores SIGPIPE for the whole process.
    errc connect(const char* host, const char* port) noexcept {
        addrinfo hints = {};
        hints.ai_socktype = SOCK_STREAM;
        addrinfo* all = nullptr;
        if (getaddrinfo(host, port, &hints, &all) != 0) return errc::connect_failed;
        errc code = errc::connect_failed;
        for (const addrinfo* one = all; one != nullptr && code != errc::none; one = one->ai_next) {
            mbedtls_net_free(&net_);
            net_.fd = socket(one->ai_family, one->ai_socktype, one->ai_protocol);
            if (net_.fd >= 0 && mbedtls_net_set_nonblock(&net_) == 0) code = connect_to(*one);
        }
        freeaddrinfo(all);
        return code;
    }

    errc connect_to(const addrinfo& address) noexcept {
        const int on = 1; // a record is worth a packet: waiting for more of them costs 40 ms a flight
        static_cast<void>(setsockopt(net_.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on));
#ifdef SO_NOSIGPIPE
        static_cast<void>(setsockopt(net_.fd, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on));
#endif
        if (::connect(net_.fd, address.ai_addr, address.ai_addrlen) == 0) return errc::none;
        if (errno != EINPROGRESS && errno != EINTR) return errc::connect_failed;
        const int ready = wait_for_room(limits_.connect_ms);
        int why = 0;
        socklen_t size = sizeof why;
        if (ready == 0) return errc::timed_out;
        const bool good = ready > 0 && getsockopt(net_.fd, SOL_SOCKET, SO_ERROR, &why, &size) == 0 && why == 0;
        return good ? errc::none : errc::connect_failed;
    }

    int send_some(const char* data, std::size_t size) noexcept {
#ifdef MSG_NOSIGNAL
        const ssize_t n = ::send(net_.fd, data, size, MSG_NOSIGNAL);
#else
        const ssize_t n = ::send(net_.fd, data, size, 0);
#endif
        if (n >= 0) return static_cast<int>(n);
        return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? MBEDTLS_ERR_SSL_WANT_WRITE
                                                                         : MBEDTLS_ERR_NET_SEND_FAILED;
    }
#else
    static bool interrupted() noexcept { return false; }

    errc connect(const char* host, const char* port) noexcept {
        const bool good =
            mbedtls_net_connect(&net_, host, port, MBEDTLS_NET_PROTO_TCP) == 0 && mbedtls_net_set_nonblock(&net_) == 0;
        return good ? errc::none : errc::connect_failed;
    }

    int send_some(const char* data, std::size_t size) noexcept {
        return mbedtls_net_send(&net_, reinterpret_cast<const unsigned char*>(data), size);
    }
#endif

    static std::ptrdiff_t write(void* context, const char* data, std::size_t size) noexcept {
        for (;;) {
            const int n = self(context).send_some(data, size < 0x4000 ? size : 0x4000);
            if (n != MBEDTLS_ERR_SSL_WANT_WRITE) return n > 0 ? n : stream_broken;
            const int ready = self(context).wait_for_room(self(context).limits_.write_ms);
            if (ready <= 0) return ready == 0 ? stream_timed_out : stream_broken;
        }
    }

    static std::ptrdiff_t read(void* context, char* data, std::size_t size) noexcept {
        int n;
        do
            n = mbedtls_net_recv_timeout(&self(context).net_, reinterpret_cast<unsigned char*>(data),
                                         size < 0x4000 ? size : 0x4000, self(context).limits_.read_ms);
        while (n == MBEDTLS_ERR_SSL_WANT_READ);
        if (n >= 0) return n;
        return n == MBEDTLS_ERR_SSL_TIMEOUT ? stream_timed_out : stream_broken;
    }

    static void close(void* context) noexcept { mbedtls_net_free(&self(context).net_); }

    mbedtls_net_context net_;
    time_limits limits_;
};

#endif // MBEDTLS_NET_C

/// TLS with all of its contexts as members; one connection at a time, mbedTLS's record buffers only while it is open.
class mbedtls_transport {
public:
#if defined(MBEDTLS_NET_C)
    /// Over sockets of its own.
    explicit mbedtls_transport(time_limits limits = {}) noexcept : sockets_(limits), below_(sockets_.stream()) {
        init();
    }
#endif
    /// Over another stream (lwIP's sockets, a modem, a tunnel), whose context lives as long as this object and whose
    /// time limits stand. It is opened with the host and port of the request.
    explicit mbedtls_transport(const byte_stream& below) noexcept : below_(below) { init(); }

    mbedtls_transport(const mbedtls_transport&) = delete;
    mbedtls_transport& operator=(const mbedtls_transport&) = delete;
    ~mbedtls_transport() {
        mbedtls_ssl_free(&ssl_);
        free_config();
        mbedtls_x509_crt_free(&anchors_);
    }

    /// Trusts the certificates of `text`, one or more in PEM, ending with a zero; they are copied. Not while open.
    /// Errors: tls_failed; `number` is what mbedTLS returned, or how many of the certificates it could not read (the
    /// others are trusted).
    result<void> trust_pem(const char* text) noexcept {
        const std::size_t size = std::string_view{text}.size() + 1;
        return trusted(mbedtls_x509_crt_parse(&anchors_, reinterpret_cast<const unsigned char*>(text), size));
    }

    /// Trusts one certificate in DER, which is not copied: it can stay in flash, and lives as long as this object.
    /// Errors: tls_failed; `number` is what mbedTLS returned.
    result<void> trust_der(std::span<const std::uint8_t> certificate) noexcept {
        return trusted(mbedtls_x509_crt_parse_der_nocopy(&anchors_, certificate.data(), certificate.size()));
    }

    /// Borrows this object. Its open() returns none, tls_failed, timed_out, bad_host, or what the stream below does.
    byte_stream stream() & noexcept { return {this, &open, &write, &read, &close}; }

    /// What mbedTLS last returned that was a failure, for a log; 0 for none since the last open().
    int mbedtls_error() const noexcept { return failure_; }

    /// Why the certificate of the last open() was refused: MBEDTLS_X509_BADCERT_ flags, 0 for none, 0xFFFFFFFF where
    /// the handshake did not come that far.
    std::uint32_t verify_flags() const noexcept { return flags_; }

private:
    static mbedtls_transport& self(void* context) noexcept { return *static_cast<mbedtls_transport*>(context); }

    void init() noexcept {
        mbedtls_x509_crt_init(&anchors_);
        mbedtls_ssl_init(&ssl_);
        init_config();
    }

    void init_config() noexcept {
        mbedtls_ssl_config_init(&config_);
        mbedtls_ctr_drbg_init(&random_);
        mbedtls_entropy_init(&entropy_);
    }

    void free_config() noexcept {
        mbedtls_ssl_config_free(&config_);
        mbedtls_ctr_drbg_free(&random_);
        mbedtls_entropy_free(&entropy_);
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
#if defined(MBEDTLS_PSA_CRYPTO_C)
        if (psa_crypto_init() != PSA_SUCCESS) return MBEDTLS_ERR_SSL_INTERNAL_ERROR; // TLS 1.3 runs on it
#endif
        int code = mbedtls_ctr_drbg_seed(&random_, mbedtls_entropy_func, &entropy_, nullptr, 0);
        if (code == 0)
            code = mbedtls_ssl_config_defaults(&config_, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                               MBEDTLS_SSL_PRESET_DEFAULT);
        if (code != 0) return code;
        mbedtls_ssl_conf_authmode(&config_, MBEDTLS_SSL_VERIFY_REQUIRED);
        mbedtls_ssl_conf_ca_chain(&config_, &anchors_, nullptr);
        mbedtls_ssl_conf_rng(&config_, mbedtls_ctr_drbg_random, &random_);
#if MBEDTLS_VERSION_NUMBER >= 0x03020000
        mbedtls_ssl_conf_min_tls_version(&config_, MBEDTLS_SSL_VERSION_TLS1_2);
#else
        mbedtls_ssl_conf_min_version(&config_, MBEDTLS_SSL_MAJOR_VERSION_3, MBEDTLS_SSL_MINOR_VERSION_3);
#endif
        return 0;
    }

    int handshake(const char* host) noexcept {
        int code = 0;
        if (!configured_) {
            code = configure();
            configured_ = code == 0;
            if (!configured_) {
                free_config();
                init_config();
            }
        }
        if (code == 0) code = mbedtls_ssl_setup(&ssl_, &config_);
        if (code == 0) code = mbedtls_ssl_set_hostname(&ssl_, host); // server name indication, and what is verified
        if (code != 0) return code;
        mbedtls_ssl_set_bio(&ssl_, &below_, &send_below, &receive_below, nullptr);
        do code = mbedtls_ssl_handshake(&ssl_);
        while (again(code));
        flags_ = mbedtls_ssl_get_verify_result(&ssl_);
        return code == 0 && flags_ != 0 ? MBEDTLS_ERR_X509_CERT_VERIFY_FAILED : code; // mbedTLS has refused it already
    }

    static errc open(void* context, std::string_view host, std::uint16_t port) noexcept {
        mbedtls_transport& me = self(context);
        me.failure_ = 0;
        me.flags_ = 0xFFFFFFFF;
        detail::c_name name;
        if (!name.set(host)) return errc::bad_host;
        if (const errc code = me.below_.open(me.below_.context, host, port); code != errc::none) return code;
        me.failure_ = me.handshake(name.text);
        if (me.failure_ == 0) return errc::none;
        me.release();
        return me.failure_ == MBEDTLS_ERR_SSL_TIMEOUT ? errc::timed_out : errc::tls_failed;
    }

    static std::ptrdiff_t write(void* context, const char* data, std::size_t size) noexcept {
        int n;
        do n = mbedtls_ssl_write(&self(context).ssl_, reinterpret_cast<const unsigned char*>(data), size);
        while (again(n));
        return n > 0 ? n : self(context).failed(n);
    }

    static std::ptrdiff_t read(void* context, char* data, std::size_t size) noexcept {
        int n;
        do n = mbedtls_ssl_read(&self(context).ssl_, reinterpret_cast<unsigned char*>(data), size);
        while (again(n));
        if (n == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY) return stream_end;
        return n > 0 ? n : self(context).failed(n); // 0: cut off without a closure alert
    }

    static void close(void* context) noexcept {
        mbedtls_transport& me = self(context);
        // After a failed write the alert would first send the rest of a record that nobody counts as sent.
        if (me.failure_ == 0) static_cast<void>(mbedtls_ssl_close_notify(&me.ssl_));
        me.release();
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
    mbedtls_ctr_drbg_context random_;
    mbedtls_entropy_context entropy_;
    int failure_ = 0;
    std::uint32_t flags_ = 0;
    bool configured_ = false;
};

} // namespace portwright::inline v0_1::http

#include <portwright/core/platform_macros_on.hpp>
