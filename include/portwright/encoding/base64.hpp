// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Base64 with padding (RFC 4648 section 4).

#include <portwright/core/output.hpp>

#include <cstdint>
#include <span>

namespace portwright {

/// Writes (size + 2) / 3 * 4 bytes.
constexpr void write_base64(output& out, std::span<const std::uint8_t> bytes) noexcept {
    constexpr const char* digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::uint32_t bits = 0;
    unsigned count = 0; // of bits that wait
    for (const std::uint8_t byte : bytes) {
        bits = bits << 8 | byte;
        for (count += 8; count >= 6; count -= 6) out.put(digits[bits >> (count - 6) & 63]);
    }
    if (count == 0) return;
    out.put(digits[bits << (6 - count) & 63]);
    out.put('=');
    if (count == 2) out.put('=');
}

} // namespace portwright
