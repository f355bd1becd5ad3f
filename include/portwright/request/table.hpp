// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What is left of a schema at run time: tables of small rows, shared by every serializer, check and decoder.
// Made from the actions' descriptions by request/layout.hpp; nobody writes one by hand.

#include <portwright/core/language.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// The type of a field. From `structure` on it has rows of its own; the sequences and the map occur in answers only.
enum class kind : std::uint8_t {
    text,
    integer,
    boolean,
    texts = 16,
    integers,
    text_sequence = 32,
    integer_sequence,
    structure = 64,
    structure_sequence,
    structure_map,
    structures = structure + texts,
};

constexpr bool is_list(kind k) noexcept { return (static_cast<unsigned>(k) & 16) != 0; }

/// Bounds of a number; `also` is one more value that is allowed (`low` again where there is none).
struct number_rule {
    std::int32_t high;
    std::int16_t low;
    std::int16_t also;
};

/// What a text may be, beyond being UTF-8.
struct text_rule {
    bool (*has_characters)(const char* data,
                           std::size_t size); ///< of request/characters.hpp; linked only where it is used
    std::uint16_t longest; ///< in characters; 0 where there is no bound
    std::uint8_t shortest;
    std::uint8_t max_items; ///< of a list of texts; 0 where there is no bound
};

struct table;

/// A field. Its name is in the table, after those of the rows before it.
struct row {
    union {
        const number_rule* number; ///< integer, integers; where bounded
        const text_rule* text;     ///< text, texts; where bounded
        const char* words;         ///< text; where listed
        const table* child;        ///< from structure on
    };
    std::uint8_t place;  ///< of the field in its structure, in pointers
    std::uint8_t length; ///< of the name
    kind type;
    std::uint8_t flags : 4;
    std::uint8_t before : 4; ///< top level only: how many of the API's common parameters sort before this row

    static constexpr std::uint8_t required = 1;
    static constexpr std::uint8_t secret = 2;
    static constexpr std::uint8_t bounded = 4; ///< it has a rule of its own
    static constexpr std::uint8_t listed = 8;  ///< it is one of a list of words

    /// In bytes.
    constexpr std::size_t offset() const noexcept { return place * sizeof(void*); }

    /// Another name of the row with the same place. In answers only, where no common parameters are.
    static constexpr std::uint8_t alias = 15;
    constexpr bool is_alias() const noexcept { return before == alias; }
    /// A text or list that must not be empty. In answers only, too.
    static constexpr std::uint8_t filled = 14;
    constexpr bool is_filled() const noexcept { return before == filled; }
};

/// One condition of a rule. A rule is a run of conditions, the last of them marked; it is broken where all of them
/// hold, and the first one names the parameter to blame: its row, or the first that is there of its set of rows.
struct condition {
    enum test : std::uint8_t {
        absent,    ///< the field is not there
        there,     ///< it is
        state,     ///< its state is in a set, the operand-th of the table
        many,      ///< the list has more than `operand` elements
        longer,    ///< the list has more elements than the other list
        not_hex,   ///< the text is not an even number of 0-9 A-F
        not_below, ///< field >= other
        above,     ///< field > other
        far_above, ///< field > other + 86400: more than a day, in seconds
        differs,   ///< field != other
        later,     ///< both are date_times, field is after other
        given,     ///< a row of a set is there, the operand-th of the table: the first condition of its rule
    };

    /// The row, the operand, that it is the last of its rule, that the row is of the structure around, and the test.
    std::uint16_t bits;

    static constexpr unsigned parts = 32; ///< there are fewer rows, and fewer operands
    static constexpr unsigned last = 0x400;
    static constexpr unsigned of_parent = 0x800;
    static constexpr unsigned test_at = 12;

    /// Whether few actions have such a test, so that an image holds its code only where one of its actions needs it.
    static constexpr bool is_rare(test t) noexcept { return t >= far_above && t <= later; }

    constexpr unsigned field() const noexcept { return bits % parts; }
    constexpr unsigned operand() const noexcept { return bits / parts % parts; }
    constexpr test what() const noexcept { return static_cast<test>(bits >> test_at); }
    constexpr bool is_last() const noexcept { return (bits & last) != 0; }
    constexpr bool is_of_parent() const noexcept { return (bits & of_parent) != 0; }
};

/// What a condition asks of its field, where code need not be small: of `absent` and `there`, too, a set of states.
struct question {
    condition::test test;
    std::uint16_t operand; ///< a set of states, another row, a count, or the number of a set of rows
};

