// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What kind a field is, by its C++ type, and the listed words of its type as a packed list.

#include <portwright/request/schema.hpp>
#include <portwright/request/table.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// The structure in a field: of a list, its element. response/sequence.hpp adds the lists of answers.
template <class T>
struct element_of {
    using type = T;
    static constexpr kind type_as_field = kind::structure;
};
template <class T>
struct element_of<list<T>> {
    using type = T;
    static constexpr kind type_as_field = kind::structures;
};

template <class T>
inline constexpr kind kind_of = std::derived_from<T, text>     ? kind::text
                                : std::same_as<T, integer>     ? kind::integer
                                : std::same_as<T, truth_value> ? kind::boolean
                                : std::same_as<T, integers>    ? kind::integers
                                : std::same_as<T, texts>       ? kind::texts
                                                               : element_of<T>::type_as_field;

template <class T>
concept structured = kind_of<T> >= kind::structure;

/// Whether fields may have the type.
template <class T>
inline constexpr bool is_field_type = !structured<T> || described<typename element_of<T>::type>;

template <class W>
inline constexpr std::size_t words_size = [] {
    std::size_t n = 1;
    for (const auto& v : W::listed) n += std::string_view(v.spelling).size() + 1;
    return n;
}();

/// Whether each word fits into a packed list, which keeps its size in a byte, and ends where that is 0.
template <class W>
inline constexpr bool has_packable_words = [] {
    for (const auto& v : W::listed) {
        const std::size_t size = std::string_view(v.spelling).size();
        if (size == 0 || size > 255) return false;
    }
    return true;
}();

/// The listed values of a word type as a packed list.
template <class W>
inline constexpr auto words_of = [] {
    static_assert(has_packable_words<W>, "a listed word has 1 to 255 characters: the list keeps the size in a byte");
    std::array<char, words_size<W>> all{};
    std::size_t size = 0;
    for (const auto& v : W::listed) {
        const std::string_view word = v.spelling;
        all[size++] = static_cast<char>(word.size());
        for (const char c : word) all[size++] = c;
    }
    return all;
}();

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
