// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include "Client.h"

class EthernetClient : public Client {
public:
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
};
class EthernetClass {
public:
    static void init(uint8_t select);
    static int begin(uint8_t* mac);
};
extern EthernetClass Ethernet;