// The states of a field: the number of the listed word or value that it has, or one of these.
inline constexpr unsigned state_other = 14; ///< present, and none of the first 14 listed values
inline constexpr unsigned state_absent = 15;
inline constexpr std::uint16_t absent_states = 1u << state_absent;
inline constexpr std::uint16_t given_states = absent_states - 1;

// Lists of words: each begins with its length, and after the last comes 0.

template <std::size_t... N>
consteval auto pack_words(const char (&... words)[N]) {
    std::array<char, (N + ... + 1)> all{};
    std::size_t at = 0;
    for (const std::string_view word : {std::string_view(words, N - 1)...}) {
        all[at++] = static_cast<char>(word.size());
        for (const char c : word) all[at++] = c;
    }
    return all;
}

constexpr std::string_view word_text(const char* word) noexcept {
    return {word + 1, static_cast<std::size_t>(static_cast<unsigned char>(*word))};
}

constexpr const char* next_word(const char* word) noexcept { return word + 1 + static_cast<unsigned char>(*word); }

/// The number of `text` in such a list, state_other where it is none of them; past the states, the last state.
constexpr unsigned word_index(const char* words, const char* data, std::size_t size) noexcept {
    for (unsigned i = 0; *words != 0; ++i, words = next_word(words))
        if (static_cast<unsigned char>(*words) == size && std::char_traits<char>::compare(words + 1, data, size) == 0)
            return i < state_other ? i : state_other - 1;
    return state_other;
}
constexpr unsigned word_index(const char* words, std::string_view text) noexcept {
    return word_index(words, text.data(), text.size());
}

struct table {
    const row* rows = nullptr;
    const char* names = nullptr; ///< of the rows, one after the other
    /// The conditions, then sets of states, then sets of rows.
    const condition* rules = nullptr;
    std::uint16_t object_size = 0;
    std::uint8_t rule_count = 0; ///< conditions, not rules
    std::uint8_t set_count = 0; ///< of states
    std::uint8_t count = 0;
    std::uint8_t max_items = 0; ///< where the structure is an element of a list; 0 where there is no bound
    /// Of an action: the size of the word between a list's name and a subscript, which stands behind the names.
    std::uint8_t list_word_size = 0;

    constexpr std::string_view name(std::size_t i) const noexcept {
        const char* at = names;
        for (std::size_t before = 0; before != i; ++before) at += rows[before].length;
        return {at, rows[i].length};
    }
    constexpr std::string_view list_word() const noexcept {
        if (list_word_size == 0) return {};
        const std::string_view last = name(count - 1u);
        return {last.data() + last.size(), list_word_size};
    }
    constexpr std::uint16_t state_set(unsigned number) const noexcept { return rules[rule_count + number].bits; }
    constexpr std::uint32_t row_set(unsigned number) const noexcept {
        const condition* const set = rules + rule_count + set_count + 2 * number;
        return set[0].bits | std::uint32_t{set[1].bits} << 16;
    }
    constexpr question asked(const condition& c) const noexcept {
        switch (c.what()) {
        case condition::absent: return {condition::state, absent_states};
        case condition::there: return {condition::state, given_states};
        case condition::state: return {condition::state, state_set(c.operand())};
        default: return {c.what(), static_cast<std::uint16_t>(c.operand())};
        }
    }
    /// The rows that a rule may blame.
    constexpr std::uint32_t blamed(const condition& first) const noexcept {
        return first.what() == condition::given ? row_set(first.operand()) : std::uint32_t{1} << first.field();
    }
};

/// Whether a rule of the table, or of one below it, has a rare test.
constexpr bool has_rare_tests(const table& t) noexcept {
    for (std::size_t i = 0; i != t.rule_count; ++i)
        if (condition::is_rare(t.rules[i].what())) return true;
    for (std::size_t i = 0; i != t.count; ++i)
        if (t.rows[i].type >= kind::structure && has_rare_tests(*t.rows[i].child)) return true;
    return false;
}

/// Structures within each other.
constexpr std::size_t depth_of(const table& t) noexcept {
    std::size_t deepest = 0;
    for (std::size_t i = 0; i != t.count; ++i) {
        if (t.rows[i].type < kind::structure) continue;
        const std::size_t below = depth_of(*t.rows[i].child);
        if (below > deepest) deepest = below;
    }
    return deepest + 1;
}

/// The most that a request may have: a walk keeps its place in each.
inline constexpr std::size_t request_depth = 5;

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
