// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Looks for characters in text, eight at a time where the policy is fast.

#include <portwright/core/policy.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Eight characters, the first one in the lowest bits.
using eight = std::uint64_t;

/// The same character eight times.
constexpr eight each(unsigned character) noexcept { return 0x0101010101010101u * eight{character}; }

inline constexpr eight high_bits = each(0x80);

/// The same on machines of both byte orders.
constexpr eight in_order(eight bytes) noexcept {
    return std::endian::native == std::endian::big ? __builtin_bswap64(bytes) : bytes;
}

inline eight load_eight(const char* from) noexcept {
    eight bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    return in_order(bytes);
}

/// How many characters come before the first mark.
constexpr std::size_t before_mark(eight marks) noexcept {
    return static_cast<std::size_t>(std::countr_zero(marks)) / 8;
}

// Marks have the high bit of a character set. These take characters below 0x80.

constexpr eight at_least(eight text, unsigned character) noexcept { return text + each(0x80 - character); }
constexpr eight at_most(eight text, unsigned character) noexcept { return each(0x80 + character) - text; }
constexpr eight other_than(eight text, unsigned character) noexcept { return (text ^ each(character)) + each(0x7F); }

/// The first character for which Wanted is true, or `end`. Marks finds all of them among eight characters, and may find
/// others, too.
template <class Policy, auto Marks, auto Wanted>
constexpr const char* find_first(const char* at, const char* end) noexcept {
    if (Policy::is_fast && !std::is_constant_evaluated()) {
        while (end - at >= 8) {
            const eight marks = Marks(load_eight(at));
            if (marks == 0) {
                at += 8;
                continue;
            }
            at += before_mark(marks);
            if (Wanted(*at)) return at;
            ++at;
        }
    }
    while (at != end && !Wanted(*at)) ++at;
    return at;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
