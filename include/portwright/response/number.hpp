// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Numbers as the clouds write them, which is also as text and as truth values.

#include <portwright/request/fields.hpp>

#include <cstdint>
#include <string_view>

namespace portwright::detail {

/// Whether `from` is the word, in small or capital letters.
constexpr bool is_word(std::string_view from, const char* small) noexcept {
    for (const char c : from)
        if ((c | 0x20) != *small++) return false;
    return *small == '\0';
}

/// Reads a whole number: `5`, `-5`, `5.0`, `true` (1) or `false` (0). False where it is none, or past the range of
/// an integer.
constexpr bool read_number(std::string_view from, std::int64_t& to) noexcept {
    const char* next = from.data();
    const char* const end = next + from.size();
    to = 1;
    if (is_word(from, "true")) return true;
    to = 0;
    if (is_word(from, "false")) return true;
    const bool negative = next != end && *next == '-';
    if (negative) ++next;
    std::uint64_t value = 0;
    bool any = false;
    for (; next != end && *next >= '0' && *next <= '9'; ++next) {
        if (value >> 58 != 0) return false;
        value = value * 10 + static_cast<unsigned char>(*next - '0');
        any = true;
    }
    if (any && next != end && *next == '.') {
        do ++next;
        while (next != end && *next == '0');
    }
    to = static_cast<std::int64_t>(negative ? 0 - value : value);
    return any && next == end && fits_integer(to);
}

} // namespace portwright::detail
