// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The mark of a field: the 32 bits that lie behind the pointer or the number of every field, and say whether it is set.
// Of a text or a list they have its size, too, and flags above that. Code that reads any field asks its mark alone:
// once a field is made, pointers are not compared with null, which g++ refuses in a constant expression under
// -fsanitize=undefined.

#include <portwright/core/language.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

inline constexpr std::uint32_t present_bit = 0x80000000; ///< set for what is there, even where its size is 0
inline constexpr std::uint32_t size_bits = 0x07FFFFFF;

/// The size of a text in bytes, or of a list in elements.
constexpr std::uint32_t size_in(std::uint32_t mark) noexcept { return mark & size_bits; }

/// What a size becomes that does not fit: one that no text and no list may have. The walk refuses it, so that nothing
/// is cut off silently.
inline constexpr std::uint32_t too_large = size_bits;

constexpr std::uint32_t clamp_size(std::size_t n) noexcept {
    return n > too_large ? too_large : static_cast<std::uint32_t>(n);
}

/// The mark of a text or a list. A null pointer is absent, whatever size comes with it.
template <class T>
constexpr std::uint32_t mark_range(const T* data, std::size_t n) noexcept {
    // A constant expression need not compare the address of something: it could not have read a size from null.
    if (!(std::is_constant_evaluated() && n != 0) && data == nullptr) return 0;
    return clamp_size(n) | present_bit;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
