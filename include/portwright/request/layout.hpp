// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Makes the run-time tables of a structure from its description, at compile time: rows in canonical order, names in
// one array, rules as conditions on row numbers.

#include <portwright/core/error.hpp>
#include <portwright/request/raw_root.hpp>
#include <portwright/request/schema.hpp>
#include <portwright/request/table.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

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
inline constexpr kind kind_of = std::derived_from<T, text>     ? kind::text
                                : std::same_as<T, integer>     ? kind::integer
                                : std::same_as<T, truth_value> ? kind::boolean
                                : std::same_as<T, integers>    ? kind::integers
                                : std::same_as<T, texts>       ? kind::texts
                                                               : element_of<T>::as;

template <class T>
concept structured = kind_of<T> >= kind::structure;

/// Whether fields may have the type.
template <class T>
inline constexpr bool is_field_type = !structured<T> || described<typename element_of<T>::type>;

// ---- listed words ----

template <class W>
inline constexpr std::size_t words_size = [] {
    std::size_t n = 1;
    for (const auto& v : W::listed) n += std::string_view(v.spelling).size() + 1;
    return n;
}();

template <class W>
inline constexpr bool has_packable_words = [] {
    for (const auto& v : W::listed) {
        const std::size_t size = std::string_view(v.spelling).size();
        if (size == 0 || size > 255) return false;
    }
    return true;
}();

/// The listed values of a word type.
template <class W>
inline constexpr auto words_of = [] {
    static_assert(has_packable_words<W>, "a listed word has 1 to 255 characters: the list keeps the size in a byte");
    std::array<char, words_size<W>> all{};
    std::size_t at = 0;
    for (const auto& v : W::listed) {
        const std::string_view word = v.spelling;
        all[at++] = static_cast<char>(word.size());
        for (const char c : word) all[at++] = c;
    }
    return all;
}();

// ---- fields as listed, and their order ----

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

