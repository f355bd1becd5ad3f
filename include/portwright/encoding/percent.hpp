// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Percent-encoding (RFC 3986 section 2.1), upper-case digits, everything but the unreserved characters encoded.

#include <portwright/core/output.hpp>
#include <portwright/encoding/hex.hpp>

#include <array>
#include <string_view>

namespace portwright {

/// 1: loops over text look characters up in a table of 256 bytes and take several at a time; 0: they are smaller. Where
/// it is not defined, the smaller ones serve what is compiled for size (-Os). The same in all units of a program.
#ifndef PORTWRIGHT_FAST
#ifdef __OPTIMIZE_SIZE__
#define PORTWRIGHT_FAST 0
#else
#define PORTWRIGHT_FAST 1
#endif
#endif

namespace detail {

/// Letters and digits, which are most of what there is, are known after one or two comparisons.
constexpr bool compares_unreserved(unsigned char code) noexcept {
    if ((code | 0x20u) - 'a' < 26 || code - unsigned{'0'} < 10) return true;
    return code == '-' || code == '.' || code == '_' || code == '~';
}

inline constexpr auto unreserved_table = [] {
    std::array<bool, 256> table{};
    for (unsigned code = 0; code != table.size(); ++code)
        table[code] = compares_unreserved(static_cast<unsigned char>(code));
    return table;
}();

} // namespace detail

/// RFC 3986 section 2.3: ALPHA / DIGIT / "-" / "." / "_" / "~".
constexpr bool is_unreserved(char c) noexcept {
    const auto code = static_cast<unsigned char>(c);
    if constexpr (PORTWRIGHT_FAST) return detail::unreserved_table[code];
    else return detail::compares_unreserved(code);
}

constexpr bool is_unreserved(std::string_view text) noexcept {
    for (const char c : text)
        if (!is_unreserved(c)) return false;
    return true;
}

/// Writes `%XX`.
constexpr void write_percent_byte(output& out, char c) noexcept {
    const auto code = static_cast<unsigned char>(c);
    const char text[] = {'%', hex_digit(code >> 4, 'A'), hex_digit(code & 15u, 'A')};
    out.write(text, sizeof text);
}

/// Writes `text` encoded: every byte that is not an unreserved character as `%XX`.
constexpr void write_percent(output& out, std::string_view text) noexcept {
    const char* from = text.data();
    for (const char* const end = from + text.size();; ++from) {
        const char* const run = from;
        while (from != end && is_unreserved(*from)) ++from;
        out.write(run, static_cast<std::size_t>(from - run));
        if (from == end) return;
        write_percent_byte(out, *from);
    }
}

} // namespace portwright
