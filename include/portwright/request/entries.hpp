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

// What a compiler does for each field of each structure is most of what an action costs to compile. So the work is done
// by functions that are no templates, on plain pointers: in a constant expression, each call of a std::array's or a
// std::string_view's function is a step more.

constexpr std::size_t measure_name(const char* name) noexcept {
    std::size_t size = 0;
    while (name[size] != '\0') ++size;
    return size;
}

constexpr bool is_same_name(const char* a, const char* b) noexcept {
    for (; *a == *b; ++a, ++b)
        if (*a == '\0') return true;
    return false;
}

constexpr bool sorts_before(const char* a, const char* b) noexcept {
    for (; *a == *b; ++a, ++b)
        if (*a == '\0') return false;
    return static_cast<unsigned char>(*a) < static_cast<unsigned char>(*b);
}

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
    std::size_t name_size = 0; ///< measured in entries_of

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

/// Numbers the fields, measures their names, and adds their aliases behind them.
constexpr void number_fields(entry* all, std::size_t count) noexcept {
    entry* alias = all + count;
    for (std::size_t i = 0; i != count; ++i) {
        all[i].field = i;
        all[i].name_size = measure_name(all[i].name);
        if (all[i].alias == nullptr) continue;
        *alias = all[i];
        alias->name = all[i].alias;
        alias->name_size = measure_name(alias->name);
        alias++->is_alias = true;
    }
}

/// The fields in the order of the description, and behind them their aliases.
template <class T>
inline constexpr auto entries_of = description_of<T>.all.expand([](const auto&... fields) {
    static_assert(row_count<T> < 128 && sizeof(T) <= 256 * sizeof(void*),
                  "a structure has at most 127 fields, and 1 KB, or 2 where pointers have 64 bits");
    std::array<entry, row_count<T>> all{make_entry(fields)...};
    number_fields(all.data(), sizeof...(fields));
    return all;
});

constexpr void sort_entries(const entry* all, std::size_t count, std::uint8_t* order) noexcept {
    for (std::size_t i = 0; i != count; ++i) {
        std::size_t rank = i;
        for (; rank != 0 && sorts_before(all[i].name, all[order[rank - 1]].name); --rank) order[rank] = order[rank - 1];
        order[rank] = static_cast<std::uint8_t>(i);
    }
}

/// order_of[row] is the number of the row's entry. Rows are sorted by the bytes of their names. Level by level that is
/// the canonical order of the full keys, too: "." sorts before all characters of a name but "-", with which no
/// documented name continues another one.
template <class T>
inline constexpr auto order_of = [] {
    std::array<std::uint8_t, row_count<T>> order{};
    sort_entries(entries_of<T>.data(), row_count<T>, order.data());
    return order;
}();

constexpr std::size_t measure_names(const entry* all, std::size_t count) noexcept {
    std::size_t size = 0;
    for (std::size_t i = 0; i != count; ++i) size += all[i].name_size;
    return size;
}

constexpr void join_names(const entry* all, const std::uint8_t* order, std::size_t count, char* joined) noexcept {
    for (std::size_t r = 0; r != count; ++r)
        for (const char* name = all[order[r]].name; *name != '\0'; ++name) *joined++ = *name;
}

template <class T>
inline constexpr std::size_t names_size = measure_names(entries_of<T>.data(), row_count<T>);

/// The names of the rows, one after the other.
template <class T>
inline constexpr auto names_of = [] {
    std::array<char, names_size<T>> all{};
    join_names(entries_of<T>.data(), order_of<T>.data(), row_count<T>, all.data());
    return all;
}();

/// Counts the fields that are structures, or lists of them, and writes their numbers where those are wanted.
constexpr std::size_t count_structures(const entry* all, std::size_t count, std::size_t* numbers = nullptr) noexcept {
    std::size_t found = 0;
    for (std::size_t i = 0; i != count; ++i) {
        if (all[i].type < kind::structure) continue;
        if (numbers != nullptr) numbers[found] = i;
        ++found;
    }
    return found;
}

template <class T>
inline constexpr std::size_t structure_count = count_structures(entries_of<T>.data(), field_count<T>);

/// The numbers of those fields. What differs by their types is instantiated for them alone, and not for each field.
template <class T>
inline constexpr auto structure_fields = [] {
    std::array<std::size_t, structure_count<T>> all{};
    count_structures(entries_of<T>.data(), field_count<T>, all.data());
    return all;
}();

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
