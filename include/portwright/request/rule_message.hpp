// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Rules between parameters as sentences, which are made from the conditions that the walk checks: a rule is written
// down once.
//
//     listeners.n.timeOut must be below intervalTime
//     ProxyId is required when GroupId is absent
//     HealthCheck is allowed only when Protocol is TCP, UDP, TCP_SSL or QUIC

#include <portwright/core/output.hpp>
#include <portwright/encoding/decimal.hpp>
#include <portwright/request/table.hpp>

#include <bit>
#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Writes one rule of a structure. The sentence goes on from the name of the parameter that the rule's first condition
/// blames, which the caller has written.
class rule_writer {
public:
    /// `enclosing` is the structure around `structure`; null where there is none.
    constexpr rule_writer(output& out, const table& structure, const table* enclosing, const condition* rule) noexcept
        : out_(out), structure_(structure), enclosing_(enclosing), rule_(rule) {}

    /// Writes what a good request must have: "must be below intervalTime".
    constexpr void demand() noexcept { write(); }

    /// Writes what is wrong with a request, and the blamed number where there is one: "5 is not below intervalTime".
    constexpr void complain(bool has_number, std::int64_t number) noexcept {
        complains_ = true;
        has_number_ = has_number;
        number_ = number;
        write();
    }

private:
    static constexpr std::uint16_t absent = absent_states;
    static constexpr std::uint16_t present = present_states;

    struct pair {
        std::string_view demand;
        std::string_view complaint;
    };

    /// What a condition tests. For a merged rule, any_present is taken for "is set": the message names only the field
    /// that is blamed.
    constexpr question question_of(const condition& c) const noexcept {
        const question asked = structure_.question_of(c);
        return asked.test == condition::any_present ? question{condition::state, present} : asked;
    }
    constexpr condition::test test_of(const condition& c) const noexcept { return question_of(c).test; }
    constexpr unsigned operand(const condition& c) const noexcept { return question_of(c).operand; }
    static constexpr bool ends(const condition& c) noexcept { return c.is_last(); }
    constexpr const table& table_with(const condition& c) const noexcept {
        return c.is_of_parent() ? *enclosing_ : structure_;
    }
    constexpr const row& field(const condition& c) const noexcept { return table_with(c).rows[c.field()]; }
    constexpr std::string_view name(const condition& c) const noexcept { return table_with(c).name(c.field()); }

    constexpr void write() noexcept {
        const condition& c = *rule_;
        if (test_of(c) == condition::state) {
            if (!complains_ && (operand(c) == present || operand(c) == absent)) out_.write("is ");
            return write_state_rule(c);
        }
        if (!complains_) out_.write("must ");
        if (has_number_ && test_of(c) >= condition::not_below && test_of(c) <= condition::far_above) {
            write_decimal(out_, number_);
            out_.write(test_of(c) == condition::differs ? " " : " is ");
        }
        const pair words = test_words(test_of(c));
        out_.write(complains_ ? words.complaint : words.demand);
        write_operand(c);
        write_when(c);
    }

    static constexpr pair test_words(condition::test what) noexcept {
        switch (what) {
        case condition::many: return {"have at most ", "more than "};
        case condition::longer: return {"not have more elements than ", "more elements than "};
        case condition::not_below: return {"be below ", "not below "};
        case condition::above: return {"not be above ", "above "};
        case condition::differs: return {"equal ", "differs from "};
        case condition::far_above: return {"be at most a day after ", "more than a day after "};
        case condition::not_hex: return {"be an even number of 0-9 A-F", "not an even number of 0-9 A-F"};
        case condition::later: return {"not be after ", "after "};
        default: return {"", ""};
        }
    }

    constexpr void write_operand(const condition& c) noexcept {
        if (test_of(c) == condition::not_hex) return;
        if (test_of(c) == condition::many) {
            write_decimal(out_, operand(c));
            out_.write(operand(c) == 1 ? " element" : " elements");
        } else {
            out_.write(table_with(c).name(operand(c)));
        }
    }

    constexpr void write_state_rule(const condition& c) noexcept {
        if (operand(c) == absent) {
            out_.write("required");
            return write_when(c);
        }
        const bool one_value = operand(c) != present && std::has_single_bit(operand(c));
        if (operand(c) == present || (one_value && !ends(c) && ends(rule_[1]))) {
            if (one_value) {
                write_states(c, operand(c), " or ");
                out_.write(" is ");
            }
            return write_refusal(c);
        }
        const bool listed = has_shorter_opposite(c);
        out_.write(listed ? "must be " : "must not be ");
        write_states(c, listed ? other_states(c) : operand(c), " or ");
        write_when(c);
    }

