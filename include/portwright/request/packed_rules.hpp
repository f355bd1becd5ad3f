// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The rules of a structure as they lie in an image: 16 bits a condition, and equal sets once.

#include <portwright/request/rule_resolver.hpp>
#include <portwright/request/shared_array.hpp>
#include <portwright/request/table.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// The rules of a table while they are put together.
template <std::size_t N>
struct rule_draft {
    std::array<condition, N> conditions{};
    std::array<std::uint16_t, N> state_sets{};
    std::array<std::uint32_t, N> row_sets{};
    std::size_t condition_count = 0;
    std::size_t state_set_count = 0;
    std::size_t row_set_count = 0;
    bool fits = true; ///< the number of each set fits into a condition's operand

    constexpr void add(const unpacked_condition& c, condition::test test, std::size_t operand) {
        fits = fits && operand < condition::field_limit;
        conditions[condition_count++].bits = static_cast<std::uint16_t>(
            c.row | operand * condition::field_limit | unsigned{test} << condition::test_shift |
            (c.last ? condition::last : 0u) | (c.of_parent ? condition::of_parent : 0u));
    }
    constexpr void add(const unpacked_condition& c) {
        if (!c.has_states) return add(c, static_cast<condition::test>(c.operand >> 8), c.operand & 0xFF);
        if (c.operand == absent_states) return add(c, condition::absent, 0);
        if (c.operand == present_states) return add(c, condition::present, 0);
        add(c, condition::state, number_of(c.operand, state_sets, state_set_count));
    }

    /// The number of a set among the first `count` of `sets`. A new one is added.
    template <class T>
    static constexpr std::size_t number_of(T set, std::array<T, N>& sets, std::size_t& count) {
        std::size_t number = 0;
        while (number != count && sets[number] != set) ++number;
        if (number == count) sets[count++] = set;
        return number;
    }
};

/// Merges rules that differ only in the field that must not be set: `refuse(given("A"), X)` and `refuse(given("B"), X)`
/// become one rule with the set of fields {A, B}.
template <std::size_t N>
constexpr rule_draft<N> draft_rules(const std::array<unpacked_condition, N>& unpacked) {
    constexpr auto rule_end = [](const auto& all, std::size_t i) {
        while (!all[i].last) ++i;
        return i + 1;
    };
    const auto begins_with_given = [&unpacked](std::size_t first) {
        return unpacked[first].has_states && unpacked[first].operand == present_states && !unpacked[first].of_parent &&
               !unpacked[first].last;
    };
    rule_draft<N> made;
    std::array<bool, N + 1> is_merged{};
    for (std::size_t first = 0; first < N; first = rule_end(unpacked, first)) {
        const std::size_t end = rule_end(unpacked, first);
        if (is_merged[first]) continue;
        std::uint32_t rows = 0;
        for (std::size_t other = first; begins_with_given(first) && other < N; other = rule_end(unpacked, other)) {
            bool same = begins_with_given(other) && rule_end(unpacked, other) - other == end - first;
            for (std::size_t i = 1; same && i != end - first; ++i) same = unpacked[other + i] == unpacked[first + i];
            if (!same) continue;
            rows |= std::uint32_t{1} << unpacked[other].row;
            is_merged[other] = true;
        }
        if ((rows & (rows - 1)) == 0) made.add(unpacked[first]);
        else made.add(unpacked[first], condition::any_present, made.number_of(rows, made.row_sets, made.row_set_count));
        for (std::size_t i = first + 1; i != end; ++i) made.add(unpacked[i]);
    }
    return made;
}

template <const auto& Unpacked>
inline constexpr auto drafted_rules = draft_rules(Unpacked);

/// The conditions, the sets of states and the sets of rows in one array, as a table points to it.
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

/// The array that a table points to. Structures with equal rules share it, unless a rule looks at the enclosing
/// structure: the message for such a rule finds the structure by the address of its rules.
template <const auto& Unpacked>
constexpr const condition* rules_of() {
    bool of_parent = false;
    for (const unpacked_condition& c : Unpacked) of_parent = of_parent || c.of_parent;
    return of_parent ? packed_rules<Unpacked>.data() : share<packed_rules<Unpacked>>();
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