/// A field of any structure, once its type has been looked at.
struct entry : schema::field_data {
    kind type = kind::text;
    std::size_t field = 0; ///< its number as listed
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

/// Rows of the table: the fields, and their aliases in answers.
template <class T>
inline constexpr std::size_t row_count = description_of<T>.all.expand(
    [](const auto&... fields) { return (sizeof...(fields) + ... + (fields.alias != nullptr)); });

/// The fields as the author listed them, then their aliases.
template <class T>
inline constexpr auto entries_of = description_of<T>.all.expand([](const auto&... fields) {
    static_assert(row_count<T> < 128 && sizeof(T) <= 256 * sizeof(void*),
                  "a structure has at most 127 fields, and 1 KB, or 2 where pointers have 64 bits");
    std::array<entry, row_count<T>> all{make_entry(fields)...};
    std::size_t next = sizeof...(fields);
    for (std::size_t i = 0; i != sizeof...(fields); ++i) {
        all[i].field = i;
        if (all[i].alias == nullptr) continue;
        all[next] = all[i];
        all[next].name = all[i].alias;
        all[next++].is_alias = true;
    }
    return all;
});

/// What may be wrong with a description: each has a line of its own in sound_description or sound_request.
enum class flaw : std::uint8_t {
    none,
    not_in_place,
    long_name,
    same_name,
    same_member,
    number_bound,
    text_bound,
    item_bound,
    secret_structure,
    // of requests
    bad_name,
    other_member,
    answer_type,
    alias,
};

constexpr bool is_field_name(std::string_view name) noexcept {
    for (const char c : name)
        if (!is_digit(c) && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '_' && c != '-') return false;
    return !name.empty();
}

constexpr flaw flaw_of(const entry& e, std::size_t object_size) noexcept {
    if (e.offset % sizeof(void*) != 0 || e.offset + e.size > object_size) return flaw::not_in_place;
    if (e.spelled().size() > 255) return flaw::long_name;
    const bool is_number = e.type == kind::integer || e.type == kind::integers;
    const bool is_text = e.type == kind::text || e.type == kind::texts;
    if (e.has_number && (!is_number || e.number->low > e.number->high)) return flaw::number_bound;
    if (e.has_text && (!is_text || (e.text->longest != 0 && e.text->shortest > e.text->longest)))
        return flaw::text_bound;
    if (e.has_text && e.text->max_items != 0 && e.type != kind::texts) return flaw::item_bound;
    if (e.max_items != 0 && e.type != kind::structures) return flaw::item_bound;
    if ((e.flags & row::secret) != 0 && e.type >= kind::structure) return flaw::secret_structure;
    return flaw::none;
}

/// The first flaw of a structure.
template <class T>
inline constexpr flaw description_flaw = [] {
    constexpr auto& all = entries_of<T>;
    for (const entry& e : all) {
        if (const flaw found = flaw_of(e, sizeof(T)); found != flaw::none) return found;
        for (const entry& other : all) {
            if (&other == &e) break;
            if (other.spelled() == e.spelled()) return flaw::same_name;
            if (other.offset == e.offset && !e.is_alias && !other.is_alias) return flaw::same_member;
        }
    }
    return flaw::none;
}();

/// Asserts what tables keep in few bits, and what every reader of a structure's bytes relies on.
template <class T>
constexpr bool sound_description() {
    static_assert(std::is_standard_layout_v<T>,
                  "a structure with a schema is plain: no virtual functions, no references, no private members, and "
                  "members in one class only");
    constexpr flaw found = description_flaw<T>;
    static_assert(found != flaw::not_in_place,
                  "a field lies where its schema says, and aligned like a pointer: no packing");
    static_assert(found != flaw::long_name,
                  "a field's name has at most 255 characters: a row keeps its length in a byte");
    static_assert(found != flaw::same_name, "two fields of a structure have the same name");
    static_assert(found != flaw::same_member, "a schema lists the same member twice");
    static_assert(found != flaw::number_bound,
                  "between, at_least and one_of go with an integer or integers, and end above where they begin");
    static_assert(found != flaw::text_bound,
                  "characters and only go with a text or texts, and the longest is not below the shortest");
    static_assert(found != flaw::item_bound,
                  "at_most goes with a list of structures, and the bound of characters on elements with texts");
    static_assert(found != flaw::secret_structure, "secret goes with a text or a number, not with all of a structure");
    return found == flaw::none;
}

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

constexpr std::size_t count_words(const char* words) noexcept {
    std::size_t count = 0;
    for (; *words != 0; words = next_word(words)) ++count;
    return count;
}

// ---- rules ----

/// What may be wrong with a rule: each has a line of its own in assert_rules.
enum class rule_flaw : std::uint8_t {
    none,
    no_field,
    no_value,
    no_date_times,
    no_list,
    no_numbers,
    no_text,
    too_far,
    structure_beside,
};

/// Turns names into rows and values into states, for the fields of T.
template <class T>
struct resolver {
    rule_flaw& found;

    constexpr void refuse(rule_flaw why) const {
        if (found == rule_flaw::none) found = why;
    }

    constexpr std::uint8_t find(std::string_view name) const {
        for (std::uint8_t r = 0; r < row_count<T>; ++r)
            if (entries_of<T>[order_of<T>[r]].spelled() == name) return r;
        refuse(rule_flaw::no_field);
        return 0;
    }
    constexpr const entry& entry_of(std::string_view name) const { return entries_of<T>[order_of<T>[find(name)]]; }

    constexpr unsigned state_of(const entry& e, const schema::operand& value) const {
        unsigned state = state_other;
        if ((e.flags & row::listed) != 0) {
            if (!value.is_number) state = word_index(e.words, value.word);
        } else if (value.is_number) {
            if (e.type == kind::integer && e.has_number) state = static_cast<unsigned>(value.number - e.number->low);
            if (e.type == kind::boolean) state = static_cast<unsigned>(value.number);
        }
        if (state < state_other) return state;
        refuse(rule_flaw::no_value);
        return 0;
    }

    constexpr unsigned listed_states(const entry& e) const {
        unsigned n = state_other + 1;
        if (e.type == kind::boolean) n = 2;
        if (e.type == kind::integer && e.has_number) n = static_cast<unsigned>(e.number->high - e.number->low + 1);
        if ((e.flags & row::listed) != 0) n = static_cast<unsigned>(count_words(e.words));
        if (n <= state_other) return (1u << n) - 1;
        refuse(rule_flaw::no_value);
        return 0;
    }

