// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a text consists of: UTF-8, and for some parameters a smaller set of characters.

#include <portwright/encoding/percent.hpp>
#include <portwright/request/table.hpp>

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

inline constexpr std::uint32_t not_text = 0xFFFFFFFF;

constexpr word8 mark_high(word8 text) noexcept { return text & high_bits; }
constexpr bool is_high(char c) noexcept { return static_cast<unsigned char>(c) >= 0x80; }

/// The number of characters of a UTF-8 text, or not_text (RFC 3629 section 4: no overlong forms, no surrogates).
template <class Policy = size_policy>
constexpr std::uint32_t count_characters(const char* data, std::size_t size) noexcept {
    std::uint32_t count = 0;
    const char* next = data;
    const char* const end = next + size;
    if constexpr (Policy::is_fast) {
        next = find_first<Policy, &mark_high, &is_high>(next, end);
        count = static_cast<std::uint32_t>(next - data);
    }
    for (; next != end; ++count) {
        const std::uint32_t first = static_cast<unsigned char>(*next++);
        if (first < 0x80) continue;
        if (first - 0xC2 > 0xF4 - 0xC2) return not_text;
        const auto following = static_cast<unsigned>(std::countl_zero(~(first << 24))) - 1; // bytes after the first
        std::uint32_t code = first & (0x3Fu >> following);
        for (unsigned i = 0; i != following; ++i) {
            const std::uint32_t six_bits = next == end ? 0xFF : static_cast<unsigned char>(*next++) ^ 0x80u;
            if (six_bits > 0x3F) return not_text;
            code = code << 6 | six_bits;
        }
        // Too many bytes for the code point, or beyond the last one, or a surrogate (U+D800 to U+DFFF).
        if (code >> (5 * following + 1) == 0 || code > 0x10FFFF || code >> 11 == 0x1B) return not_text;
    }
    return count;
}

template <class Policy = size_policy>
constexpr std::uint32_t count_characters(std::string_view text) noexcept {
    return count_characters<Policy>(text.data(), text.size());
}

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

// The sets of characters that a schema may name; a text_rule points to one of them. They take address and size, which
// are passed in registers on every target, as a string_view is not.

constexpr bool any_characters(const char*, std::size_t) noexcept { return true; }

constexpr word8 mark_invisible(word8 text) noexcept {
    const word8 low = text & broadcast(0x7F);
    return (~(at_least(low, 0x21) & at_most(low, 0x7E)) | text) & high_bits;
}

constexpr bool is_no_ascii(char c) noexcept { return static_cast<unsigned char>(c) >= 0x7F || c == 0; }
constexpr bool is_invisible(char c) noexcept {
    return static_cast<unsigned char>(c) >= 0x7F || static_cast<unsigned char>(c) <= 0x20;
}

/// Whether Excluded holds for no character.
template <class Policy, auto Excluded>
constexpr bool has_none(const char* data, std::size_t size) noexcept {
    const char* const end = data + size;
    return find_first<Policy, &mark_invisible, Excluded>(data, end) == end;
}

constexpr bool is_ascii(const char* data, std::size_t size) noexcept {
    return has_none<size_policy, &is_no_ascii>(data, size);
}
constexpr bool is_visible_ascii(const char* data, std::size_t size) noexcept {
    return has_none<size_policy, &is_invisible>(data, size);
}

constexpr bool is_path(const char* data, std::size_t size) noexcept { return size != 0 && *data == '/'; }

constexpr bool is_not_a_link(const char* data, std::size_t size) noexcept {
    const std::string_view text(data, size);
    return !text.starts_with("http://") && !text.starts_with("https://");
}

/// Lower-case letters, digits and "-".
constexpr bool is_label(const char* data, std::size_t size) noexcept {
    for (const char c : std::string_view(data, size))
        if ((c < 'a' || c > 'z') && !is_digit(c) && c != '-') return false;
    return true;
}

inline constexpr std::size_t date_time_size = 19;

/// YYYY-MM-DD hh:mm:ss, by its form alone. Texts of this form sort by time.
constexpr bool is_date_time(const char* data, std::size_t size) noexcept {
    constexpr std::string_view form = "dddd-dd-dd dd:dd:dd";
    static_assert(form.size() == date_time_size);
    if (size != date_time_size) return false;
    for (std::size_t i = 0; i != date_time_size; ++i)
        if (form[i] == 'd' ? !is_digit(data[i]) : data[i] != form[i]) return false;
    return true;
}

using character_set = bool(const char* data, std::size_t size);

/// The function of a set that the policy wants. Tables serve all policies, and point to those made for size.
template <class Policy>
constexpr character_set* set_for(character_set* set) noexcept {
    // Not compared in a constant expression, where g++ under -fsanitize=undefined knows no address.
    if constexpr (Policy::is_fast)
        if (!std::is_constant_evaluated() && set == &is_ascii) return &has_none<Policy, &is_no_ascii>;
    return set;
}

/// An even number of 0-9 A-F.
constexpr bool is_hex(std::string_view text) noexcept {
    for (const char c : text)
        if (!is_digit(c) && (c < 'A' || c > 'F')) return false;
    return text.size() % 2 == 0;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
