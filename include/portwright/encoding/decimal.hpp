// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Decimal numbers.

#include <portwright/core/inlining.hpp>
#include <portwright/core/output.hpp>

#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// Writes `number` in decimal before `end`, at most 20 bytes. Returns where it begins.
PORTWRIGHT_ONE_COPY constexpr char* write_before(char* end, std::uint64_t number) noexcept {
    for (; number >> 32 != 0; number /= 10) *--end = static_cast<char>('0' + number % 10);
    // By 32 bits, which many processors divide themselves: 64 are a call of some 100 instructions for each digit.
    auto rest = static_cast<std::uint32_t>(number);
    do {
        *--end = static_cast<char>('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    return end;
}

template <class Policy>
constexpr void write_digits(basic_output<Policy>& out, std::int64_t number) noexcept {
    char digits[20];
    char* const end = digits + sizeof digits;
    auto magnitude = static_cast<std::uint64_t>(number);
    if (number < 0) {
        out.put('-');
        magnitude = 0 - magnitude;
    }
    const char* const first = write_before(end, magnitude);
    out.write(first, static_cast<std::size_t>(end - first));
}

} // namespace detail

/// Writes `true` or `false`. As `value` says.
template <class Policy>
constexpr void write_boolean(basic_output<Policy>& out, bool value) noexcept {
    const unsigned is_false = value ? 0 : 1; // one shared literal without a branch takes less code than two
    out.write(&"truefalse"[4 * is_false], 4 + is_false);
}

/// Writes `number` in decimal, at most 20 bytes.
template <class Policy>
constexpr void write_decimal(basic_output<Policy>& out, std::int64_t number) noexcept {
    if (Policy::is_fast && number >= 0 && number < 10) out.put(static_cast<char>('0' + number));
    else detail::write_digits(out, number);
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
