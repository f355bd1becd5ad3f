// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// As much of esp_http_client as the package's transport uses, over this machine's sockets: it copies what it is given,
// writes request line and headers when it is opened, and reads lengths and chunks as the real one does.

#include "tls_peer.hpp"

#include <esp_http_client.h>
#include <esp_tls_errors.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

struct esp_http_client {
    esp_http_client_config_t config;
    std::string host, path, query, certificates;
    std::vector<std::pair<std::string, std::string>> headers;
    stand_in::tls_peer peer;
    esp_err_t tls_error = ESP_OK;
    int tls_code = 0;
    std::string waiting; ///< received, and not read yet
    int status = 0;
    long long length = -1;
    long long taken = 0;

    long receive() {
        char bytes[512];
        const long n = peer.read(bytes, sizeof bytes, config.timeout_ms);
        if (n > 0) waiting.append(bytes, static_cast<std::size_t>(n));
        return n;
    }
    void tell(esp_http_client_event_id_t id, char* key = nullptr, char* value = nullptr) {
        esp_http_client_event_t event{id, this, nullptr, 0, config.user_data, key, value};
        if (config.event_handler != nullptr) config.event_handler(&event);
    }
};

extern "C" {

esp_http_client_handle_t esp_http_client_init(const esp_http_client_config_t* config) {
    auto* const client =
        new esp_http_client{*config, config->host, config->path, "", "", {}, {}, ESP_OK, 0, "", 0, -1, 0};
    if (config->query != nullptr) client->query = config->query;
    if (config->cert_pem != nullptr) client->certificates = config->cert_pem;
    client->headers = {{"User-Agent", "ESP32 HTTP Client/1.0"}, {"Host", client->host}};
    return client;
}

esp_err_t esp_http_client_set_header(esp_http_client_handle_t client, const char* key, const char* value) {
    if (key == nullptr || value == nullptr) return ESP_ERR_INVALID_ARG;
    for (auto& [name, text] : client->headers) {
        if (strcasecmp(name.c_str(), key) == 0) {
            text = value;
            return ESP_OK;
        }
    }
    client->headers.emplace_back(key, value);
    return ESP_OK;
}

esp_err_t esp_http_client_open(esp_http_client_handle_t client, int write_len) {
    if (client->config.transport_type != HTTP_TRANSPORT_OVER_SSL || client->config.skip_cert_common_name_check ||
        !client->config.disable_auto_redirect)
        std::abort(); // the adapter has forgotten what makes TLS safe
    switch (client->peer.connect(client->host.c_str(), client->config.port, client->certificates)) {
    case stand_in::came::ok: break;
    case stand_in::came::unknown_host:
        client->tls_error = ESP_ERR_ESP_TLS_CANNOT_RESOLVE_HOSTNAME;
        return ESP_ERR_HTTP_CONNECT;
    case stand_in::came::refused:
        client->tls_error = ESP_ERR_ESP_TLS_FAILED_CONNECT_TO_HOST;
        return ESP_ERR_HTTP_CONNECT;
    case stand_in::came::unverified:
        client->tls_error = ESP_ERR_MBEDTLS_SSL_HANDSHAKE_FAILED;
        client->tls_code = 0x2700;
        return ESP_ERR_HTTP_CONNECT;
    }
    client->tell(HTTP_EVENT_ON_CONNECTED);
    const auto room = static_cast<std::size_t>(client->config.buffer_size_tx);
    std::string line = client->config.method == HTTP_METHOD_GET ? "GET " : "POST ";
    line += client->path;
    if (!client->query.empty()) line += "?" + client->query;
    line += " HTTP/1.1\r\n";
    client->headers.emplace_back("Content-Length", std::to_string(write_len));
    std::vector<std::string> lines{line};
    for (const auto& [name, value] : client->headers) lines.push_back(name + ": " + value + "\r\n");
    for (const std::string& one : lines)
        if (one.size() >= room) return ESP_FAIL;
    lines.push_back("\r\n");
    std::string piece;
    for (std::size_t i = 0; i <= lines.size(); ++i) {
        if (i == lines.size() || piece.size() + lines[i].size() > room) {
            if (client->peer.write(piece.data(), piece.size()) < 0) return ESP_ERR_HTTP_WRITE_DATA;
            piece.clear();
        }
        if (i != lines.size()) piece += lines[i];
    }
    client->tell(HTTP_EVENT_HEADERS_SENT);
    return ESP_OK;
}

int esp_http_client_write(esp_http_client_handle_t client, const char* buffer, int len) {
    return static_cast<int>(client->peer.write(buffer, static_cast<std::size_t>(len)));
}

int64_t esp_http_client_fetch_headers(esp_http_client_handle_t client) {
    std::size_t end;
    while ((end = client->waiting.find("\r\n\r\n")) == std::string::npos) {
        const long n = client->receive();
        if (n <= 0) return n == -2 ? -ESP_ERR_HTTP_EAGAIN : ESP_FAIL;
    }
    const std::string head = client->waiting.substr(0, end + 2);
    client->waiting.erase(0, end + 4);
    client->status = std::stoi(head.substr(head.find(' ')));
    for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
        const std::size_t colon = head.find(':', at), stop = head.find("\r\n", at);
        std::string key = head.substr(at, colon - at), value = head.substr(colon + 1, stop - colon - 1);
        value.erase(0, value.find_first_not_of(' '));
        client->tell(HTTP_EVENT_ON_HEADER, key.data(), value.data());
        if (strcasecmp(key.c_str(), "content-length") == 0) client->length = std::stoll(value);
        at = stop + 2;
    }
    return client->length < 0 ? 0 : client->length;
}

int esp_http_client_get_status_code(esp_http_client_handle_t client) { return client->status; }

int esp_http_client_read(esp_http_client_handle_t client, char* buffer, int len) {
    if (client->length >= 0 && client->taken == client->length) return 0;
    if (client->waiting.empty()) {
        const long n = client->receive();
        if (n <= 0) return n == -2 ? -ESP_ERR_HTTP_EAGAIN : n == 0 ? 0 : ESP_FAIL;
    }
    const std::size_t n = std::min(client->waiting.size(), static_cast<std::size_t>(len));
    std::memcpy(buffer, client->waiting.data(), n);
    client->waiting.erase(0, n);
    client->taken += static_cast<long long>(n);
    return static_cast<int>(n);
}

bool esp_http_client_is_complete_data_received(esp_http_client_handle_t client) {
    return client->taken == client->length;
}

esp_err_t esp_http_client_cleanup(esp_http_client_handle_t client) {
    delete client;
    return ESP_OK;
}

esp_err_t esp_http_client_get_and_clear_last_tls_error(esp_http_client_handle_t client, int* code, int* flags) {
    const esp_err_t last = client->tls_error;
    *code = client->tls_code;
    *flags = 0;
    client->tls_error = ESP_OK;
    client->tls_code = 0;
    return last;
}
}
