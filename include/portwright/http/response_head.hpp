// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the library needs of a response's head, and how the fields of one are read (RFC 9110, RFC 9112).
//
//     if (answer.head().retry_after != 0) wait(answer.head().retry_after);

#include <portwright/core/time.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::http {

namespace detail {

constexpr bool is_blank(char c) noexcept { return c == ' ' || c == '\t'; }

/// RFC 9110 section 5.6.2: tchar.
constexpr bool is_token(char c) noexcept {
    constexpr std::uint32_t members[4] = {0, 0x03FF6CFA, 0xC7FFFFFE, 0x57FFFFFF};
    const auto code = static_cast<unsigned char>(c);
    return code < 128 && (members[code >> 5] >> (code & 31) & 1) != 0;
}

constexpr char to_lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

/// The value of a hexadecimal digit; 16 for anything else.
constexpr unsigned hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    const char lower = to_lower(c);
    return lower >= 'a' && lower <= 'f' ? static_cast<unsigned>(lower - 'a' + 10) : 16;
}

/// Reads 1*DIGIT. False, with `number` as it was, for anything else and past 32 bits.
constexpr bool read_number(std::string_view text, std::uint32_t& number) noexcept {
    std::uint64_t sum = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return false;
        sum = sum * 10 + static_cast<unsigned>(c - '0');
        if (sum >> 32 != 0) return false;
    }
    if (text.empty()) return false;
    number = static_cast<std::uint32_t>(sum);
    return true;
}

/// Reads an IMF-fixdate (RFC 9110 section 5.6.7) in lower case: `sun, 06 nov 1994 08:49:37 gmt`. Returns 0 for anything
/// else, the two obsolete forms included, and for what is before 1970 or no date. The name of the day is not compared.
constexpr unix_time read_date(std::string_view text) noexcept {
    constexpr std::string_view shape = "???, 00 ??? 0000 00:00:00 gmt", months = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (text.size() != shape.size()) return 0;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const bool fits = shape[i] == '0'   ? text[i] >= '0' && text[i] <= '9'
                          : shape[i] == '?' ? text[i] >= 'a' && text[i] <= 'z'
                                            : text[i] == shape[i];
        if (!fits) return 0;
    }
    const auto two = [text](std::size_t at) {
        return static_cast<std::uint32_t>((text[at] - '0') * 10 + text[at + 1] - '0');
    };
    std::uint32_t month = 1;
    while (month <= 12 && std::string_view{&months[month * 3 - 3], 3} != std::string_view{&text[8], 3}) ++month;
    std::uint32_t year = two(12) * 100 + two(14);
    const std::uint32_t day = two(5), hour = two(17), minute = two(20), second = two(23);
    const std::uint32_t leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 1 : 0;
    const std::uint32_t last = month == 2 ? 28 + leap : 30 + ((month + month / 8) & 1);
    if (month > 12 || year < 1970 || day < 1 || day > last || hour > 23 || minute > 59 || second > 60) return 0;
    if (month <= 2) { // the year runs from March, so that the leap day comes last
        --year;
        month += 12;
    }
    const std::uint32_t days =
        365 * year + year / 4 - year / 100 + year / 400 + (153 * (month - 3) + 2) / 5 + day - 719469;
    return static_cast<unix_time>(days) * 86400 + (hour * 60 + minute) * 60 + second;
}

/// The beginning of a line or a value, as much as anything that matters has: a date is the longest.
class field_text {
public:
    constexpr void clear() noexcept { size_ = 0; }
    constexpr const char* data() const noexcept { return chars_; }
    constexpr std::size_t size() const noexcept { return size_; }

    /// Blanks past the end are dropped: they may be the white space after a value.
    constexpr void put(char c) noexcept {
        if (size_ < capacity) chars_[size_++] = c;
        else if (c != ' ') size_ = capacity + 1;
    }

    /// Without the white space before a value (RFC 9112 section 5.1).
    constexpr void put_value(char c) noexcept {
        if (!is_blank(c)) put(to_lower(c));
        else if (size_ != 0) put(' ');
    }

    /// Without the white space after it. Empty where it was too long to matter.
    constexpr std::string_view text() const noexcept {
        std::size_t n = size_ <= capacity ? size_ : 0;
        while (n != 0 && chars_[n - 1] == ' ') --n;
        return {chars_, n};
    }

private:
    static constexpr std::uint8_t capacity = 32;
    char chars_[capacity] = {};
    std::uint8_t size_ = 0;
};

} // namespace detail

/// What of a response's head the library needs.
struct response_head {
    std::uint16_t status = 0; ///< 200..999; 600 and above are invalid and count as 5xx (RFC 9110 section 15)
    std::uint32_t retry_after = 0; ///< seconds; 0 where the answer gave none, or a date
    unix_time date = 0; ///< when the server answered; 0 where the answer did not say, or in another form
};

} // namespace portwright::inline v0_1::http

#include <portwright/core/platform_macros_on.hpp>