    constexpr bool is_date_time_field(const char* name) const {
        const entry& e = entry_of(name);
        return e.has_text && e.text->has_characters == &is_date_time;
    }
    constexpr bool is_list_field(const char* name) const { return is_list(entry_of(name).type); }
    constexpr bool is_number_field(const char* name) const { return entry_of(name).type == kind::integer; }

    /// That a test gets fields of the type that it reads.
    constexpr void expect_types(const schema::clause& c) const {
        switch (c.test) {
        case condition::many:
            if (!is_list_field(c.field)) refuse(rule_flaw::no_list);
            break;
        case condition::longer:
            if (!is_list_field(c.field) || !is_list_field(c.other)) refuse(rule_flaw::no_list);
            break;
        case condition::differs:
        case condition::not_below:
        case condition::above:
        case condition::far_above:
            if (!is_number_field(c.field) || !is_number_field(c.other)) refuse(rule_flaw::no_numbers);
            break;
        case condition::not_hex:
            if (entry_of(c.field).type != kind::text) refuse(rule_flaw::no_text);
            break;
        case condition::later:
            if (!is_date_time_field(c.field) || !is_date_time_field(c.other)) refuse(rule_flaw::no_date_times);
            break;
        default: break;
        }
    }

    constexpr unsigned operand_of(const schema::clause& c) const {
        expect_types(c);
        if (c.test != condition::state) {
            const unsigned operand = c.test == condition::many ? static_cast<unsigned>(c.count) : find(c.other);
            if (operand < condition::field_limit) return operand;
            refuse(rule_flaw::too_far);
            return 0;
        }
        const entry& e = entry_of(c.field);
        unsigned states = 0;
        for (int i = 0; i < c.value_count; ++i) states |= 1u << state_of(e, c.values[i]);
        if (c.inverse) states = listed_states(e) & ~states;
        if (c.absent) states |= 1u << state_absent;
        if (c.present) states |= 0xFFFFu & ~(1u << state_absent);
        return states;
    }
};

/// A condition before its operand has a number: a set of states, or the test, and 8 bits of operand below it.
struct unpacked_condition {
    std::uint8_t row = 0;
    bool last = false;
    bool of_parent = false;
    std::uint16_t operand = 0;
    bool is_set = false;

