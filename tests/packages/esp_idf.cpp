// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The ESP-IDF package's transport over esp_http_client, against the emulator.

#include "adapter.hpp"

#include "../../examples/packages/esp-idf/portwright_esp_http_client.hpp"

using namespace package_test;

namespace {

struct board {
    static constexpr errc unknown_host = errc::bad_host, unverified = errc::tls_failed;

    board(const cloud& cloud, bool trusts)
        : options{.certificates_pem = trusts ? cloud.ca().c_str() : nullptr, .timeout_ms = 2000} {}
    void check_ensured() const {
        for (const char c : text) REQUIRE(c == 0);
    }
    void check_failed() const {
        CHECK(transport.last_error() == ESP_OK);
    } // of the sink, which is no failure of its own
    void check_refused() const { CHECK(transport.last_error() == ESP_ERR_MBEDTLS_SSL_HANDSHAKE_FAILED); }

    http::esp_http_client_options options;
    std::array<char, 1024> text{};
    http::esp_http_client_transport transport{text, options};
};

TEST_CASE("esp_http_client") { check_board<board>(); }

TEST_CASE("esp_http_client: a redirection is an answer, and is not followed") {
    cloud cloud;
    const std::string endpoint = cloud.endpoint();
    cloud.fault.what = portwright_tool::emulator_fault::kind::raw;
    cloud.fault.bytes = "HTTP/1.1 302 Found\r\nLocation: https://" + endpoint + "/\r\nContent-Length: 0\r\n\r\n";
    board board{cloud, true};
    const signed_create create{endpoint, method::POST};
    const auto got = board.transport.perform(create.request, nowhere, {});
    REQUIRE(got);
    CHECK(got->status == 302);
    CHECK(cloud.arrived == 1);
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
