// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Hexadecimal (RFC 4648 section 8): lower case in digests, as both clouds compare it, upper case in percent-encoding.

#include <portwright/core/output.hpp>

#include <cstdint>
#include <span>

namespace portwright {

constexpr char hex_digit(unsigned n, char ten) noexcept {
    return static_cast<char>(n < 10 ? n + '0' : n - 10 + static_cast<unsigned char>(ten));
}

/// Writes two lower-case digits a byte.
[[gnu::noinline]] constexpr void write_hex(output& out, std::span<const std::uint8_t> bytes) noexcept {
    char piece[64]; // the longest digest's
    std::size_t size = 0;
    for (const std::uint8_t byte : bytes) {
        piece[size++] = hex_digit(byte >> 4, 'a');
        piece[size++] = hex_digit(byte & 15u, 'a');
        if (size != sizeof piece) continue;
        out.write(piece, size);
        size = 0;
    }
    out.write(piece, size);
}

} // namespace portwright
