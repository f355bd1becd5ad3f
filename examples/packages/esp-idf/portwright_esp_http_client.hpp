// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A message transport over ESP-IDF's esp_http_client (5.1 or later): its TLS, its certificate bundle, its name
// resolution.
//
//     static char text[2048];
//     portwright::http::esp_http_client_transport transport{text, {.attach_bundle = esp_crt_bundle_attach}};
//     portwright::client cloud{transport, credentials, clock, nonces, {.region = "ap-guangzhou"}};
//
// Each request has a connection of its own. Where calls and looks at tasks shall share one, use mbedtls_transport, which
// is part of the library and runs on ESP-IDF as well.

#include <portwright/http/response_head.hpp>
#include <portwright/http/transport.hpp>

#include <esp_err.h>
#include <esp_http_client.h>
#include <esp_tls_errors.h>
#include <sdkconfig.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace portwright::http {

/// Whom to trust, and how long to wait. The peer's certificate and name are always verified: with neither a bundle nor
/// certificates every connection fails.
struct esp_http_client_options {
    /// esp_crt_bundle_attach of <esp_crt_bundle.h>, where CONFIG_MBEDTLS_CERTIFICATE_BUNDLE is set.
    esp_err_t (*attach_bundle)(void* configuration) = nullptr;
    const char* certificates_pem = nullptr; ///< ending with a zero; borrowed
#ifdef CONFIG_PORTWRIGHT_TIMEOUT_MS
    int timeout_ms = CONFIG_PORTWRIGHT_TIMEOUT_MS; ///< for connecting, and for each wait for bytes or for room
#else
    int timeout_ms = 10000; ///< for connecting, and for each wait for bytes or for room
#endif
};

/// One request at a time, blocking: for a task with 8 KB of stack. What it allocates, esp_http_client does.
class esp_http_client_transport {
public:
    /// Borrows `text`, which has the request's host, path and query and each header one after the other, ended with
    /// zeros as ESP-IDF wants them, and then pieces of the answer: 1 KB is enough for requests by POST. It holds nothing
    /// of them afterwards.
    explicit esp_http_client_transport(std::span<char> text, esp_http_client_options options = {})
        : text_(text), options_(options) {}
    esp_http_client_transport(const esp_http_client_transport&) = delete;
    esp_http_client_transport& operator=(const esp_http_client_transport&) = delete;

    /// See message_transport.
    ///
    /// Errors with request_sent false:
    /// - buffer_too_small: `text` is; `number` is the size that would do for the request
    /// - bad_host: the host is none, or is unknown
    /// - connect_failed, tls_failed, timed_out: no connection came about
    /// - send_failed: it broke before the last byte of the request was handed on, or `payload` failed, or was not of
    ///   the size that it announced
    ///
    /// Errors with request_sent true:
    /// - send_failed: it broke with the last bytes, which may have arrived
    /// - receive_failed, timed_out: no whole answer came. One without a length, which ends with the connection, cannot
    ///   be told from one that was cut
    /// - bad_http: a status below 200
    /// - sink_failed: `body` returned false
    exchange_result perform(const signed_request& request, sink body, const body_source& payload = {}) {
        exchange_result got = exchange(request, body, payload);
        for (volatile char& c : text_) c = 0; // volatile: nobody reads it after this
        return got;
    }

    /// What ESP-IDF last said that was a failure, for a log; ESP_OK for none.
    esp_err_t last_error() const { return failure_; }

private:
    static exchange_result failed(errc code, bool sent, std::size_t number = 0) {
        error why;
        why.code = code;
        why.has_number = number != 0;
        why.number = static_cast<std::int64_t>(number);
        return {why, sent};
    }

    /// A client that goes, with its connection, however its request ends.
    struct owned_client {
        esp_http_client_handle_t handle;
        explicit owned_client(const esp_http_client_config_t& configuration)
            : handle(esp_http_client_init(&configuration)) {}
        owned_client(const owned_client&) = delete;
        owned_client& operator=(const owned_client&) = delete;
        ~owned_client() {
            if (handle != nullptr) esp_http_client_cleanup(handle);
        }
    };

