// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What every file of the program is compiled from, with its own flags and engine: see ../mixed_builds.sh.

#include <cstddef>

namespace mixed {

/// All that was signed, one request after the other.
struct transcript {
    char bytes[64 * 1024];
    std::size_t size;
    int failures;
};

/// One compiled file.
struct unit {
    const char* name;
    void (*sign)(transcript& to);
};

} // namespace mixed
