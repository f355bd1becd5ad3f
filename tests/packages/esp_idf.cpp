// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The ESP-IDF package's transport over esp_http_client, against the emulator.

#include "adapter.hpp"

#include "../../examples/packages/esp-idf/portwright_esp_http_client.hpp"

using namespace package_test;

namespace {

struct board {
    explicit board(const char* certificates) : options{.certificates_pem = certificates, .timeout_ms = 2000} {}
    http::esp_http_client_options options;
    std::array<char, 1024> text{};
    http::esp_http_client_transport transport{text, options};
};

TEST_CASE("esp_http_client: a listener comes to stand") {
    cloud cloud;
    board board{cloud.ca().c_str()};
    check_ensure(cloud, board.transport);
    for (const char c : board.text) REQUIRE(c == 0);
}

TEST_CASE("esp_http_client: what became of a request that broke at any byte") {
    cloud cloud;
    board board{cloud.ca().c_str()};
    check_truth(cloud, board.transport);
}

TEST_CASE("esp_http_client: a body that is produced") {
    cloud cloud;
    board board{cloud.ca().c_str()};
    check_produced(cloud, board.transport);
}

TEST_CASE("esp_http_client: failures") {
    cloud cloud;
    board board{cloud.ca().c_str()};
    check_failures(cloud, board.transport, errc::bad_host);
    CHECK(board.transport.last_error() == ESP_OK); // of the sink, which is no failure of its own
}

TEST_CASE("esp_http_client: nobody is trusted unasked") {
    cloud cloud;
    board board{nullptr};
    check_unverified(cloud, board.transport, errc::tls_failed);
    CHECK(board.transport.last_error() == ESP_ERR_MBEDTLS_SSL_HANDSHAKE_FAILED);
}

TEST_CASE("esp_http_client: the time is read, and a buffer of the size that is asked for is enough") {
    cloud cloud;
    const std::string endpoint = cloud.endpoint();
    const signed_create create{endpoint, method::GET};
    std::array<char, 2048> text{};
    std::size_t size = 0;
    for (int tries = 0;; ++tries) {
        REQUIRE(tries < 2);
        http::esp_http_client_transport transport{std::span(text).first(size),
                                                  {.certificates_pem = cloud.ca().c_str()}};
        const auto got = transport.perform(create.request, nowhere, {});
        if (got) {
            CHECK(got->status == 200);
            CHECK(got->date > 1700000000);
            break;
        }
        REQUIRE(got.error().code == errc::buffer_too_small);
        size = static_cast<std::size_t>(got.error().number);
    }
    CHECK(size > create.request.query.size());
    http::esp_http_client_transport small{std::span(text).first(size - 1), {.certificates_pem = cloud.ca().c_str()}};
    CHECK(small.perform(create.request, nowhere, {}).error().code == errc::buffer_too_small);
}

} // namespace
