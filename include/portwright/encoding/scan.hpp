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
using word8 = std::uint64_t;

/// The same character eight times.
constexpr word8 broadcast(unsigned character) noexcept { return 0x0101010101010101u * word8{character}; }

inline constexpr word8 high_bits = broadcast(0x80);

/// Converts between the machine's byte order and ours, in which the first character is in the lowest bits.
constexpr word8 to_little_endian(word8 bytes) noexcept {
    return std::endian::native == std::endian::big ? __builtin_bswap64(bytes) : bytes;
}

inline word8 load_word8(const char* characters) noexcept {
    word8 bytes;
    std::memcpy(&bytes, characters, sizeof bytes);
    return to_little_endian(bytes);
}

/// The number of characters before the first mark.
constexpr std::size_t count_unmarked(word8 marks) noexcept {
    return static_cast<std::size_t>(std::countr_zero(marks)) / 8;
}

// A mark is a character of a word whose high bit is set. The functions below mark the characters that meet a condition,
// and only work where all eight are below 0x80, so that no addition carries into the next character.

constexpr word8 at_least(word8 text, unsigned character) noexcept { return text + broadcast(0x80 - character); }
constexpr word8 at_most(word8 text, unsigned character) noexcept { return broadcast(0x80 + character) - text; }
constexpr word8 other_than(word8 text, unsigned character) noexcept {
    return (text ^ broadcast(character)) + broadcast(0x7F);
}

/// The first character for which Wanted is true, or `end`. Marks looks at eight characters at once and marks all that
/// may be wanted; it may mark others, too, so Wanted decides.
template <class Policy, auto Marks, auto Wanted>
constexpr const char* find_first(const char* next, const char* end) noexcept {
    if (Policy::is_fast && !std::is_constant_evaluated()) {
        while (end - next >= 8) {
            const word8 marks = Marks(load_word8(next));
            if (marks == 0) {
                next += 8;
                continue;
            }
            next += count_unmarked(marks);
            if (Wanted(*next)) return next;
            ++next;
        }
    }
    while (next != end && !Wanted(*next)) ++next;
    return next;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
