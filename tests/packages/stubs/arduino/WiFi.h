// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include "Client.h"

enum wl_status_t { WL_CONNECTED = 3, WL_DISCONNECTED = 6 };
class WiFiClass {
public:
    wl_status_t begin(const char* name, const char* password);
    wl_status_t status();
};
extern WiFiClass WiFi;
