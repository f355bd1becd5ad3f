// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Macros of the real one that are named like things of ours.
#define HEX 16
#define DEC 10
#define bit(b) (1UL << (b))
#define word(...) makeWord(__VA_ARGS__)

unsigned long millis();
void delay(uint32_t ms);
uint32_t esp_random();
void configTime(long gmt_offset, int daylight_offset, const char* server);

class Print {
public:
    virtual ~Print() {}
    virtual size_t write(uint8_t byte) = 0;
    virtual size_t write(const uint8_t* data, size_t size) = 0;
    size_t print(const char* text);
    size_t println(const char* text);
    size_t println();
};

class Stream : public Print {
public:
    virtual int available() = 0;
    virtual int read() = 0;
    virtual int peek() = 0;
};

class HardwareSerial {
public:
    void begin(unsigned long baud);
    size_t printf(const char* format, ...) __attribute__((format(printf, 2, 3)));
    size_t println(const char* text);
};
extern HardwareSerial Serial;
