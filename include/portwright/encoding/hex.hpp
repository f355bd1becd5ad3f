// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Hexadecimal (RFC 4648 section 8): lower case in digests, as both clouds compare it, upper case in percent-encoding.

#include <portwright/core/output.hpp>
#include <portwright/encoding/scan.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// The digit of `n`, which is below 16; `ten` is the digit of 10: a or A.
constexpr char hex_digit(unsigned n, char ten) noexcept {
    return static_cast<char>(n < 10 ? n + '0' : n - 10 + static_cast<unsigned char>(ten));
}

namespace detail {

/// The digits of four bytes.
constexpr word8 hex_digits(const std::uint8_t* bytes) noexcept {
    word8 digits =
        bytes[0] | std::uint32_t{bytes[1]} << 8 | std::uint32_t{bytes[2]} << 16 | std::uint32_t{bytes[3]} << 24;
    digits = (digits | digits << 16) & 0x0000FFFF0000FFFF;
    digits = (digits | digits << 8) & 0x00FF00FF00FF00FF;
    digits = (digits >> 4 | digits << 8) & broadcast(0x0F);
    return digits + broadcast('0') + ((digits + broadcast(6)) >> 4 & broadcast(1)) * ('a' - '9' - 1);
}

} // namespace detail

/// Writes two lower-case digits a byte. They are of `bytes`, in their order.
template <class Policy>
constexpr void write_hex(basic_output<Policy>& out, std::span<const std::uint8_t> bytes) noexcept {
    const std::uint8_t* next_byte = bytes.data();
    std::size_t left = bytes.size();
    while (Policy::is_fast && left >= 4) {
        char piece[64];
        char* next = piece;
        for (; left >= 4 && next != piece + sizeof piece; left -= 4, next_byte += 4, next += 8) {
            const auto digits =
                std::bit_cast<std::array<char, 8>>(detail::to_little_endian(detail::hex_digits(next_byte)));
            std::char_traits<char>::copy(next, digits.data(), digits.size());
        }
        out.write(piece, static_cast<std::size_t>(next - piece));
    }
    while (left != 0) {
        char piece[64];
        std::size_t size = 0;
        for (; left != 0 && size != sizeof piece; --left, ++next_byte) {
            piece[size++] = hex_digit(*next_byte >> 4, 'a');
            piece[size++] = hex_digit(*next_byte & 15u, 'a');
        }
        out.write(piece, size);
    }
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
