// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Short arrays that are equal become one object: several structures have the same names, and the same rules.

#include <portwright/core/language.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// One object for all short arrays that are equal. The elements are template arguments, and equal arguments make one
/// object. As they are also in its symbol, they are packed into few words: a map file stays readable.
template <class Element, std::size_t Size, std::uint64_t... Words>
inline constexpr auto shared_array = [] {
    using bits = std::conditional_t<sizeof(Element) == 1, std::uint8_t, std::uint16_t>;
    constexpr std::uint64_t words[] = {Words...};
    constexpr std::size_t in_word = sizeof(std::uint64_t) / sizeof(Element);
    std::array<Element, Size> all{};
    for (std::size_t i = 0; i != Size; ++i)
        all[i] = std::bit_cast<Element>(static_cast<bits>(words[i / in_word] >> (i % in_word * 8 * sizeof(Element))));
    return all;
}();

inline constexpr std::size_t max_shared_size = 64; ///< in bytes, 8 words: longer arrays are hardly ever equal

/// The elements of an array: of the object that all its equals share where it is short, otherwise its own.
template <const auto& Array>
constexpr auto share() {
    using element = typename std::remove_cvref_t<decltype(Array)>::value_type;
    constexpr std::size_t size = Array.size() * sizeof(element);
    if constexpr (size == 0 || size > max_shared_size) {
        return Array.data();
    } else {
        using bits = std::conditional_t<sizeof(element) == 1, std::uint8_t, std::uint16_t>;
        constexpr std::size_t in_word = sizeof(std::uint64_t) / sizeof(element);
        constexpr auto words = [] {
            std::array<std::uint64_t, (size + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t)> all{};
            for (std::size_t i = 0; i != Array.size(); ++i)
                all[i / in_word] |= std::uint64_t{std::bit_cast<bits>(Array[i])} << (i % in_word * 8 * sizeof(element));
            return all;
        }();
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return shared_array<element, Array.size(), words[I]...>.data();
        }(std::make_index_sequence<words.size()>{});
    }
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