    friend constexpr bool operator==(const unpacked_condition&, const unpacked_condition&) = default;
};

template <std::size_t N>
struct resolved_rules {
    std::array<unpacked_condition, N> conditions{};
    rule_flaw found = rule_flaw::none;
};

/// Resolves clauses on the fields of T, and, marked with ^, on those of the structure Outer around it.
template <class T, class Outer, std::size_t N>
constexpr resolved_rules<N> resolve_rules(const schema::rule_set<N>& set) {
    resolved_rules<N> all;
    const resolver<T> own{all.found};
    const resolver<Outer> outer{all.found};
    for (std::size_t i = 0; i < N; ++i) {
        schema::clause c = set.clauses[i];
        unpacked_condition& made = all.conditions[i];
        made.last = set.last[i];
        made.of_parent = *c.field == '^';
        made.is_set = c.test == condition::state;
        if (made.of_parent) ++c.field;
        made.row = made.of_parent ? outer.find(c.field) : own.find(c.field);
        if (made.row >= condition::field_limit) own.refuse(rule_flaw::too_far);
        if (made.of_parent && outer.entry_of(c.field).type == kind::structure)
            outer.refuse(rule_flaw::structure_beside);
        const unsigned operand = made.of_parent ? outer.operand_of(c) : own.operand_of(c);
        made.operand = static_cast<std::uint16_t>(made.is_set ? operand : unsigned{c.test} << 8 | operand);
    }
    return all;
}

template <rule_flaw Found>
constexpr void assert_rules() {
    static_assert(Found != rule_flaw::no_field, "a rule names a field that does not exist");
    static_assert(Found != rule_flaw::no_value,
                  "a rule names a value that is not listed for the field, or not among the first 14");
    static_assert(Found != rule_flaw::no_date_times, "a rule compares texts that are no date-times");
    static_assert(Found != rule_flaw::no_list, "a rule counts the elements of a field that is no list");
    static_assert(Found != rule_flaw::no_numbers, "a rule compares fields that are no numbers");
    static_assert(Found != rule_flaw::no_text, "a rule asks for hexadecimal digits in a field that is no text");
    static_assert(Found != rule_flaw::too_far, "a rule counts to 31 at most, and is about the first 32 fields");
    static_assert(Found != rule_flaw::structure_beside,
                  "a rule asks whether a structure beside its own is there, which the walk does not know yet");
}

template <class T>
inline constexpr auto unpacked_rules_of = [] {
    constexpr auto resolved = resolve_rules<T, T>(description_of<T>.own);
    assert_rules<resolved.found>();
    return resolved.conditions;
}();

/// The rules of the structure in field I of T: its own, then those of the place where it stands.
template <class T, std::size_t I>
inline constexpr auto unpacked_rules_at = [] {
    using inner = structure_at<T, I>;
    constexpr auto here = resolve_rules<inner, T>(schema::get<I>(description_of<T>.all).inner);
    assert_rules<here.found>();
    constexpr std::size_t own = unpacked_rules_of<inner>.size();
    std::array<unpacked_condition, own + here.conditions.size()> made{};
    for (std::size_t i = 0; i != own; ++i) made[i] = unpacked_rules_of<inner>[i];
    for (std::size_t i = own; i != made.size(); ++i) made[i] = here.conditions[i - own];
    return made;
}();

/// The rules of a table while they are made.
template <std::size_t N>
struct rule_draft {
    std::array<condition, N> conditions{};
    std::array<std::uint16_t, N> state_sets{};
    std::array<std::uint32_t, N> row_sets{};
    std::size_t condition_count = 0;
    std::size_t state_set_count = 0;
    std::size_t row_set_count = 0;
    bool fits = true; ///< the numbers of all sets into a condition

    constexpr void add(const unpacked_condition& c, condition::test test, std::size_t operand) {
        fits = fits && operand < condition::field_limit;
        conditions[condition_count++].bits = static_cast<std::uint16_t>(
            c.row | operand * condition::field_limit | unsigned{test} << condition::test_shift |
            (c.last ? condition::last : 0u) | (c.of_parent ? condition::of_parent : 0u));
    }
    constexpr void add(const unpacked_condition& c) {
        if (!c.is_set) return add(c, static_cast<condition::test>(c.operand >> 8), c.operand & 0xFF);
        if (c.operand == absent_states) return add(c, condition::absent, 0);
        if (c.operand == present_states) return add(c, condition::present, 0);
        add(c, condition::state, number_of(c.operand, state_sets, state_set_count));
    }