    /// Writes why the blamed field must not be set.
    constexpr void write_refusal(const condition& c) noexcept {
        if (ends(c)) return out_.write("not allowed");
        const condition& next = rule_[1];
        if (test_of(next) == condition::state && operand(next) == present) {
            out_.write("not allowed together with ");
            out_.write(name(next));
            return write_when(next);
        }
        if (ends(next) && has_shorter_opposite(next)) {
            out_.write("allowed only when ");
            return write_opposite(next);
        }
        out_.write("not allowed");
        write_when(c);
    }

    /// Writes the conditions after `c`.
    constexpr void write_when(const condition& c) noexcept {
        std::string_view word = " when ";
        for (const condition* current = &c; !ends(*current);) {
            ++current;
            out_.write(word);
            write_condition(*current);
            word = !ends(*current) && ends(current[1]) ? std::string_view{" and "} : std::string_view{", "};
        }
    }

    constexpr void write_condition(const condition& c) noexcept {
        out_.write(name(c));
        if (test_of(c) != condition::state) {
            out_.write(test_of(c) <= condition::longer ? " has " : test_of(c) == condition::differs ? " " : " is ");
            out_.write(test_words(test_of(c)).complaint);
            return write_operand(c);
        }
        out_.write(" is ");
        if (operand(c) == present) return out_.write("given");
        if (count_states(operand(c)) > count_states(other_states(c)) && other_states(c) != 0) {
            out_.write(std::has_single_bit(other_states(c)) ? "not " : "none of ");
            return write_states(c, other_states(c), " and ");
        }
        write_states(c, operand(c), " or ");
    }

    /// Not std::popcount: ESP-IDF has a macro of that name, which renames the function if it is defined before <bit>.
    static constexpr int count_states(unsigned states) noexcept { return __builtin_popcount(states); }

    /// Whether the opposite of a condition, which is what is allowed, takes fewer words.
    constexpr bool has_shorter_opposite(const condition& c) const noexcept {
        if (test_of(c) != condition::state) return test_of(c) == condition::many;
        return operand(c) == absent ||
               (other_states(c) != 0 && count_states(other_states(c)) <= count_states(operand(c)));
    }

    constexpr void write_opposite(const condition& c) noexcept {
        out_.write(name(c));
        if (test_of(c) == condition::many) {
            out_.write(" has at most ");
            return write_operand(c);
        }
        out_.write(" is ");
        if (operand(c) == absent) return out_.write("given");
        write_states(c, other_states(c), " or ");
    }

    /// The listed values that are not in a set of states.
    constexpr std::uint16_t other_states(const condition& c) const noexcept {
        const row& r = field(c);
        unsigned count = r.type == kind::boolean ? 2 : 0;
        if ((r.flags & row::bounded) != 0 && r.type == kind::integer && r.number->high - r.number->low < 14)
            count = static_cast<unsigned>(r.number->high - r.number->low + 1);
        if ((r.flags & row::listed) != 0)
            for (const char* word = r.words; *word != '\0' && count < state_other; word = next_word(word)) ++count;
        return static_cast<std::uint16_t>(((1u << count) - 1u) & ~operand(c));
    }

    constexpr void write_states(const condition& c, unsigned states, std::string_view last) noexcept {
        for (unsigned state = 0; states != 0; ++state) {
            if ((states >> state & 1u) == 0) continue;
            states &= ~(1u << state);
            write_state(field(c), state);
            if (states != 0) out_.write((states & (states - 1)) != 0 ? std::string_view{", "} : last);
        }
    }

    constexpr void write_state(const row& r, unsigned state) noexcept {
        if (state == state_absent) return out_.write("absent");
        if (state == state_other) return out_.write("another value");
        if (r.type == kind::boolean) return out_.write(state != 0 ? "true" : "false");
        if (r.type == kind::integer) return write_decimal(out_, std::int64_t{r.number->low} + state);
        const char* word = r.words;
        while (state-- != 0) word = next_word(word);
        out_.write(word_text(word));
    }

    output& out_;
    const table& structure_;
    const table* enclosing_;
    const condition* rule_;
    std::int64_t number_ = 0;
    bool has_number_ = false;
    bool complains_ = false;
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
