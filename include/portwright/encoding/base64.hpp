// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Base64 with padding (RFC 4648 section 4).

#include <portwright/core/output.hpp>

#include <cstdint>
#include <span>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

template <class Policy>
constexpr char base64_digit(unsigned n) noexcept {
    if constexpr (Policy::is_fast) {
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[n];
    } else {
        unsigned c = n + 'A';
        if (n >= 26) c = n + 'a' - 26;
        if (n >= 52) c = n + '0' - 52;
        if (n >= 62) c = '+' + ('/' - '+') * (n - 62); // in less code than a choice between the two
        return static_cast<char>(c);
    }
}

} // namespace detail

/// Writes (size + 2) / 3 * 4 bytes. They are the Base64 of `bytes`, padded (RFC 4648 section 4).
template <class Policy>
constexpr void write_base64(basic_output<Policy>& out, std::span<const std::uint8_t> bytes) noexcept {
    using detail::base64_digit;
    const std::uint8_t* next_byte = bytes.data();
    std::size_t left = bytes.size();
    while (Policy::is_fast && left >= 3) {
        char piece[64];
        char* next = piece;
        for (; left >= 3 && next != piece + sizeof piece; left -= 3, next_byte += 3) {
            const std::uint32_t bits = next_byte[0] * 0x10000u + next_byte[1] * 0x100u + next_byte[2];
            *next++ = base64_digit<Policy>(bits >> 18);
            *next++ = base64_digit<Policy>(bits >> 12 & 63);
            *next++ = base64_digit<Policy>(bits >> 6 & 63);
            *next++ = base64_digit<Policy>(bits & 63);
        }
        out.write(piece, static_cast<std::size_t>(next - piece));
    }
    std::uint32_t bits = 0;
    unsigned count = 0; // how many low bits of `bits` are not written yet
    for (; left != 0; --left) {
        bits = bits << 8 | *next_byte++;
        for (count += 8; count >= 6; count -= 6) out.put(base64_digit<Policy>(bits >> (count - 6) & 63));
    }
    if (count == 0) return;
    out.put(base64_digit<Policy>(bits << (6 - count) & 63));
    for (; count != 6; count += 2) out.put('=');
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
