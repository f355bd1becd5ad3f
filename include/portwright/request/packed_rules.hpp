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

/// The rules of a table while they are put together, in arrays of rule_draft.
struct rule_drafter {
    condition* conditions;
    std::uint32_t* state_sets;
    std::uint32_t* row_sets;
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
    static constexpr std::size_t number_of(std::uint32_t set, std::uint32_t* sets, std::size_t& count) {
        std::size_t number = 0;
        while (number != count && sets[number] != set) ++number;
        if (number == count) sets[count++] = set;
        return number;
    }
};

constexpr const unpacked_condition* rule_end(const unpacked_condition* rule) noexcept {
    while (!rule->last) ++rule;
    return rule + 1;
}

constexpr bool begins_with_given(const unpacked_condition& first) noexcept {
    return first.operand == present_states && first.has_states && !first.of_parent && !first.last;
}

/// Whether two rules are the same but for their first conditions.
constexpr bool continue_alike(const unpacked_condition* one, const unpacked_condition* other) noexcept {
    for (; one->last == other->last; ++one, ++other) {
        if (one->last) return true;
        if (!(one[1] == other[1])) return false;
    }
    return false;
}

/// Merges rules that differ only in the field that must not be set: `refuse(given("A"), X)` and `refuse(given("B"), X)`
/// become one rule with the set of fields {A, B}. `is_merged` has room for each condition.
constexpr void draft_rules(const unpacked_condition* unpacked, std::size_t count, bool* is_merged,
                           rule_drafter& made) noexcept {
    const unpacked_condition* const end = unpacked + count;
    for (const unpacked_condition* rule = unpacked; rule != end; rule = rule_end(rule)) {
        if (is_merged[rule - unpacked]) continue;
        std::uint32_t rows = 0;
        if (begins_with_given(*rule)) {
            rows = std::uint32_t{1} << rule->row;
            for (const unpacked_condition* other = rule_end(rule); other != end; other = rule_end(other)) {
                if (!begins_with_given(*other) || !continue_alike(rule, other)) continue;
                rows |= std::uint32_t{1} << other->row;
                is_merged[other - unpacked] = true;
            }
        }
        if ((rows & (rows - 1)) == 0) made.add(*rule);
        else made.add(*rule, condition::any_present, made.number_of(rows, made.row_sets, made.row_set_count));
        for (const unpacked_condition* c = rule; !c->last;) made.add(*++c);
    }
}

/// Drafted rules. Each array is as long as all of them may become.
template <std::size_t N>
struct rule_draft {
    condition conditions[N + 1] = {};
    std::uint32_t state_sets[N + 1] = {};
    std::uint32_t row_sets[N + 1] = {};
    std::size_t condition_count = 0;
    std::size_t state_set_count = 0;
    std::size_t row_set_count = 0;
    bool fits = true;

    constexpr explicit rule_draft(const std::array<unpacked_condition, N>& unpacked) noexcept {
        if constexpr (N != 0) {
            bool is_merged[N] = {};
            rule_drafter made{conditions, state_sets, row_sets};
            draft_rules(unpacked.data(), N, is_merged, made);
            condition_count = made.condition_count;
            state_set_count = made.state_set_count;
            row_set_count = made.row_set_count;
            fits = made.fits;
        }
    }
};

template <const auto& Unpacked>
inline constexpr rule_draft<Unpacked.size()> drafted_rules{Unpacked};

/// The conditions, the sets of states and the sets of rows in one array, as a table points to it.
template <const auto& Unpacked>
inline constexpr auto packed_rules = [] {
    constexpr auto& draft = drafted_rules<Unpacked>;
    static_assert(draft.condition_count < 256 && draft.fits, "a structure has too many conditions");
    std::array<condition, draft.condition_count + draft.state_set_count + 2 * draft.row_set_count> made{};
    condition* to = made.data();
    for (std::size_t i = 0; i != draft.condition_count; ++i) *to++ = draft.conditions[i];
    for (std::size_t i = 0; i != draft.state_set_count; ++i)
        to++->bits = static_cast<std::uint16_t>(draft.state_sets[i]);
    for (std::size_t i = 0; i != draft.row_set_count; ++i) {
        to++->bits = static_cast<std::uint16_t>(draft.row_sets[i]);
        to++->bits = static_cast<std::uint16_t>(draft.row_sets[i] >> 16);
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
