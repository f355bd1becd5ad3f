// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include "FreeRTOS.h"

/// Added to the ticks, so that a test can have them begin again.
inline TickType_t fake_ticks = 0;

inline TickType_t xTaskGetTickCount() {
    using namespace std::chrono;
    return fake_ticks +
           static_cast<TickType_t>(duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count());
}
