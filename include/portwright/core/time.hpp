// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The two forms in which the clouds want the UTC date of a Unix time.

#include <portwright/core/output.hpp>

#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// Seconds since 1970-01-01T00:00:00Z. 64 bits on every target.
using unix_time = std::int64_t;

/// 9999-12-31T23:59:59Z, the last time that a four-digit year can say.
inline constexpr unix_time last_time = 253402300799;

namespace detail {

/// Writes two digits and a separator. Returns the end of what it wrote.
constexpr char* put_two_digits(char* end, std::uint32_t n, char separator) noexcept {
    *end++ = static_cast<char>('0' + n / 10);
    *end++ = static_cast<char>('0' + n % 10);
    *end++ = separator;
    return end;
}

} // namespace detail

/// Writes `YYYY-MM-DD`, 10 bytes. `when` is in 0..last_time.
/// The calendar runs from March, so that the leap day comes last (H. Hinnant, "chrono-compatible date algorithms").
template <class Policy>
constexpr void write_date(basic_output<Policy>& out, unix_time when) noexcept {
    // In 32 bits, because processors that have no division of 64 bits take long: 86400 is 128 * 675.
    const std::uint32_t days = static_cast<std::uint32_t>(static_cast<std::uint64_t>(when) >> 7) / 675 + 719468;
    const std::uint32_t era = days / 146097;
    const std::uint32_t day_of_era = days % 146097;
    const std::uint32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::uint32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::uint32_t shifted_month = (5 * day_of_year + 2) / 153;
    const std::uint32_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    const std::uint32_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    char text[11];
    detail::put_two_digits(text, year / 100, '0');
    char* end = detail::put_two_digits(text + 2, year % 100, '-');
    end = detail::put_two_digits(end, month, '-');
    detail::put_two_digits(end, day_of_year - (153 * shifted_month + 2) / 5 + 1, 'T');
    out.write(text, 10);
}

/// Writes `YYYY-MM-DDThh:mm:ssZ` (ISO 8601, in UTC), 20 bytes. `when` is in 0..last_time.
template <class Policy>
constexpr void write_date_time(basic_output<Policy>& out, unix_time when) noexcept {
    const auto seconds = static_cast<std::uint32_t>(static_cast<std::uint64_t>(when) % 86400);
    write_date(out, when);
    char text[10] = {'T'};
    char* end = detail::put_two_digits(text + 1, seconds / 3600, ':');
    end = detail::put_two_digits(end, seconds / 60 % 60, ':');
    detail::put_two_digits(end, seconds % 60, 'Z');
    out.write(text, sizeof text);
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
