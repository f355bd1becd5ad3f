// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The Arduino package's stream over WiFiClientSecure, and TLS of the library over a plain Client, against the emulator.

#include "adapter.hpp"

#include "../../examples/packages/arduino/portwright_arduino.hpp"

#include <WiFiClientSecure.h>
#include <portwright/http/mbedtls_transport.hpp>

#include <poll.h>

using namespace package_test;

namespace {

struct board {
    static constexpr errc unknown_host = errc::connect_failed, unverified = errc::connect_failed;

    board(const cloud& cloud, bool trusts) {
        if (trusts) wifi.setCACert(cloud.ca().c_str());
    }
    void check_ensured() const { CHECK(transport.openings == 1); }
    void check_failed() const {}
    void check_refused() const {}

    WiFiClientSecure wifi{};
    http::arduino_stream tcp{wifi, {.read_ms = 2000, .write_ms = 2000}};
    std::array<char, 256> io{};
    http::stream_transport transport{tcp.stream(), io};
};

/// An EthernetClient: plain TCP.
class plain_client : public Client {
public:
    ~plain_client() override { stop(); }
    int connect(IPAddress, uint16_t) override { return 0; }
    int connect(const char* host, uint16_t port) override {
        addrinfo hints{}, *found = nullptr;
        hints.ai_family = AF_INET;
        hints.ai_socktype = SOCK_STREAM;
        if (getaddrinfo(host, std::to_string(port).c_str(), &hints, &found) != 0) return 0;
        socket_ = socket(AF_INET, SOCK_STREAM, 0);
        const bool done = ::connect(socket_, found->ai_addr, found->ai_addrlen) == 0;
        freeaddrinfo(found);
        if (!done) stop();
        return done ? 1 : 0;
    }
    size_t write(uint8_t byte) override { return write(&byte, 1); }
    size_t write(const uint8_t* data, size_t size) override {
        const auto n = send(socket_, data, size, MSG_NOSIGNAL);
        return n > 0 ? static_cast<size_t>(n) : 0;
    }
    int available() override {
        pollfd one{socket_, POLLIN, 0};
        char byte;
        if (socket_ < 0 || poll(&one, 1, 0) <= 0) return 0;
        if (recv(socket_, &byte, 1, MSG_PEEK) > 0) return 1024;
        stop();
        return 0;
    }
    int read() override { return -1; }
    int read(uint8_t* data, size_t size) override { return static_cast<int>(recv(socket_, data, size, 0)); }
    int peek() override { return -1; }
    void flush() override {}
    void stop() override {
        if (socket_ >= 0) close(socket_);
        socket_ = -1;
    }
    uint8_t connected() override { return socket_ >= 0 ? 1 : 0; }
    operator bool() override { return socket_ >= 0; }

private:
    int socket_ = -1;
};

TEST_CASE("arduino: over WiFiClientSecure") { check_board<board>(); }

TEST_CASE("arduino: a listener comes to stand over any Client, with TLS of the library") {
    cloud cloud;
    plain_client plain;
    http::arduino_stream tcp{plain};
    http::mbedtls_transport tls{tcp.stream()};
    REQUIRE(tls.trust_pem(cloud.ca().c_str()));
    std::array<char, 1024> io;
    http::stream_transport transport{tls.stream(), io};
    check_ensure(cloud, transport);
}

} // namespace
