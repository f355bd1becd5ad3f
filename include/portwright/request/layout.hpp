// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Makes the run-time tables of a structure from its description, at compile time: rows in canonical order, names in
// one array, rules as conditions on row numbers.

#include <portwright/core/error.hpp>
#include <portwright/request/schema.hpp>
#include <portwright/request/sequence.hpp>
#include <portwright/request/table.hpp>

#include <array>
#include <cstddef>
#include <utility>

namespace portwright::detail {

// Called in a constant expression only where a description is wrong: not being constexpr, they name the mistake.
void a_rule_names_a_field_that_does_not_exist();
void a_rule_names_a_value_that_is_not_listed();

template <class T>
struct element_of {
    using type = T;
    static constexpr kind as = kind::structure;
};
template <class T>
struct element_of<list<T>> {
    using type = T;
    static constexpr kind as = kind::structures;
};

template <class T>
struct element_of<sequence<T>> {
    using type = T;
    static constexpr kind as = kind::structure_sequence;
};
template <class T>
struct element_of<keyed<T>> {
    using type = T;
    static constexpr kind as = kind::structure_map;
};

template <class T>
inline constexpr kind kind_of = std::derived_from<T, text>           ? kind::text
                                : std::same_as<T, integer>           ? kind::integer
                                : std::same_as<T, boolean>           ? kind::boolean
                                : std::same_as<T, integers>          ? kind::integers
                                : std::same_as<T, texts>             ? kind::texts
                                : std::same_as<T, sequence<text>>    ? kind::text_sequence
                                : std::same_as<T, sequence<integer>> ? kind::integer_sequence
                                                                     : element_of<T>::as;

template <class T>
concept structured = kind_of<T> >= kind::structure;

// ---- listed words ----

template <class W>
inline constexpr std::size_t words_size = [] {
    std::size_t n = 1;
    for (const auto& v : W::listed) n += std::string_view(v.spelling).size() + 1;
    return n;
}();

/// The listed values of a word type, each ended by NUL, the last by two.
template <class W>
inline constexpr auto words_of = [] {
    std::array<char, words_size<W>> all{};
    std::size_t at = 0;
    for (const auto& v : W::listed) {
        for (const char c : std::string_view(v.spelling)) all[at++] = c;
        ++at;
    }
    return all;
}();

template <class W>
inline constexpr text_rule word_rule{words_of<W>.data(), &any_characters, 0, 0, 0};

// ---- fields as listed, and their order ----

template <class T>
inline constexpr auto description_of = T::template schema<T>();

template <class T>
inline constexpr std::size_t field_count = decltype(T::template schema<T>())::count;

template <class T, std::size_t I>
using field_at = std::tuple_element_t<I, decltype(T::template schema<T>().all)>;

template <class T, std::size_t I>
using structure_at = typename element_of<typename field_at<T, I>::type>::type;

/// A field of any structure, once its type has been looked at.
struct entry : schema::field_data {
    kind type = kind::text;
    std::size_t field = 0; ///< its number as listed

    constexpr std::string_view spelled() const noexcept { return name; }
};

template <class Field>
constexpr entry make_entry(const Field& f) {
    using type = typename Field::type;
    entry made{f, kind_of<type>};
    if constexpr (requires { type::listed; })
        if ((f.flags & row::bounded) == 0) apply(made, word_rule<type>);
    return made;
}

/// Rows of the table: the fields, and their aliases in answers.
template <class T>
inline constexpr std::size_t row_count = []<std::size_t... I>(std::index_sequence<I...>) {
    return (sizeof...(I) + ... + (std::get<I>(description_of<T>.all).alias != nullptr));
}(std::make_index_sequence<field_count<T>>{});

/// The fields as the author listed them, then their aliases.
template <class T>
inline constexpr auto entries_of = []<std::size_t... I>(std::index_sequence<I...>) {
    static_assert(row_count<T> < 128 && sizeof(T) < 4096, "a structure has at most 127 fields and 4 KB");
    std::array<entry, row_count<T>> all{make_entry(std::get<I>(description_of<T>.all))...};
    std::size_t next = sizeof...(I);
    for (std::size_t i = 0; i != sizeof...(I); ++i) {
        all[i].field = i;
        if (all[i].alias == nullptr) continue;
        all[next] = all[i];
        all[next].name = all[i].alias;
        all[next++].flags |= row::alias;
    }
    return all;
}(std::make_index_sequence<field_count<T>>{});

/// order_of[row] is the number of the entry. Canonical order is that of the bytes of the names: "." sorts
/// before every character of a name, so that level by level it is the order of the full keys, too.
template <class T>
inline constexpr auto order_of = [] {
    constexpr auto& all = entries_of<T>;
    std::array<std::uint8_t, row_count<T>> order{};
    for (std::size_t i = 0; i < order.size(); ++i) {
        std::size_t at = i;
        for (; at != 0 && all[i].spelled() < all[order[at - 1]].spelled(); --at) order[at] = order[at - 1];
        order[at] = static_cast<std::uint8_t>(i);
    }
    return order;
}();

template <class T>
inline constexpr std::size_t names_size = [] {
    std::size_t n = 0;
    for (const entry& e : entries_of<T>) n += e.spelled().size();
    return n;
}();

template <class T>
inline constexpr auto names_of = [] {
    std::array<char, names_size<T>> all{};
    std::size_t at = 0;
    for (const std::uint8_t i : order_of<T>)
        for (const char c : entries_of<T>[i].spelled()) all[at++] = c;
    return all;
}();

// ---- rules ----

/// Turns names into rows and values into states, for the fields of T.
template <class T>
struct resolver {
    static constexpr std::uint8_t find(std::string_view name) {
        for (std::uint8_t r = 0; r < row_count<T>; ++r)
            if (entries_of<T>[order_of<T>[r]].spelled() == name) return r;
        a_rule_names_a_field_that_does_not_exist();
        return 0;
    }

