// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What is left of a schema at run time: tables of small rows, which every serializer, check and decoder shares.
// request/layout.hpp makes them from the descriptions of the actions; nobody writes one by hand.

#include <portwright/core/language.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// The type of a field. Those from `structure` on have rows of their own; sequences and the map occur in answers only.
/// The values are bits: 16 marks the lists of a request, 64 what consists of structures.
enum class kind : std::uint8_t {
    text = 0,
    integer = 1,
    boolean = 2,
    texts = 16,
    integers = 17,
    text_sequence = 32,
    integer_sequence = 33,
    structure = 64,
    structure_sequence = 65,
    structure_map = 66,
    structures = structure + texts,
};

constexpr bool is_list(kind k) noexcept { return (static_cast<unsigned>(k) & 16) != 0; }

/// The bounds of a number, and one more value that is allowed outside of them: `also`, which equals `low` where the
/// documents name none.
struct number_rule {
    std::int32_t high;
    std::int16_t low;
    std::int16_t also;
};

/// What a text may be, beyond being UTF-8.
struct text_rule {
    bool (*has_characters)(const char* data,
                           std::size_t size); ///< one of request/characters.hpp; linked only where a table names it
    std::uint16_t longest; ///< in characters; 0 where there is no bound
    std::uint8_t shortest;
    std::uint8_t max_items; ///< of a list of texts; 0 where there is no bound
};

struct table;

/// A field. Its name is not in the row: the table has the names of all rows one after the other.
struct row {
    union {
        const number_rule* number; ///< integer, integers; where bounded
        const text_rule* text;     ///< text, texts; where bounded
        const char* words;         ///< text; where listed
        const table* child;        ///< from structure on
    };
    std::uint8_t pointer_offset; ///< where the field lies in its structure, counted in pointers
    std::uint8_t length; ///< of the name, in bytes
    kind type;
    std::uint8_t flags : 4;
    std::uint8_t common_before : 4; ///< of an action's own rows: how many of its API's common parameters sort before it

    static constexpr std::uint8_t required = 1;
    static constexpr std::uint8_t secret = 2;
    static constexpr std::uint8_t bounded = 4; ///< `number` or `text` points to a rule
    static constexpr std::uint8_t listed = 8; ///< `words` points to the values that the documents list

    /// Where the field lies in its structure, in bytes.
    constexpr std::size_t offset() const noexcept { return pointer_offset * sizeof(void*); }

    // Answers have no common parameters, so that two numbers that no row of a request reaches can mark their rows.

    /// Another name for the row with the same offset.
    static constexpr std::uint8_t alias = 15;
    constexpr bool is_alias() const noexcept { return common_before == alias; }
    /// A text or list that must not be empty.
    static constexpr std::uint8_t filled = 14;
    constexpr bool is_filled() const noexcept { return common_before == filled; }
};

/// One condition of a rule. A rule is a run of conditions, the last of which is marked; a request breaks it where all
/// of them hold. The first one names the parameter to blame: its row, or of a set of rows the first that is set.
struct condition {
    enum test : std::uint8_t {
        absent, ///< the field is not set
        present, ///< the field is set
        state, ///< the field's state is in the table's set of states number `operand`
        many, ///< the list has more than `operand` elements
        longer, ///< the list has more elements than the other list
        not_hex, ///< the text is not an even number of 0-9 A-F
        not_below, ///< field >= other
        above, ///< field > other
        far_above, ///< field > other + 86400: more than a day, in seconds
        differs, ///< field != other
        later, ///< both are date-times, and field is after other
        any_present, ///< a field of the table's set of rows number `operand` is set; only as the first of a rule
    };

    /// From the lowest bit: 5 for the row, 5 for the operand, 1 for `last`, 1 for `of_parent`, 4 for the test.
    std::uint16_t bits;

    static constexpr unsigned field_limit = 32; ///< rows and operands are below it, as each has 5 bits
    static constexpr unsigned last = 0x400; ///< it ends its rule
    static constexpr unsigned of_parent = 0x800; ///< its row is of the enclosing structure
    static constexpr unsigned test_shift = 12;

    /// Whether few actions have such a test. Its code lies behind a pointer, so that only an image with one of those
    /// actions has it.
    static constexpr bool is_rare(test t) noexcept { return t >= far_above && t <= later; }

    constexpr unsigned field() const noexcept { return bits % field_limit; }
    constexpr unsigned operand() const noexcept { return bits / field_limit % field_limit; }
    constexpr test what() const noexcept { return static_cast<test>(bits >> test_shift); }
    constexpr bool is_last() const noexcept { return (bits & last) != 0; }
    constexpr bool is_of_parent() const noexcept { return (bits & of_parent) != 0; }
};

/// A condition as messages and tests look at it: `absent` and `present`, too, are tests of a state with a set of
/// states. The walk tells them apart, because that takes less code than a look into a set.
struct question {
    condition::test test;
    std::uint16_t operand; ///< a set of states, another row, a count, or the number of a set of rows
};

