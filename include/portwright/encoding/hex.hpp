// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Hexadecimal (RFC 4648 section 8): lower case in digests, as both clouds compare it, upper case in percent-encoding.

#include <portwright/core/output.hpp>

#include <cstdint>
#include <span>

namespace portwright {

/// Writes two digits; `ten` is 'a' or 'A'.
constexpr void write_hex_byte(output& out, char byte, char ten) noexcept {
    const auto code = static_cast<unsigned char>(byte);
    const auto digit = [ten](int n) { return static_cast<char>(n < 10 ? '0' + n : ten + n - 10); };
    out.put(digit(code >> 4));
    out.put(digit(code & 15));
}

/// Writes two lower-case digits a byte.
constexpr void write_hex(output& out, std::span<const std::uint8_t> bytes) noexcept {
    for (const std::uint8_t byte : bytes) write_hex_byte(out, static_cast<char>(byte), 'a');
}

} // namespace portwright
