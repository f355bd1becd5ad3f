// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// JSON strings (RFC 8259 section 7).

#include <portwright/core/output.hpp>

#include <string_view>

namespace portwright {

/// Writes `text` in quotes. Escapes what must be escaped, control characters as `\u00XX` or their short form, and
/// nothing else: UTF-8 passes as it is, and so does `/`.
constexpr void write_json_string(output& out, std::string_view text) noexcept {
    out.put('"');
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (code >= 0x20 && c != '"' && c != '\\') {
            out.put(c);
            continue;
        }
        out.put('\\');
        if (code >= 0x20) {
            out.put(c);
        } else if (code >= 8 && code <= 13 && code != 11) {
            out.put("btn\0fr"[code - 8u]);
        } else {
            out.write("u00");
            out.put(static_cast<char>('0' + code / 16));
            const int low = code % 16;
            out.put(static_cast<char>(low < 10 ? '0' + low : 'a' + low - 10));
        }
    }
    out.put('"');
}

} // namespace portwright
