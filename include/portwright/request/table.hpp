// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What is left of a schema at run time: tables of small rows, shared by every serializer, check and decoder.
// Made from the actions' descriptions by request/layout.hpp; nobody writes one by hand.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace portwright::detail {

/// The type of a field. From `structure` on it has rows of its own; the sequences and the map occur in answers only.
enum class kind : std::uint8_t {
    text,
    integer,
    boolean,
    integers,
    texts,
    text_sequence,
    integer_sequence,
    structure,
    structures,
    structure_sequence,
    structure_map,
};

constexpr bool is_list(kind k) noexcept { return k == kind::integers || k == kind::texts || k == kind::structures; }

/// Bounds of a number; `also` is one more value that is allowed (`low` again where there is none).
struct number_rule {
    std::int32_t low;
    std::int32_t high;
    std::int32_t also;
};

/// What a text may be, beyond being UTF-8.
struct text_rule {
    const char* words; ///< the listed values, each ended by NUL, the last by two; empty where any text goes
    bool (*has_characters)(std::string_view); ///< of request/characters.hpp; linked only where it is used
    std::uint16_t shortest;
    std::uint16_t longest;  ///< in characters; 0 where there is no bound
    std::uint8_t max_items; ///< of a list of texts; 0 where there is no bound
};

struct table;

struct row {
    union {
        const number_rule* number; ///< integer, integers; where bounded
        const text_rule* words;    ///< text, texts; where bounded
        const table* child;        ///< from structure on
    };
    const char* name;
    std::uint32_t offset : 12; ///< of the field in its structure
    std::uint32_t length : 6;  ///< of the name
    kind type : 4;
    std::uint32_t flags : 4;
    std::uint32_t before : 4; ///< top level only: how many of the API's common parameters sort before this row

    static constexpr std::uint8_t required = 1;
    static constexpr std::uint8_t secret = 2;
    static constexpr std::uint8_t bounded = 4; ///< it has a rule of its own
    static constexpr std::uint8_t alias = 8;   ///< another name of the row with the same offset; in answers only

    constexpr std::string_view name_text() const noexcept { return {name, length}; }
};

/// One condition of a rule. A rule is a run of conditions, the last of them marked; it is broken where all of them
/// hold, and the first one names the parameter to blame.
struct condition {
    enum test : std::uint8_t {
        state,     ///< the field's state is one of the bits of `operand`
        many,      ///< the list has more than `operand` elements
        longer,    ///< the list has more elements than the other list
        not_below, ///< field >= other
        above,     ///< field > other
        differs,   ///< field != other
        far_above, ///< field > other + 86400: more than a day, in seconds
        not_hex,   ///< the text is not an even number of 0-9 A-F
        later,     ///< both are date_times, field is after other
        test_bits = 15,
        parent = 64, ///< `field` is a row of the structure around this one
        last = 128,
    };

    std::uint8_t what; ///< a test and its marks
    std::uint8_t field;
    std::uint16_t operand; ///< a set of states, another row or a count
};

// The states of a field: the number of the listed word or value that it has, or one of these.
inline constexpr unsigned state_other = 14; ///< present, and none of the first 14 listed values
inline constexpr unsigned state_absent = 15;

/// The word after `word` in an array of words, each ended by NUL, the last by two.
constexpr const char* next_word(const char* word) noexcept {
    while (*word++ != '\0') {
    }
    return word;
}

/// The number of `text` in such an array, state_other where it is none of them; past the states, the last state.
constexpr unsigned word_index(const char* words, std::string_view text) noexcept {
    for (unsigned i = 0; *words != '\0'; ++i, words = next_word(words))
        if (std::string_view(words) == text) return i < state_other ? i : state_other - 1;
    return state_other;
}

struct table {
    const row* rows;
    const condition* rules;
    bool (*holds)(condition::test, std::string_view, std::string_view); ///< not_hex and what follows, where used
    std::uint16_t object_size;
    std::uint16_t rule_count; ///< conditions, not rules
    std::uint8_t count;
    std::uint8_t max_items; ///< where the structure is an element of a list; 0 where there is no bound

    constexpr std::string_view name(std::size_t i) const noexcept { return rows[i].name_text(); }
};

} // namespace portwright::detail
