// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The fields of a structure as an array of entries, made from its description, and their canonical order.

#include <portwright/request/field_kind.hpp>
#include <portwright/request/schema.hpp>
#include <portwright/request/table.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

template <class T>
inline constexpr auto description_of = T::template schema<T>();

template <class T>
inline constexpr std::size_t field_count = description_of<T>.count;

template <class T, std::size_t I>
struct nth_field_of {
    using type = std::remove_cvref_t<decltype(schema::get<I>(description_of<T>.all))>;
};
template <class T, std::size_t I>
using field_at = typename nth_field_of<T, I>::type;

template <class T, std::size_t I>
using structure_at = typename element_of<typename field_at<T, I>::type>::type;

/// The description of a field without its C++ type, so that the fields of a structure fit into one array.
struct entry : schema::field_data {
    kind type = kind::text;
    std::size_t field = 0; ///< its number in the description; of an alias, that of its field
    std::size_t size = 0; ///< in bytes
    bool is_alias = false;

    constexpr std::string_view spelled() const noexcept { return name; }
};

template <class Field>
constexpr entry make_entry(const Field& f) {
    using type = typename Field::type;
    static_assert(
        is_field_type<type>,
        "a schema lists fields: text, words, integer, truth_value, texts, integers, structures with a schema and "
        "lists of those, and no members of other types");
    static_assert(kind_of<type> == kind::structure || (sizeof(type) == sizeof(text) && alignof(type) == alignof(text) &&
                                                       std::is_standard_layout_v<type>),
                  "a word type has no members but what it has of listed_word");
    static_assert(structured<type> || schema::clauses_in<std::remove_cvref_t<decltype(f.inner)>> == 0,
                  "rules within a field go with a structure, or a list of them");
    entry made{f, kind_of<type>};
    made.size = sizeof(type);
    if constexpr (requires { type::listed; }) {
        if ((f.flags & row::bounded) == 0) {
            made.words = words_of<type>.data();
            made.flags |= row::listed;
        }
    }
    return made;
}

/// How many rows the table has: one a field, and one an alias.
template <class T>
inline constexpr std::size_t row_count = description_of<T>.all.expand(
    [](const auto&... fields) { return (sizeof...(fields) + ... + (fields.alias != nullptr)); });

/// The fields in the order of the description, and behind them their aliases.
template <class T>
inline constexpr auto entries_of = description_of<T>.all.expand([](const auto&... fields) {
    static_assert(row_count<T> < 128 && sizeof(T) <= 256 * sizeof(void*),
                  "a structure has at most 127 fields, and 1 KB, or 2 where pointers have 64 bits");
    std::array<entry, row_count<T>> all{make_entry(fields)...};
    std::size_t count = sizeof...(fields);
    for (std::size_t i = 0; i != sizeof...(fields); ++i) {
        all[i].field = i;
        if (all[i].alias == nullptr) continue;
        all[count] = all[i];
        all[count].name = all[i].alias;
        all[count++].is_alias = true;
    }
    return all;
});

/// order_of[row] is the number of the row's entry. Rows are sorted by the bytes of their names. Level by level that is
/// the canonical order of the full keys, too: "." sorts before all characters of a name but "-", with which no
/// documented name continues another one.
template <class T>
inline constexpr auto order_of = [] {
    constexpr auto& all = entries_of<T>;
    std::array<std::uint8_t, row_count<T>> order{};
    for (std::size_t i = 0; i < order.size(); ++i) {
        std::size_t rank = i;
        for (; rank != 0 && all[i].spelled() < all[order[rank - 1]].spelled(); --rank) order[rank] = order[rank - 1];
        order[rank] = static_cast<std::uint8_t>(i);
    }
    return order;
}();

template <class T>
inline constexpr std::size_t names_size = [] {
    std::size_t n = 0;
    for (const entry& e : entries_of<T>) n += e.spelled().size();
    return n;
}();

/// The names of the rows, one after the other.
template <class T>
inline constexpr auto names_of = [] {
    std::array<char, names_size<T>> all{};
    std::size_t size = 0;
    for (const std::uint8_t i : order_of<T>)
        for (const char c : entries_of<T>[i].spelled()) all[size++] = c;
    return all;
}();

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
