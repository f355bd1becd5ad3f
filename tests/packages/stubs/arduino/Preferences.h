// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include "Arduino.h"

class Preferences {
public:
    bool begin(const char* name, bool read_only);
    size_t getString(const char* key, char* value, size_t size);
    void end();
};
