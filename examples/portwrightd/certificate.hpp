// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A certificate and its key, as some other program renews them on disk.

#include "configuration.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace portwright_daemon {

struct certificate_pair {
    std::string certificate{}; // PEM, as it stands in the file
    std::string key{};
    std::string digest{}; // SHA-256 of the certificate's file, in hex
    std::string expires{}; // of the first certificate, as 2026-12-31T23:59:59Z
    bool has_expired = false;
    std::vector<std::string> warnings{};
};

// Throws wrong_configuration for files that cannot be read or are no pair, as while one of them was renewed and the
// other not yet: its path, and nothing of what is in it.
[[nodiscard]] certificate_pair read_certificate(const certificate_files& from, const std::string& path);

// Changes whenever one of the files is written anew or replaced, links followed; cheap.
using file_stamp = std::array<std::int64_t, 10>;
[[nodiscard]] file_stamp stamp_of(const certificate_files& of);

} // namespace portwright_daemon