// The state of a field is the number of the listed word or value that it has, or one of the two that follow. A set of
// states has a bit for each.
inline constexpr unsigned state_other = 14; ///< present, and none of the first 14 listed values
inline constexpr unsigned state_absent = 15;
inline constexpr std::uint16_t absent_states = 1u << state_absent;
inline constexpr std::uint16_t present_states = absent_states - 1;

// Lists of words, packed: each word begins with its length in a byte, and a byte of 0 follows the last one.

template <std::size_t... N>
consteval auto pack_words(const char (&... words)[N]) {
    static_assert(((N - 2 < 255) && ...), "a packed word has 1 to 255 characters: its length is one byte");
    std::array<char, (N + ... + 1)> all{};
    std::size_t size = 0;
    const std::string_view texts[] = {std::string_view(words, N - 1)..., {}}; // an array of none would not compile
    for (std::size_t i = 0; i != sizeof...(N); ++i) {
        all[size++] = static_cast<char>(texts[i].size());
        for (const char c : texts[i]) all[size++] = c;
    }
    return all;
}

constexpr std::string_view word_text(const char* word) noexcept {
    return {word + 1, static_cast<std::size_t>(static_cast<unsigned char>(*word))};
}

constexpr const char* next_word(const char* word) noexcept { return word + 1 + static_cast<unsigned char>(*word); }

/// The number of a word in such a list, which is its state: state_other where it is not listed, and state_other - 1 for
/// all words that are too far back in the list to have a state of their own.
constexpr unsigned word_index(const char* words, const char* data, std::size_t size) noexcept {
    for (unsigned i = 0; *words != 0; ++i, words = next_word(words))
        if (static_cast<unsigned char>(*words) == size && std::char_traits<char>::compare(words + 1, data, size) == 0)
            return i < state_other ? i : state_other - 1;
    return state_other;
}
constexpr unsigned word_index(const char* words, std::string_view text) noexcept {
    return word_index(words, text.data(), text.size());
}

/// All that is known of a structure at run time.
struct table {
    const row* rows = nullptr;
    const char* names = nullptr; ///< the names of the rows, one after the other
    /// The conditions of all rules, behind them the sets of states, and behind those the sets of rows: one pointer to
    /// three arrays makes a small table.
    const condition* rules = nullptr;
    std::uint16_t object_size = 0;
    std::uint8_t condition_count = 0;
    std::uint8_t state_set_count = 0;
    std::uint8_t count = 0; ///< of the rows
    std::uint8_t max_items = 0; ///< of a list of these structures; 0 where the documents give no bound
    /// Of an action: the size of the word that its family writes between a list's name and a subscript. The word itself
    /// stands behind the names.
    std::uint8_t list_word_size = 0;

    constexpr std::string_view name(std::size_t i) const noexcept {
        const char* begin = names;
        for (std::size_t earlier = 0; earlier != i; ++earlier) begin += rows[earlier].length;
        return {begin, rows[i].length};
    }
    constexpr std::string_view list_word() const noexcept {
        if (list_word_size == 0) return {};
        const std::string_view last = name(count - 1u);
        return {last.data() + last.size(), list_word_size};
    }
    constexpr std::uint16_t state_set(unsigned number) const noexcept { return rules[condition_count + number].bits; }
    constexpr std::uint32_t row_set(unsigned number) const noexcept {
        const condition* const set = rules + condition_count + state_set_count + 2 * number;
        return set[0].bits | std::uint32_t{set[1].bits} << 16;
    }
    constexpr question question_of(const condition& c) const noexcept {
        switch (c.what()) {
        case condition::absent: return {condition::state, absent_states};
        case condition::present: return {condition::state, present_states};
        case condition::state: return {condition::state, state_set(c.operand())};
        default: return {c.what(), static_cast<std::uint16_t>(c.operand())};
        }
    }
    /// The rows that a rule may blame, a bit for each. `first` is the rule's first condition.
    constexpr std::uint32_t blamed_rows(const condition& first) const noexcept {
        return first.what() == condition::any_present ? row_set(first.operand()) : std::uint32_t{1} << first.field();
    }
};

/// Whether a rule of the table, or of a structure in it, has a rare test.
constexpr bool has_rare_tests(const table& t) noexcept {
    for (std::size_t i = 0; i != t.condition_count; ++i)
        if (condition::is_rare(t.rules[i].what())) return true;
    for (std::size_t i = 0; i != t.count; ++i)
        if (t.rows[i].type >= kind::structure && has_rare_tests(*t.rows[i].child)) return true;
    return false;
}

/// How deep structures lie within each other, the one of this table included.
constexpr std::size_t depth_of(const table& t) noexcept {
    std::size_t deepest = 0;
    for (std::size_t i = 0; i != t.count; ++i) {
        if (t.rows[i].type < kind::structure) continue;
        const std::size_t depth = depth_of(*t.rows[i].child);
        if (depth > deepest) deepest = depth;
    }
    return deepest + 1;
}

/// The greatest depth of a request: a walk keeps a level for each structure that it is in.
inline constexpr std::size_t request_depth = 5;

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
