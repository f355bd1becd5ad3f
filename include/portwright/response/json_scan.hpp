// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The characters of JSON, for response/json_reader.hpp: a register full of them at a time where they are text.

#include <portwright/core/language.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

constexpr bool is_json_plain(char c) noexcept { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

/// Behind the last byte between `next` and `end` at which a whole word begins.
constexpr const char* find_words_end(const char* next, const char* end) noexcept {
    return static_cast<std::size_t>(end - next) >= sizeof(std::size_t) ? end - (sizeof(std::size_t) - 1) : next;
}

/// The first byte that is not plain, or `end`: a register full of bytes at a time.
constexpr const char* find_text_end(const char* next, const char* words_end, const char* end) noexcept {
    if (!std::is_constant_evaluated()) {
        constexpr std::size_t ones = static_cast<std::size_t>(-1) / 0xFF; // a 1 in each byte
        while (next < words_end) {
            std::size_t text;
            std::memcpy(&text, next, sizeof text);
            // With bit 1 flipped, a quote and the control characters are all that is below 0x21. A subtraction may
            // borrow from the byte after one that is marked, and never mark a word without one.
            const std::size_t marks =
                (((text ^ ones * 2) - ones * 0x21) | ((text ^ ones * '\\') - ones)) & ~text & ones * 0x80;
            if (marks != 0) {
                if constexpr (std::endian::native != std::endian::little) break;
                return next + static_cast<unsigned>(std::countr_zero(marks)) / 8;
            }
            next += sizeof(std::size_t);
        }
    }
    while (next != end && is_json_plain(*next)) ++next;
    return next;
}

constexpr bool is_json_space(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
constexpr bool is_json_digit(char c) noexcept { return static_cast<unsigned char>(c - '0') <= 9; }

/// Writes a code point as UTF-8 (RFC 3629, section 3) in front of `end`, from its last byte to the first, and returns
/// where it begins.
constexpr char* write_utf8_backwards(char* end, std::uint32_t code_point) noexcept {
    std::uint32_t mark = 0;
    if (code_point >= 0x80) {
        std::uint32_t room = 0x3F; // what the first byte can hold
        do {
            *--end = static_cast<char>(0x80 | (code_point & 0x3F));
            code_point >>= 6;
            room >>= 1;
        } while (code_point > room);
        mark = ~room << 1;
    }
    *--end = static_cast<char>((mark | code_point) & 0xFF);
    return end;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
