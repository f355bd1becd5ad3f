// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Rules as they are written, on names and words, become conditions on row numbers and states.

#include <portwright/request/characters.hpp>
#include <portwright/request/entries.hpp>
#include <portwright/request/table.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

constexpr std::size_t count_words(const char* words) noexcept {
    std::size_t count = 0;
    for (; *words != 0; words = next_word(words)) ++count;
    return count;
}

/// What may be wrong with a rule. Each flaw has a static_assert in assert_rules.
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

/// Turns the names in a rule into row numbers and its values into states, for the fields of T. What is wrong goes into
/// `flaw`, where the first one stays.
template <class T>
struct resolver {
    rule_flaw& flaw;

    constexpr void refuse(rule_flaw why) const {
        if (flaw == rule_flaw::none) flaw = why;
    }

    constexpr std::uint8_t find_row(std::string_view name) const {
        for (std::uint8_t r = 0; r < row_count<T>; ++r)
            if (entries_of<T>[order_of<T>[r]].spelled() == name) return r;
        refuse(rule_flaw::no_field);
        return 0;
    }
    constexpr const entry& entry_of(std::string_view name) const { return entries_of<T>[order_of<T>[find_row(name)]]; }

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

    /// The states of all listed values of a field, a bit for each.
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

    /// Refuses a clause whose test cannot read fields of that type.
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

    /// The operand of the clause's condition: a set of states for a test of the state, otherwise a count or a row.
    constexpr unsigned operand_of(const schema::clause& c) const {
        expect_types(c);
        if (c.test != condition::state) {
            const unsigned operand = c.test == condition::many ? static_cast<unsigned>(c.count) : find_row(c.other);
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

/// A condition whose set of states still stands in it, and not in the table's list of sets.
struct unpacked_condition {
    std::uint8_t row = 0;
    bool last = false; ///< it ends its rule
    bool of_parent = false; ///< its row is of the enclosing structure
    std::uint16_t operand = 0; ///< the set of states; otherwise the test, and in the low byte its operand
    bool has_states = false; ///< whether the operand is a set of states

    friend constexpr bool operator==(const unpacked_condition&, const unpacked_condition&) = default;
};

template <std::size_t N>
struct resolved_rules {
    std::array<unpacked_condition, N> conditions{};
    rule_flaw flaw = rule_flaw::none;
};

/// Resolves the clauses of rules about the fields of T. Names that begin with ^ are of Outer, the structure around T.
template <class T, class Outer, std::size_t N>
constexpr resolved_rules<N> resolve_rules(const schema::rule_set<N>& set) {
    resolved_rules<N> all;
    const resolver<T> own{all.flaw};
    const resolver<Outer> outer{all.flaw};
    for (std::size_t i = 0; i < N; ++i) {
        schema::clause c = set.clauses[i];
        unpacked_condition& made = all.conditions[i];
        made.last = set.last[i];
        made.of_parent = *c.field == '^';
        made.has_states = c.test == condition::state;
        if (made.of_parent) ++c.field;
        made.row = made.of_parent ? outer.find_row(c.field) : own.find_row(c.field);
        if (made.row >= condition::field_limit) own.refuse(rule_flaw::too_far);
        if (made.of_parent && outer.entry_of(c.field).type == kind::structure)
            outer.refuse(rule_flaw::structure_beside);
        const unsigned operand = made.of_parent ? outer.operand_of(c) : own.operand_of(c);
        made.operand = static_cast<std::uint16_t>(made.has_states ? operand : unsigned{c.test} << 8 | operand);
    }
    return all;
}

template <rule_flaw Flaw>
constexpr void assert_rules() {
    static_assert(Flaw != rule_flaw::no_field, "a rule names a field that does not exist");
    static_assert(Flaw != rule_flaw::no_value,
                  "a rule names a value that is not listed for the field, or not among the first 14");
    static_assert(Flaw != rule_flaw::no_date_times, "a rule compares texts that are no date-times");
    static_assert(Flaw != rule_flaw::no_list, "a rule counts the elements of a field that is no list");
    static_assert(Flaw != rule_flaw::no_numbers, "a rule compares fields that are no numbers");
    static_assert(Flaw != rule_flaw::no_text, "a rule asks for hexadecimal digits in a field that is no text");
    static_assert(Flaw != rule_flaw::too_far, "a rule counts to 31 at most, and is about the first 32 fields");
    static_assert(Flaw != rule_flaw::structure_beside,
                  "a rule asks whether a structure beside its own is there, which the walk does not know yet");
}

/// The rules that T has wherever it stands.
template <class T>
inline constexpr auto unpacked_rules_of = [] {
    constexpr auto resolved = resolve_rules<T, T>(description_of<T>.own);
    assert_rules<resolved.flaw>();
    return resolved.conditions;
}();

/// The rules of the structure in field I of T: those that it has wherever it stands, then those that T has for this
/// field.
template <class T, std::size_t I>
inline constexpr auto unpacked_rules_at = [] {
    using inner = structure_at<T, I>;
    constexpr auto placed = resolve_rules<inner, T>(schema::get<I>(description_of<T>.all).inner);
    assert_rules<placed.flaw>();
    constexpr std::size_t own = unpacked_rules_of<inner>.size();
    std::array<unpacked_condition, own + placed.conditions.size()> made{};
    for (std::size_t i = 0; i != own; ++i) made[i] = unpacked_rules_of<inner>[i];
    for (std::size_t i = own; i != made.size(); ++i) made[i] = placed.conditions[i - own];
    return made;
}();

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
