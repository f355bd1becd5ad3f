// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// As much of Arduino's core as the package's transport uses, over this machine's sockets. Its two clients behave as those
// of the core for ESP32 do: read() never waits, a failed write returns 0 and stops the connection.

#include "tls_peer.hpp"

#include <WiFiClientSecure.h>

#include <chrono>
#include <string>
#include <thread>

unsigned long millis() {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<unsigned long>(std::chrono::duration_cast<std::chrono::milliseconds>(since).count());
}
void delay(uint32_t ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }

struct WiFiClientSecure::state {
    stand_in::tls_peer peer;
    std::string certificates;
};

WiFiClientSecure::WiFiClientSecure() : state_(new state) {}
WiFiClientSecure::~WiFiClientSecure() { delete state_; }
void WiFiClientSecure::setCACert(const char* certificates) { state_->certificates = certificates; }
int WiFiClientSecure::connect(IPAddress, uint16_t) { return 0; }
int WiFiClientSecure::connect(const char* host, uint16_t port) {
    return state_->peer.connect(host, port, state_->certificates) == stand_in::came::ok ? 1 : 0;
}
size_t WiFiClientSecure::write(uint8_t byte) { return write(&byte, 1); }
size_t WiFiClientSecure::write(const uint8_t* data, size_t size) {
    const long n = state_->peer.write(data, size);
    if (n < 0) stop();
    return n < 0 ? 0 : static_cast<size_t>(n);
}
int WiFiClientSecure::available() { return state_->peer.has_some(0) ? 1024 : 0; }
int WiFiClientSecure::read() {
    uint8_t byte;
    return read(&byte, 1) == 1 ? byte : -1;
}
int WiFiClientSecure::read(uint8_t* data, size_t size) {
    const long n = state_->peer.read(data, size, 0);
    if (n == 0 || n == -1) stop();
    return n > 0 ? static_cast<int>(n) : -1;
}
int WiFiClientSecure::peek() { return -1; }
void WiFiClientSecure::flush() {}
void WiFiClientSecure::stop() { state_->peer.close(); }
uint8_t WiFiClientSecure::connected() { return state_->peer.is_open() ? 1 : 0; }
WiFiClientSecure::operator bool() { return connected() != 0; }
