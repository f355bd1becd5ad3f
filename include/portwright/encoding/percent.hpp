// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Percent-encoding (RFC 3986 section 2.1), upper-case digits, everything but the unreserved characters encoded.

#include <portwright/core/output.hpp>
#include <portwright/encoding/hex.hpp>

#include <string_view>

namespace portwright {

/// RFC 3986 section 2.3: ALPHA / DIGIT / "-" / "." / "_" / "~". Compared rather than looked up: letters and digits, which
/// are most of what there is, are known after one or two comparisons.
constexpr bool is_unreserved(char c) noexcept {
    const auto code = static_cast<unsigned char>(c);
    if ((code | 0x20u) - 'a' < 26 || code - unsigned{'0'} < 10) return true;
    return c == '-' || c == '.' || c == '_' || c == '~';
}

constexpr bool is_unreserved(std::string_view text) noexcept {
    for (const char c : text)
        if (!is_unreserved(c)) return false;
    return true;
}

/// Writes `%XX`.
constexpr void write_percent_byte(output& out, char c) noexcept {
    out.put('%');
    write_hex_byte(out, c, 'A');
}

/// Writes `text` encoded: every byte that is not an unreserved character as `%XX`.
constexpr void write_percent(output& out, std::string_view text) noexcept {
    const char* from = text.data();
    const char* const end = from + text.size();
    while (from != end) {
        char* to = out.position();
        char* const last = to + out.room();
        for (; from != end && to != last && is_unreserved(*from); ++from) *to++ = *from;
        out.advance(to);
        if (from == end) return;
        if (is_unreserved(*from)) out.put(*from);
        else write_percent_byte(out, *from);
        ++from;
    }
}

} // namespace portwright
