// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Numbers as the clouds write them, which is also as text and as truth values.

#include <portwright/request/fields.hpp>

#include <cstddef>
#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Reads a whole number from the `size` characters at `next`: `5`, `-5`, `5.0`, `true` (1) or `false` (0). False where
/// it is none, or past the range of an integer.
constexpr bool read_number(const char* next, std::size_t size, std::int64_t& number) noexcept {
    const char* const end = next + size;
    bool any = false;
    std::uint64_t value = 0;
    const bool negative = next != end && *next == '-';
    if (negative) ++next;
    for (; next != end; ++next) {
        const auto digit = static_cast<unsigned char>(*next - '0');
        if (digit > 9) break;
        if (value >> 58 != 0) return false;
        value = value * 10 + digit;
        any = true;
    }
    if (!any) {
        const bool yes = next != end && (*next | 0x20) == 't';
        for (const char* word = yes ? "true" : "false"; next != end && (*next | 0x20) == *word; ++next)
            any = *++word == '\0';
        value = yes ? 1 : 0;
    } else if (next != end && *next == '.') {
        do ++next;
        while (next != end && *next == '0');
    }
    number = static_cast<std::int64_t>(negative ? 0 - value : value);
    return any && next == end && fits_integer(number);
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
