// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Base64 with padding (RFC 4648 section 4).

#include <portwright/core/output.hpp>
#include <portwright/encoding/hex.hpp>

#include <cstdint>
#include <span>

namespace portwright {

/// Writes (size + 2) / 3 * 4 bytes; percent-encoded, "+", "/" and "=" take three each.
template <bool PercentEncoded = false>
constexpr void write_base64(output& out, std::span<const std::uint8_t> bytes) noexcept {
    constexpr const char* digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char piece[64];
    char* next = piece;
    const auto put = [&next](char c) {
        if (!PercentEncoded || (c >= '0' && c != '=')) {
            *next++ = c;
            return;
        }
        *next++ = '%';
        *next++ = c == '=' ? '3' : '2';
        *next++ = hex_digit(static_cast<unsigned char>(c) & 15u, 'A');
    };
    const std::uint8_t* from = bytes.data();
    for (std::size_t left = bytes.size(); left != 0;) {
        const unsigned count = left < 3 ? static_cast<unsigned>(left) : 3;
        left -= count;
        std::uint32_t bits = 0;
        for (unsigned i = 0; i != 3; ++i) bits = bits << 8 | (i < count ? *from++ : 0u);
        for (unsigned i = 0; i <= count; ++i, bits <<= 6) put(digits[bits >> 18 & 63]);
        for (unsigned i = count; i != 3; ++i) put('=');
        if (left != 0 && next < piece + sizeof piece - 12) continue;
        out.write(piece, static_cast<std::size_t>(next - piece));
        next = piece;
    }
}

} // namespace portwright
