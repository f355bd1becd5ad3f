// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Percent-encoding (RFC 3986 section 2.1), upper-case digits, everything but the unreserved characters encoded.

#include <portwright/core/output.hpp>
#include <portwright/encoding/hex.hpp>
#include <portwright/encoding/scan.hpp>

#include <array>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// Compares with letters and digits first, because most characters are decided by these one or two comparisons.
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

/// RFC 3986 section 2.3: ALPHA / DIGIT / "-" / "." / "_" / "~". Whether `c` is one of these, or all characters of
/// `text` are.
template <class Policy = size_policy>
constexpr bool is_unreserved(char c) noexcept {
    const auto code = static_cast<unsigned char>(c);
    if constexpr (Policy::is_fast) return detail::unreserved_table[code];
    else return detail::compares_unreserved(code);
}

namespace detail {

/// Marks all characters but letters, digits, "-" and ".": the reserved ones, and of the unreserved ones "_" and "~".
constexpr word8 mark_reserved(word8 text) noexcept {
    const word8 low = text & broadcast(0x7F);
    const word8 lower_case = low | broadcast(0x20);
    const word8 letters = at_least(lower_case, 'a') & at_most(lower_case, 'z');
    const word8 digits =
        at_least(low, '-') & at_most(low, '9') & other_than(low, '/'); // '-' to '9' are "-", ".", "/" and the digits
    return (~(letters | digits) | text) & high_bits;
}

template <class Policy>
constexpr bool is_reserved(char c) noexcept {
    return !is_unreserved<Policy>(c);
}

template <class Policy>
constexpr const char* find_reserved(const char* data, const char* end) noexcept {
    return find_first<Policy, &mark_reserved, &is_reserved<Policy>>(data, end);
}

} // namespace detail

template <class Policy = size_policy>
constexpr bool is_unreserved(std::string_view text) noexcept {
    const char* const end = text.data() + text.size();
    return detail::find_reserved<Policy>(text.data(), end) == end;
}

/// Writes `%XX`. XX is `c` in two digits, in upper case.
template <class Policy>
constexpr void write_percent_byte(basic_output<Policy>& out, char c) noexcept {
    const auto code = static_cast<unsigned char>(c);
    const char text[] = {'%', hex_digit(code >> 4, 'A'), hex_digit(code & 15u, 'A')};
    out.write(text, sizeof text);
}

/// Writes a text percent-encoded: every byte that is not an unreserved character becomes `%XX`. The text is passed as
/// address and size, because at -Os GCC builds a string_view in memory before it passes it. `size` bytes at `next`,
/// or `text`.
template <class Policy>
constexpr void write_percent(basic_output<Policy>& out, const char* next, std::size_t size) noexcept {
    for (const char* const end = next + size;; ++next) {
        const char* const run = next;
        next = detail::find_reserved<Policy>(next, end);
        out.write(run, static_cast<std::size_t>(next - run));
        if (next == end) return;
        write_percent_byte(out, *next);
    }
}

template <class Policy>
constexpr void write_percent(basic_output<Policy>& out, std::string_view text) noexcept {
    write_percent(out, text.data(), text.size());
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