    /// What the events of one request say.
    struct heard {
        response_head head{};
        bool connected = false;
    };

    static std::string_view lowered(const char* text, std::span<char> room) {
        std::size_t size = 0;
        for (; text[size] != 0 && size != room.size(); ++size) room[size] = detail::to_lower(text[size]);
        return {room.data(), size};
    }

    static esp_err_t hear(esp_http_client_event_t* event) {
        heard& me = *static_cast<heard*>(event->user_data);
        if (event->event_id == HTTP_EVENT_ON_CONNECTED) me.connected = true;
        if (event->event_id != HTTP_EVENT_ON_HEADER || event->header_key == nullptr || event->header_value == nullptr)
            return ESP_OK;
        char key_room[16], value_room[40];
        const std::string_view key = lowered(event->header_key, key_room);
        const std::string_view value = lowered(event->header_value, value_room);
        if (key == "date") me.head.date = detail::read_date(value);
        std::uint32_t seconds = 0;
        if (key == "retry-after" && detail::read_number(value, seconds)) me.head.retry_after = seconds;
        return ESP_OK;
    }

    /// Puts texts into the buffer, each with a zero behind it.
    class texts {
    public:
        explicit texts(std::span<char> room) : room_(room) {}
        const char* put(std::string_view text) {
            if (room_.size() - used_ < text.size() + 1) return nullptr;
            char* const to = room_.data() + used_;
            std::memcpy(to, text.data(), text.size());
            to[text.size()] = 0;
            used_ += text.size() + 1;
            return to;
        }
        void clear() { used_ = 0; }

    private:
        std::span<char> room_;
        std::size_t used_ = 0;
    };

    /// The size that `text` needs: esp_http_client copies what it gets, so that headers follow one another.
    static std::size_t needed(const signed_request& request, std::string_view host) {
        std::size_t most = host.size() + request.path.size() + request.query.size() + 3;
        for (std::size_t i = 0; i != request.header_count; ++i) {
            const std::size_t size = request.headers[i].name.size() + request.headers[i].value.size() + 2;
            if (size > most) most = size;
        }
        const std::size_t host_header = request.host.size() + 1;
        return host_header > most ? host_header : most;
    }

    bool set_headers(esp_http_client_handle_t client, const signed_request& request) {
        texts room{text_};
        // With the port, as it was signed.
        bool ok = esp_http_client_set_header(client, "Host", room.put(request.host)) == ESP_OK;
        for (std::size_t i = 0; ok && i != request.header_count; ++i) {
            room.clear();
            const char* const name = room.put(request.headers[i].name);
            ok = esp_http_client_set_header(client, name, room.put(request.headers[i].value)) == ESP_OK;
        }
        return ok;
    }

    /// The body on its way. What was not handed on whole cannot have arrived; of a piece with the last byte in it that
    /// failed nobody here knows.
    struct writer {
        esp_http_client_handle_t client;
        std::size_t left;
        char last = 0; ///< of a body that is produced, kept back until it is known to be of the size announced
        bool has_last = false;
        bool failed = false;
        bool may_have_arrived = false;

        bool put(const char* data, std::size_t size) {
            if (size == 0 || failed) return !failed;
            failed = esp_http_client_write(client, data, static_cast<int>(size)) != static_cast<int>(size);
            may_have_arrived = failed && size == left;
            if (!failed) left -= size;
            return !failed;
        }
        bool take(const char* data, std::size_t size) {
            if (size == 0) return !failed;
            if (size > left || has_last) failed = true;
            has_last = size == left;
            if (has_last) last = data[size - 1];
            return put(data, has_last ? size - 1 : size);
        }
        static bool take_piece(void* context, const char* data, std::size_t size) {
            return static_cast<writer*>(context)->take(data, size);
        }
        bool produce(const body_source& from) {
            const bool whole = from.produce(from.context, sink{&take_piece, this}) && (has_last || left == 0);
            return whole && !failed && (left == 0 || put(&last, 1));
        }
        ~writer() { *static_cast<volatile char*>(&last) = 0; }
    };

