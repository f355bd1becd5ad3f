// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A byte_stream over libcurl (7.62 or later): its name resolution, proxies and TLS, with Portwright's own HTTP above,
// which streams bodies both ways and knows whether a request left whole.
//
//     portwright::http::curl_stream curl;
//     curl_easy_setopt(curl.handle(), CURLOPT_CAINFO, "/etc/ssl/certs/ca-certificates.crt");
//     curl_easy_setopt(curl.handle(), CURLOPT_PROXY, "http://proxy.example:3128");
//     portwright::http::stream_transport transport{curl.stream(), io};
//     portwright::client cloud{transport, credentials, clock, nonces, {.region = "ap-guangzhou"}};

#include <portwright/http/transport.hpp>

#include <curl/curl.h>
#include <poll.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace portwright::http {

/// What a failure to open a connection means here.
inline errc curl_opening_error(CURLcode code) {
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT: return errc::timed_out;
    case CURLE_URL_MALFORMAT: return errc::bad_host;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR: return errc::tls_failed;
    default: return errc::connect_failed;
    }
}

/// One connection at a time, blocking. Call curl_global_init() before the first of them, where threads run.
class curl_stream {
public:
    /// Milliseconds for connecting, handshake included, and for each wait for bytes or for room.
    explicit curl_stream(long connect_ms = 10000, int wait_ms = 30000)
        : easy_(curl_easy_init()), connect_ms_(connect_ms), wait_ms_(wait_ms) {}
    curl_stream(const curl_stream&) = delete;
    curl_stream& operator=(const curl_stream&) = delete;
    ~curl_stream() { curl_easy_cleanup(easy_); }

    /// For options of one's own: certificates, proxy, interface, a name resolver. The URL, the verification of the peer
    /// and what belongs to a plain connection are set by each open(). Null where libcurl had no memory.
    CURL* handle() const { return easy_; }

    /// Borrows this object.
    byte_stream stream() & { return {this, &open, &write, &read, &close}; }

    /// What libcurl last said that was a failure, for a log: curl_easy_strerror() has its words.
    CURLcode last_error() const { return failure_; }

private:
    static curl_stream& self(void* context) { return *static_cast<curl_stream*>(context); }

    static errc open(void* context, std::string_view host, std::uint16_t port) {
        curl_stream& me = self(context);
        if (me.easy_ == nullptr) return errc::connect_failed;
        const bool is_ipv6 = host.find(':') != host.npos;
        const std::string url = "https://" + (is_ipv6 ? "[" + std::string(host) + "]" : std::string(host)) + ":" +
                                std::to_string(port) + "/";
        curl_easy_setopt(me.easy_, CURLOPT_URL, url.c_str());
        curl_easy_setopt(me.easy_, CURLOPT_CONNECT_ONLY, 1L);
        curl_easy_setopt(me.easy_, CURLOPT_SSL_ENABLE_ALPN, 0L); // or the peer may choose to speak HTTP/2
        curl_easy_setopt(me.easy_, CURLOPT_SSL_VERIFYPEER, 1L);
        curl_easy_setopt(me.easy_, CURLOPT_SSL_VERIFYHOST, 2L);
        curl_easy_setopt(me.easy_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        curl_easy_setopt(me.easy_, CURLOPT_FRESH_CONNECT, 1L);
        curl_easy_setopt(me.easy_, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(me.easy_, CURLOPT_CONNECTTIMEOUT_MS, me.connect_ms_);
        me.failure_ = curl_easy_perform(me.easy_);
        if (me.failure_ == CURLE_OK) {
            if (curl_easy_getinfo(me.easy_, CURLINFO_ACTIVESOCKET, &me.socket_) == CURLE_OK &&
                me.socket_ != CURL_SOCKET_BAD)
                return errc::none;
            me.failure_ = CURLE_COULDNT_CONNECT;
        }
        return curl_opening_error(me.failure_);
    }

    /// False where the time for it has passed, or the socket is of no use.
    bool wait(short events) const {
        pollfd one{socket_, events, 0};
        return poll(&one, 1, wait_ms_) > 0;
    }

    static std::ptrdiff_t write(void* context, const char* data, std::size_t size) {
        curl_stream& me = self(context);
        for (;;) {
            std::size_t n = 0;
            me.failure_ = curl_easy_send(me.easy_, data, size, &n);
            if (n != 0) return static_cast<std::ptrdiff_t>(n);
            if (me.failure_ != CURLE_AGAIN && me.failure_ != CURLE_OK) return stream_broken;
            if (!me.wait(POLLOUT)) return stream_timed_out;
        }
    }

    static std::ptrdiff_t read(void* context, char* data, std::size_t size) {
        curl_stream& me = self(context);
        for (;;) {
            std::size_t n = 0;
            me.failure_ = curl_easy_recv(me.easy_, data, size, &n);
            if (me.failure_ == CURLE_OK) return n != 0 ? static_cast<std::ptrdiff_t>(n) : stream_end;
            if (me.failure_ != CURLE_AGAIN) return stream_broken;
            if (!me.wait(POLLIN)) return stream_timed_out;
        }
    }

    /// libcurl closes the connection with its handle, or before the next one is opened: it offers nothing else.
    static void close(void* context) {
        curl_stream& me = self(context);
        CURL* again = curl_easy_duphandle(me.easy_); // the same options, without the connection
        if (again == nullptr) return;
        curl_easy_cleanup(me.easy_);
        me.easy_ = again;
        me.socket_ = CURL_SOCKET_BAD;
    }

    CURL* easy_;
    long connect_ms_;
    int wait_ms_;
    curl_socket_t socket_ = CURL_SOCKET_BAD;
    CURLcode failure_ = CURLE_OK;
};

} // namespace portwright::http
