// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Files that may be anybody's: read whole, within bounds, and never waited for.

#include <cstddef>
#include <string>

#include <sys/types.h>

namespace portwright_tool {

struct regular_file {
    std::string text{};
    mode_t mode = 0;
    std::string why{}; // it was not read; empty where it was
    bool is_missing = false;
};

// Reads a file of at most that many bytes. A pipe, a device or a directory is none, and a link is followed.
[[nodiscard]] regular_file read_regular_file(const std::string& path, std::size_t most_bytes);

} // namespace portwright_tool
