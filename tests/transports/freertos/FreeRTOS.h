// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// As much of FreeRTOS as examples/transports/freertos.hpp asks for, over the threads of this machine, with ticks of a
// millisecond.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstring>
#include <deque>
#include <mutex>
#include <vector>

typedef long BaseType_t;
typedef unsigned long UBaseType_t;
typedef std::uint32_t TickType_t;

#define pdTRUE ((BaseType_t)1)
#define pdFALSE ((BaseType_t)0)
#define pdPASS (pdTRUE)
#define portMAX_DELAY ((TickType_t)0xffffffffUL)
#define configTICK_RATE_HZ ((TickType_t)1000)
