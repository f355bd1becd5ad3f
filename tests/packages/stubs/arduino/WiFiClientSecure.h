// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include "Client.h"

class WiFiClientSecure : public Client {
public:
    WiFiClientSecure();
    ~WiFiClientSecure() override;
    int connect(IPAddress address, uint16_t port) override;
    int connect(const char* host, uint16_t port) override;
    size_t write(uint8_t byte) override;
    size_t write(const uint8_t* data, size_t size) override;
    int available() override;
    int read() override;
    int read(uint8_t* data, size_t size) override;
    int peek() override;
    void flush() override;
    void stop() override;
    uint8_t connected() override;
    operator bool() override;
    void setCACert(const char* certificates);

private:
    struct state;
    state* state_;
};