    /// The number of `one` among the first `count` of `all`, where it is put if it is not one of them.
    template <class T>
    static constexpr std::size_t number_of(T one, std::array<T, N>& all, std::size_t& count) {
        std::size_t at = 0;
        while (at != count && all[at] != one) ++at;
        if (at == count) all[count++] = one;
        return at;
    }
};

/// Makes one rule of those that differ only in the field that must not be given.
template <std::size_t N>
constexpr rule_draft<N> draft_rules(const std::array<unpacked_condition, N>& unpacked) {
    constexpr auto rule_end = [](const auto& all, std::size_t from) {
        while (!all[from].last) ++from;
        return from + 1;
    };
    const auto begins_with_given = [&unpacked](std::size_t at) {
        return unpacked[at].is_set && unpacked[at].operand == present_states && !unpacked[at].of_parent &&
               !unpacked[at].last;
    };
    rule_draft<N> made;
    std::array<bool, N + 1> done{};
    for (std::size_t from = 0; from < N; from = rule_end(unpacked, from)) {
        const std::size_t end = rule_end(unpacked, from);
        if (done[from]) continue;
        std::uint32_t rows = 0;
        for (std::size_t other = from; begins_with_given(from) && other < N; other = rule_end(unpacked, other)) {
            bool same = begins_with_given(other) && rule_end(unpacked, other) - other == end - from;
            for (std::size_t i = 1; same && i != end - from; ++i) same = unpacked[other + i] == unpacked[from + i];
            if (!same) continue;
            rows |= std::uint32_t{1} << unpacked[other].row;
            done[other] = true;
        }
        if ((rows & (rows - 1)) == 0) made.add(unpacked[from]);
        else made.add(unpacked[from], condition::any_present, made.number_of(rows, made.row_sets, made.row_set_count));
        for (std::size_t i = from + 1; i != end; ++i) made.add(unpacked[i]);
    }
    return made;
}

template <const auto& Unpacked>
inline constexpr auto drafted_rules = draft_rules(Unpacked);

/// The conditions and the sets, as they lie behind one pointer.
template <const auto& Unpacked>
inline constexpr auto packed_rules = [] {
    constexpr auto& draft = drafted_rules<Unpacked>;
    constexpr std::size_t sets = draft.condition_count + draft.state_set_count;
    static_assert(draft.condition_count < 256 && draft.fits, "a structure has too many conditions");
    std::array<condition, sets + 2 * draft.row_set_count> made{};
    for (std::size_t i = 0; i < draft.condition_count; ++i) made[i] = draft.conditions[i];
    for (std::size_t i = 0; i < draft.state_set_count; ++i) made[draft.condition_count + i].bits = draft.state_sets[i];
    for (std::size_t i = 0; i < draft.row_set_count; ++i) {
        made[sets + 2 * i].bits = static_cast<std::uint16_t>(draft.row_sets[i]);
        made[sets + 2 * i + 1].bits = static_cast<std::uint16_t>(draft.row_sets[i] >> 16);
    }
    return made;
}();

// ---- tables ----

/// One object for all short arrays that are equal: several structures have the same names, and the same rules. Equal
/// template arguments make it one object, and they are in its symbol, packed into few words so that a map file stays
/// readable. Long arrays hardly repeat themselves, and are called after their structure.
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

inline constexpr std::size_t max_shared_size = 64; ///< in bytes: 8 words

/// The elements of the array: of one that is shared with its equals, where it is short.
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

/// The rules. Those that look at the structure around are not shared: their message finds the structure by its rules.
template <const auto& Unpacked>
constexpr const condition* rules_of() {
    bool of_parent = false;
    for (const unpacked_condition& c : Unpacked) of_parent = of_parent || c.of_parent;
    return of_parent ? packed_rules<Unpacked>.data() : share<packed_rules<Unpacked>>();
}

template <class T, std::size_t I>
constexpr const table* child_at();

/// The rows, in canonical order.
template <class T>
inline constexpr std::array<row, row_count<T>> rows_of = []<std::size_t... I>(std::index_sequence<I...>) {
    constexpr const table* children[] = {child_at<T, I>()...};
    std::array<row, row_count<T>> all{};
    for (std::size_t r = 0; r < all.size(); ++r) {
        const std::uint8_t listed = order_of<T>[r];
        const entry& e = entries_of<T>[listed];
        row& made = all[r];
        if (e.type >= kind::structure) made.child = children[e.field];
        else if ((e.flags & row::listed) != 0) made.words = e.words;
        else if (e.type == kind::text || e.type == kind::texts) made.text = e.text;
        else made.number = e.number;
        made.pointer_offset = static_cast<std::uint8_t>(e.offset / sizeof(void*));
        made.length = static_cast<std::uint8_t>(e.spelled().size());
        made.type = e.type;
        made.flags = e.flags & 15u;
        if (e.is_alias) made.common_before = row::alias;
        else if (e.not_empty) made.common_before = row::filled;
        if constexpr (action<T>) {
            unsigned before = 0;
            for (const char* common = portwright::system_of<T>::common_names.data(); *common != '\0';
                 common = next_word(common))
                if (word_text(common) < e.spelled()) ++before;
            made.common_before = before & 15u;
        }
    }
    return all;
}(std::make_index_sequence<field_count<T>>{});

/// The names of an action, and the word that its family has between a list's name and a subscript.
template <class T>
inline constexpr auto names_and_word_of = [] {
    constexpr std::string_view word = portwright::system_of<T>::list_word;
    std::array<char, names_size<T> + word.size()> all{};
    std::size_t at = 0;
    for (const char c : names_of<T>) all[at++] = c;
    for (const char c : word) all[at++] = c;
    return all;
}();

template <class T, const auto& Unpacked>
constexpr table make_table(std::uint8_t max_items) {
    static_assert(sound_description<T>());
    constexpr auto& draft = drafted_rules<Unpacked>;
    static_assert(Unpacked.size() == 0 || row_count<T> <= 32, "a structure with rules has at most 32 fields");
    return {rows_of<T>.data(),
            share<names_of<T>>(),
            rules_of<Unpacked>(),
            static_cast<std::uint16_t>(sizeof(T)),
            static_cast<std::uint8_t>(draft.condition_count),
            static_cast<std::uint8_t>(draft.state_set_count),
            static_cast<std::uint8_t>(row_count<T>),
            max_items};
}

/// The table of the structure in field I of T.
template <class T, std::size_t I>
inline constexpr table table_at =
    make_table<structure_at<T, I>, unpacked_rules_at<T, I>>(schema::get<I>(description_of<T>.all).max_items);

/// The table of an action, or of any structure that stands alone.
template <class T>
inline constexpr table table_of = make_table<T, unpacked_rules_of<T>>(0);

template <class T, std::size_t I = 0>
constexpr flaw request_flaw() {
    if constexpr (I == field_count<T>) {
        std::size_t size = 0;
        for (const entry& e : entries_of<T>) {
            if (!is_field_name(e.spelled())) return flaw::bad_name;
            if (e.is_alias) return flaw::alias;
            if ((e.type >= kind::text_sequence && e.type < kind::structure) || e.type == kind::structure_sequence ||
                e.type == kind::structure_map)
                return flaw::answer_type;
            size += e.size;
        }
        return size == sizeof(T) ? flaw::none : flaw::other_member;
    } else {
        if constexpr (structured<typename field_at<T, I>::type>)
            if (const flaw inside = request_flaw<structure_at<T, I>>(); inside != flaw::none) return inside;
        return request_flaw<T, I + 1>();
    }
}

/// Asserts what the walk over a request's bytes relies on beyond that.
template <action T>
constexpr bool sound_request() {
    constexpr flaw found = request_flaw<T>();
    static_assert(found != flaw::bad_name,
                  "a field's name consists of letters, digits, _ and -, which go over the wire as they are");
    static_assert(
        found != flaw::other_member,
        "an action, and each structure in it, has only fields for members, and lists all of them in schema()");
    static_assert(found != flaw::answer_type,
                  "a request takes texts, integers and list<T>; sequence<T> and keyed<T> are for answers");
    static_assert(found != flaw::alias, "an alias is for the fields of answers");
    constexpr const char* common = portwright::system_of<T>::common_names.data();
    constexpr bool has_own_names = [] {
        for (const entry& e : entries_of<T>) {
            if (e.spelled() == "Signature") return false;
            for (const char* name = common; *name != 0; name = next_word(name))
                if (word_text(name) == e.spelled()) return false;
        }
        return true;
    }();
    static_assert(has_own_names, "a field has the name of a common parameter, which comes from the context");
    static_assert(count_words(common) < row::alias - 1,
                  "an API has at most 13 common parameters: a row counts in 4 bits");
    static_assert(T::call.service->index_base <= 1, "the first subscript of an API is 0 or 1");
    return true;
}

template <action T>
inline constexpr action_table table_of<T> = [] {
    static_assert(sound_request<T>());
    constexpr table rows = [] {
        table whole = make_table<T, unpacked_rules_of<T>>(0);
        if constexpr (constexpr std::string_view word = portwright::system_of<T>::list_word; !word.empty()) {
            whole.names = names_and_word_of<T>.data();
            whole.list_word_size = static_cast<std::uint8_t>(word.size());
        }
        return whole;
    }();
    constexpr action_table made{rows, T::call, has_rare_tests(rows) ? &holds_rare_test : nullptr};
    static_assert(depth_of(made) <= request_depth, "a request is at most five structures deep");
    return made;
}();

template <class T, std::size_t I>
constexpr const table* child_at() {
    if constexpr (structured<typename field_at<T, I>::type>) return &table_at<T, I>;
    else return nullptr;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
