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

/// The fields of a structure, as rules name them. No template: what is done for each clause is compiled once.
struct ruled_fields {
    const entry* entries;
    const std::uint8_t* order; ///< order[row] is the number of the row's entry
    std::size_t count;

    constexpr const entry& operator[](std::size_t row) const noexcept { return entries[order[row]]; }
};

template <class T>
constexpr ruled_fields ruled_fields_of() noexcept {
    return {entries_of<T>.data(), order_of<T>.data(), row_count<T>};
}

/// Turns the names in a rule into row numbers and its values into states. What is wrong goes into `flaw`, where the
/// first one stays.
struct resolver {
    ruled_fields fields;
    rule_flaw& flaw;

    constexpr void refuse(rule_flaw why) const {
        if (flaw == rule_flaw::none) flaw = why;
    }

    constexpr std::uint8_t find_row(const char* name) const {
        for (std::size_t r = 0; r != fields.count; ++r)
            if (is_same_name(fields[r].name, name)) return static_cast<std::uint8_t>(r);
        refuse(rule_flaw::no_field);
        return 0;
    }

    constexpr unsigned state_of(const entry& e, const schema::operand& value) const {
        unsigned state = state_other;
        if ((e.flags & row::listed) != 0) {
            if (!value.is_number) state = find_word(e.words, value.word);
        } else if (value.is_number) {
            if (e.type == kind::integer && e.has_number) state = static_cast<unsigned>(value.number - e.number->low);
            if (e.type == kind::boolean) state = static_cast<unsigned>(value.number);
        }
        if (state < state_other) return state;
        refuse(rule_flaw::no_value);
        return 0;
    }

    /// word_index() in fewer steps.
    static constexpr unsigned find_word(const char* words, const char* name) noexcept {
        const std::size_t size = measure_name(name);
        for (unsigned i = 0; *words != '\0'; ++i, words = next_word(words)) {
            if (static_cast<unsigned char>(*words) != size || words[1] != *name) continue;
            if (word_text(words) == std::string_view(name, size)) return i;
        }
        return state_other;
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

    static constexpr bool is_date_time_field(const entry& e) {
        return e.has_text && e.text->has_characters == &is_date_time;
    }

    /// Refuses a test that cannot read fields of those types. `other` is the second field, where the test has one.
    constexpr void expect_types(condition::test test, const entry& e, const entry& other) const {
        switch (test) {
        case condition::many:
        case condition::longer:
            if (!is_list(e.type) || !is_list(other.type)) refuse(rule_flaw::no_list);
            break;
        case condition::differs:
        case condition::not_below:
        case condition::above:
        case condition::far_above:
            if (e.type != kind::integer || other.type != kind::integer) refuse(rule_flaw::no_numbers);
            break;
        case condition::not_hex:
            if (e.type != kind::text) refuse(rule_flaw::no_text);
            break;
        case condition::later:
            if (!is_date_time_field(e) || !is_date_time_field(other)) refuse(rule_flaw::no_date_times);
            break;
        default: break;
        }
    }

    /// The operand of the condition of a clause on that field: a set of states for a test of the state, otherwise a
    /// count or a row.
    constexpr unsigned operand_of(const schema::clause& c, const entry& e) const {
        if (c.test != condition::state) {
            const bool counts = c.test == condition::many;
            const unsigned operand = counts ? static_cast<unsigned>(c.count) : find_row(c.other);
            expect_types(c.test, e, counts ? e : fields[operand]);
            if (operand < condition::field_limit) return operand;
            refuse(rule_flaw::too_far);
            return 0;
        }
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

/// Resolves a clause of a rule about the fields of `own`. A name with ^ before it is of `outer`, the structure around.
constexpr unpacked_condition resolve_clause(const schema::clause& c, const resolver& own, const resolver& outer) {
    unpacked_condition made;
    made.of_parent = *c.field == '^';
    made.has_states = c.test == condition::state;
    const resolver& subject = made.of_parent ? outer : own;
    made.row = subject.find_row(made.of_parent ? c.field + 1 : c.field);
    if (made.row >= condition::field_limit) subject.refuse(rule_flaw::too_far);
    const entry& e = subject.fields[made.row];
    if (made.of_parent && e.type == kind::structure) subject.refuse(rule_flaw::structure_beside);
    const unsigned operand = subject.operand_of(c, e);
    made.operand = static_cast<std::uint16_t>(made.has_states ? operand : unsigned{c.test} << 8 | operand);
    return made;
}

/// Resolves the clauses of rules about the fields of T, which lies in an Outer.
template <class T, class Outer, std::size_t N>
constexpr resolved_rules<N> resolve_rules(const schema::rule_set<N>& set) {
    resolved_rules<N> all;
    if constexpr (N != 0) {
        const resolver own{ruled_fields_of<T>(), all.flaw};
        const resolver outer{ruled_fields_of<Outer>(), all.flaw};
        unpacked_condition* made = all.conditions.data();
        const bool* last = set.last.data();
        for (const schema::clause *c = set.clauses.data(), *const end = c + N; c != end; ++c, ++made, ++last) {
            *made = resolve_clause(*c, own, outer);
            made->last = *last;
        }
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
    unpacked_condition* to = made.data();
    for (const unpacked_condition& c : unpacked_rules_of<inner>) *to++ = c;
    for (const unpacked_condition& c : placed.conditions) *to++ = c;
    return made;
}();

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