    errc why_not_open(esp_http_client_handle_t client, bool connected) {
        int tls_code = 0, tls_flags = 0;
        const esp_err_t tls = esp_http_client_get_and_clear_last_tls_error(client, &tls_code, &tls_flags);
        if (tls != ESP_OK) failure_ = tls;
        if (connected) return errc::send_failed;
        if (tls == ESP_ERR_ESP_TLS_CANNOT_RESOLVE_HOSTNAME) return errc::bad_host;
        if (tls == ESP_ERR_ESP_TLS_CONNECTION_TIMEOUT) return errc::timed_out;
        return tls_code != 0 || tls_flags != 0 ? errc::tls_failed : errc::connect_failed;
    }

    exchange_result exchange(const signed_request& request, sink body, const body_source& payload) {
        failure_ = ESP_OK;
        const auto to = split_host(request.host);
        if (!to) return {to.error(), false};
        if (const std::size_t size = needed(request, to->host); text_.size() < size)
            return failed(errc::buffer_too_small, false, size);

        heard answer;
        texts room{text_};
        esp_http_client_config_t configuration{};
        configuration.host = room.put(to->host);
        configuration.path = room.put(request.path);
        if (!request.query.empty()) configuration.query = room.put(request.query);
        configuration.port = to->port;
        configuration.transport_type = HTTP_TRANSPORT_OVER_SSL;
        configuration.method = request.verb == method::GET ? HTTP_METHOD_GET : HTTP_METHOD_POST;
        configuration.timeout_ms = options_.timeout_ms;
        configuration.disable_auto_redirect = true; // a redirected request would go, signed, to somebody else
        configuration.event_handler = &hear;
        configuration.user_data = &answer;
        configuration.crt_bundle_attach = options_.attach_bundle;
        configuration.cert_pem = options_.certificates_pem;
        // The request line, and each header, must lie in it whole.
        configuration.buffer_size_tx = static_cast<int>(needed(request, to->host) + 64);

        owned_client client{configuration};
        if (client.handle == nullptr || !set_headers(client.handle, request))
            return failed(errc::connect_failed, false);

        const std::size_t size = payload.produce != nullptr ? payload.size : request.body.size();
        failure_ = esp_http_client_open(client.handle, static_cast<int>(size));
        if (failure_ != ESP_OK) {
            const errc why = why_not_open(client.handle, answer.connected);
            return failed(why, answer.connected && size == 0); // a head alone is the whole request
        }
        writer out{client.handle, size};
        const bool whole = payload.produce != nullptr ? out.produce(payload) : out.put(request.body.data(), size);
        if (!whole) return failed(errc::send_failed, out.may_have_arrived);
        return receive(client.handle, answer, body);
    }

    exchange_result receive(esp_http_client_handle_t client, heard& answer, sink body) {
        const std::int64_t length = esp_http_client_fetch_headers(client);
        if (length < 0) return not_received(length);
        const int status = esp_http_client_get_status_code(client);
        if (status < 200 || status > 999) return failed(errc::bad_http, true);
        answer.head.status = static_cast<std::uint16_t>(status);
        for (;;) {
            const int n = esp_http_client_read(client, text_.data(), static_cast<int>(text_.size()));
            if (n < 0) return not_received(n);
            if (n == 0) break;
            if (!body(text_.data(), static_cast<std::size_t>(n))) return failed(errc::sink_failed, true);
        }
        if (!esp_http_client_is_complete_data_received(client)) return failed(errc::receive_failed, true);
        return {answer.head, true};
    }

    exchange_result not_received(std::int64_t code) {
        failure_ = static_cast<esp_err_t>(-code);
        return failed(code == -ESP_ERR_HTTP_EAGAIN ? errc::timed_out : errc::receive_failed, true);
    }

    std::span<char> text_;
    esp_http_client_options options_;
    esp_err_t failure_ = ESP_OK;
};

static_assert(message_transport<esp_http_client_transport>);

} // namespace portwright::http