    static constexpr unsigned state_of(const entry& e, const schema::operand& value) {
        unsigned state = state_other;
        const bool bounded = (e.flags & row::bounded) != 0;
        if (e.type == kind::text && bounded) state = word_index(e.words->words, value.word);
        if (e.type == kind::integer && bounded) state = static_cast<unsigned>(value.number - e.number->low);
        if (e.type == kind::boolean) state = static_cast<unsigned>(value.number);
        if (state >= state_other) a_rule_names_a_value_that_is_not_listed();
        return state;
    }

    static constexpr unsigned listed_states(const entry& e) {
        unsigned n = 2; // of a boolean
        if (e.type == kind::integer) n = static_cast<unsigned>(e.number->high - e.number->low + 1);
        if (e.type == kind::text) {
            n = 0;
            for (const char* w = e.words->words; *w != '\0'; ++n, ++w)
                while (*w != '\0') ++w;
        }
        if (n > state_other) a_rule_names_a_value_that_is_not_listed();
        return (1u << n) - 1;
    }

    static constexpr condition resolve(const schema::clause& c, std::string_view name) {
        condition made{.what = c.test, .field = find(name), .operand = 0};
        const entry& e = entries_of<T>[order_of<T>[made.field]];
        unsigned states = 0;
        if (c.test == condition::many) states = static_cast<unsigned>(c.count);
        else if (*c.other != '\0') states = find(c.other);
        for (int i = 0; i < c.value_count; ++i) states |= 1u << state_of(e, c.values[i]);
        if (c.inverse) states = listed_states(e) & ~states;
        if (c.absent) states |= 1u << state_absent;
        if (c.present) states |= 0xFFFFu & ~(1u << state_absent);
        made.operand = static_cast<std::uint16_t>(states);
        return made;
    }
};

/// Compiles clauses on the fields of T, and, marked with ^, on those of the structure Outer around it.
template <class T, class Outer, std::size_t N>
constexpr std::array<condition, N> compile_rules(const schema::rule_set<N>& set) {
    std::array<condition, N> made{};
    for (std::size_t i = 0; i < N; ++i) {
        const schema::clause& c = set.clauses[i];
        unsigned marks = set.last[i] ? condition::last : 0;
        if (*c.field == '^') {
            made[i] = resolver<Outer>::resolve(c, c.field + 1);
            marks |= condition::parent;
        } else {
            made[i] = resolver<T>::resolve(c, c.field);
        }
        made[i].what = static_cast<std::uint8_t>(made[i].what | marks);
    }
    return made;
}

template <class T>
inline constexpr auto rules_of = compile_rules<T, T>(description_of<T>.own);

/// The rules of the structure in field I of T: its own, then those of the place where it stands.
template <class T, std::size_t I>
inline constexpr auto rules_at = [] {
    using inner = structure_at<T, I>;
    constexpr auto here = compile_rules<inner, T>(std::get<I>(description_of<T>.all).inner);
    std::array<condition, rules_of<inner>.size() + here.size()> all{};
    std::size_t at = 0;
    for (const condition& c : rules_of<inner>) all[at++] = c;
    for (const condition& c : here) all[at++] = c;
    return all;
}();

// ---- tables ----

template <class T, std::size_t I>
constexpr const table* child_at();

/// The rows, in canonical order.
template <class T>
inline constexpr std::array<row, row_count<T>> rows_of = []<std::size_t... I>(std::index_sequence<I...>) {
    constexpr const table* children[] = {child_at<T, I>()...};
    std::array<row, row_count<T>> all{};
    const char* name = names_of<T>.data();
    for (std::size_t r = 0; r < all.size(); ++r) {
        const std::uint8_t listed = order_of<T>[r];
        const entry& e = entries_of<T>[listed];
        row& made = all[r];
        if (e.type >= kind::structure) made.child = children[e.field];
        else if (e.type == kind::text || e.type == kind::texts) made.words = e.words;
        else made.number = e.number;
        made.name = name;
        made.offset = e.offset & 0xFFF;
        made.length = e.spelled().size() & 63;
        made.type = e.type;
        made.flags = e.flags & 15u;
        if constexpr (action<T>) {
            unsigned before = 0;
            for (const char* common = common_names(T::call.of->family); *common != '\0'; common = next_word(common))
                if (std::string_view(common) < e.spelled()) ++before;
            made.before = before & 15u;
        }
        name += e.spelled().size();
    }
    return all;
}(std::make_index_sequence<field_count<T>>{});

template <class T, std::size_t N>
constexpr table make_table(const std::array<condition, N>& rules, std::uint8_t max_items) {
    bool looks_into_texts = false;
    for (const condition& c : rules)
        looks_into_texts = looks_into_texts || (c.what & condition::test_bits) >= condition::not_hex;
    return {rows_of<T>.data(),
            rules.data(),
            looks_into_texts ? &text_condition : &no_text_condition,
            static_cast<std::uint16_t>(sizeof(T)),
            static_cast<std::uint16_t>(N),
            static_cast<std::uint8_t>(row_count<T>),
            max_items};
}

/// The table of the structure in field I of T.
template <class T, std::size_t I>
inline constexpr table table_at =
    make_table<structure_at<T, I>>(rules_at<T, I>, std::get<I>(description_of<T>.all).max_items);

/// The table of an action, or of any structure that stands alone.
template <class T>
inline constexpr table table_of = make_table<T>(rules_of<T>, 0);

template <class T, std::size_t I>
constexpr const table* child_at() {
    if constexpr (structured<typename field_at<T, I>::type>) return &table_at<T, I>;
    else return nullptr;
}

} // namespace portwright::detail
