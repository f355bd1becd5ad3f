// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// JSON strings (RFC 8259 section 7).

#include <portwright/core/output.hpp>
#include <portwright/encoding/hex.hpp>
#include <portwright/encoding/scan.hpp>

#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

constexpr bool is_escaped(char c) noexcept { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

/// Marks the characters that are escaped, and all that are not ASCII.
constexpr word8 mark_escaped(word8 text) noexcept {
    const word8 low = text & broadcast(0x7F);
    return (~(at_least(low, 0x20) & other_than(low, '"') & other_than(low, '\\')) | text) & high_bits;
}

/// write_json_string() to any output. One without put() takes two characters in one call.
template <class Policy, class Out>
constexpr void write_json_string_by(Out& out, const char* next, std::size_t size) noexcept {
    out.write("\""); // write(), not put(): put() needs a stack slot for a literal character
    for (const char* const end = next + size;; ++next) {
        const char* const run = next;
        next = find_first<Policy, &mark_escaped, &is_escaped>(next, end);
        out.write(run, static_cast<std::size_t>(next - run));
        if (next == end) break;
        const auto code = static_cast<unsigned char>(*next);
        out.write("\\");
        if (code >= 0x20) {
            out.write(next, 1);
        } else if (code >= 8 && code <= 13 && code != 11) {
            out.write(&"btn\0fr"[code - 8u], 1);
        } else {
            out.write("u00");
            if constexpr (requires { out.put('0'); }) {
                out.put(static_cast<char>('0' + code / 16));
                out.put(hex_digit(code & 15u, 'a'));
            } else {
                const char digits[] = {static_cast<char>('0' + code / 16), hex_digit(code & 15u, 'a')};
                out.write(digits, sizeof digits);
            }
        }
    }
    if constexpr (requires { out.put('"'); }) out.put('"');
    else out.write("\"");
}

} // namespace detail

/// Writes a text in quotes. Escapes what must be escaped, control characters as `\u00XX` or their short form, and
/// nothing else: UTF-8 passes as it is, and so does `/`. It is `text`, or `size` bytes at `next`.
template <class Policy>
PORTWRIGHT_IN_PLACE constexpr void write_json_string(basic_output<Policy>& out, const char* next,
                                                     std::size_t size) noexcept {
    detail::write_json_string_by<Policy>(out, next, size);
}

template <class Policy>
constexpr void write_json_string(basic_output<Policy>& out, std::string_view text) noexcept {
    write_json_string(out, text.data(), text.size());
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
