// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What kind a field is, by its C++ type, and the listed words of its type as a packed list.

#include <portwright/request/schema.hpp>
#include <portwright/request/table.hpp>

#include <array>
#include <concepts>
#include <cstddef>

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

/// The size of a word type's packed list. It is 0 where a word does not fit into one, which keeps each word's size in a
/// byte, and ends where that is 0.
template <class W>
inline constexpr std::size_t words_size = [] {
    std::size_t all = 1;
    for (const auto& v : W::listed) {
        std::size_t size = 0;
        while (v.spelling[size] != '\0') ++size;
        if (size == 0 || size > 255) return std::size_t{0};
        all += size + 1;
    }
    return all;
}();

/// The listed values of a word type as a packed list.
template <class W>
inline constexpr auto words_of = [] {
    static_assert(words_size<W> != 0, "a listed word has 1 to 255 characters: the list keeps the size in a byte");
    std::array<char, words_size<W>> all{};
    char* to = all.data();
    for (const auto& v : W::listed) {
        char* const size = to++;
        for (const char* c = v.spelling; *c != '\0'; ++c) *to++ = *c;
        *size = static_cast<char>(to - size - 1);
    }
    return all;
}();

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
