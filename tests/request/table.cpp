// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The tables that are left of a schema, written by hand as nobody else does.

#include <portwright/request/table.hpp>

#include "../verify.hpp"

#include <cstdint>
#include <string_view>

namespace {

using namespace portwright::detail;

TEST_CASE("tables: which kinds are lists, and which have rows of their own") {
    for (const kind k : {kind::texts, kind::integers, kind::structures}) CHECK(is_list(k));
    for (const kind k : {kind::text, kind::integer, kind::boolean, kind::structure, kind::text_sequence,
                         kind::integer_sequence, kind::structure_sequence, kind::structure_map})
        CHECK(!is_list(k));
    for (const kind k : {kind::structure, kind::structures, kind::structure_sequence, kind::structure_map})
        CHECK(k >= kind::structure);
    for (const kind k : {kind::text, kind::integer, kind::boolean, kind::texts, kind::integers, kind::text_sequence,
                         kind::integer_sequence})
        CHECK(k < kind::structure);
}

constexpr auto words = pack_words("TCP", "UDP", "TCP_SSL");

TEST_CASE("tables: lists of words") {
    VERIFY(words.size() == 3 + 3 + 7 + 3 + 1);
    VERIFY(word_text(words.data()) == "TCP");
    VERIFY(word_text(next_word(words.data())) == "UDP");
    VERIFY(word_text(next_word(next_word(words.data()))) == "TCP_SSL");
    VERIFY(word_index(words.data(), "TCP") == 0);
    VERIFY(word_index(words.data(), "TCP_SSL") == 2);
    VERIFY(word_index(words.data(), "") == state_other);
    VERIFY(word_index(words.data(), "TC") == state_other);
    VERIFY(word_index(words.data(), "TCPx") == state_other);
    VERIFY(word_index(words.data(), "tcp") == state_other);
    VERIFY(word_index("", "TCP") == state_other);
    VERIFY(word_index(portwright::detail::pack_words().data(), "TCP") == state_other); // of a family without any
}

TEST_CASE("tables: words past the states share the last one") {
    static constexpr auto many = pack_words("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o");
    VERIFY(word_index(many.data(), "m") == 12);
    VERIFY(word_index(many.data(), "n") == 13);
    VERIFY(word_index(many.data(), "o") == 13);
    VERIFY(word_index(many.data(), "p") == state_other);
}

constexpr condition make(unsigned field, condition::test test, unsigned operand = 0, unsigned marks = 0) {
    return {static_cast<std::uint16_t>(field | operand * condition::field_limit |
                                       static_cast<unsigned>(test) << condition::test_shift | marks)};
}

TEST_CASE("tables: a condition's parts do not touch each other") {
    for (unsigned field = 0; field != condition::field_limit; ++field)
        for (unsigned operand = 0; operand != condition::field_limit; ++operand)
            for (unsigned test = condition::absent; test <= condition::any_present; ++test)
                for (const unsigned marks : {0u, condition::last, condition::of_parent}) {
                    const condition c = make(field, static_cast<condition::test>(test), operand, marks);
                    const bool same = c.field() == field && c.operand() == operand && c.what() == test &&
                                      c.is_last() == (marks == condition::last) &&
                                      c.is_of_parent() == (marks == condition::of_parent);
                    if (!same) FAIL_CHECK("field ", field, ", operand ", operand, ", test ", test);
                }
    static_assert(sizeof(condition) == 2);
}

TEST_CASE("tables: rare tests") {
    for (const auto test : {condition::far_above, condition::differs, condition::later})
        CHECK(condition::is_rare(test));
    for (const auto test : {condition::absent, condition::present, condition::state, condition::many, condition::longer,
                            condition::not_hex, condition::not_below, condition::above, condition::any_present})
        CHECK(!condition::is_rare(test));
}

// Rows a, bc and def; two conditions, one set of states, one set of rows beyond 16.
constexpr row rows[] = {
    {.number = nullptr, .pointer_offset = 0, .length = 1, .type = kind::integer, .flags = 0, .common_before = 0},
    {.number = nullptr,
     .pointer_offset = 2,
     .length = 2,
     .type = kind::text,
     .flags = row::required,
     .common_before = row::alias},
    {.number = nullptr,
     .pointer_offset = 4,
     .length = 3,
     .type = kind::text,
     .flags = row::secret,
     .common_before = row::filled},
};
constexpr condition rules[] = {
    make(1, condition::any_present, 0), make(0, condition::state, 0, condition::last), {0x8006}, {0x0005}, {0x0003}};
constexpr table plain{rows, "abcdef", rules, 48, 2, 1, 3, 0};

TEST_CASE("tables: rows") {
    VERIFY(plain.name(0) == "a");
    VERIFY(plain.name(1) == "bc");
    VERIFY(plain.name(2) == "def");
    VERIFY(rows[1].offset() == 2 * sizeof(void*));
    VERIFY((!rows[0].is_alias() && rows[1].is_alias() && !rows[2].is_alias()));
    VERIFY((!rows[0].is_filled() && !rows[1].is_filled() && rows[2].is_filled()));
}

TEST_CASE("tables: what a condition asks") {
    VERIFY(plain.state_set(0) == 0x8006);
    VERIFY(plain.row_set(0) == 0x30005);
    VERIFY((plain.question_of(rules[1]).test == condition::state && plain.question_of(rules[1]).operand == 0x8006));
    VERIFY(plain.question_of(make(0, condition::absent)).operand == absent_states);
    VERIFY(plain.question_of(make(0, condition::present)).operand == present_states);
    VERIFY(plain.question_of(make(0, condition::present)).test == condition::state);
    VERIFY(plain.question_of(make(0, condition::many, 7)).test == condition::many);
    VERIFY(plain.question_of(make(0, condition::many, 7)).operand == 7);
    VERIFY(((absent_states & present_states) == 0 && (absent_states | present_states) == 0xFFFF));
}

TEST_CASE("tables: the rows that a rule blames") {
    VERIFY(plain.blamed_rows(rules[0]) == 0x30005);
    VERIFY(plain.blamed_rows(rules[1]) == 1);
    VERIFY(plain.blamed_rows(make(31, condition::absent)) == 0x80000000);
}

constexpr condition rare[] = {make(0, condition::differs, 1, condition::last)};
constexpr table inner{rows, "abcdef", rare, 48, 1, 0, 3, 0};
constexpr row around[] = {
    {.child = &inner, .pointer_offset = 0, .length = 1, .type = kind::structure, .flags = 0, .common_before = 0}};
constexpr table outer{around, "x", nullptr, 48, 0, 0, 1, 0};
constexpr row top[] = {
    {.child = &outer, .pointer_offset = 0, .length = 1, .type = kind::structures, .flags = 0, .common_before = 0}};
constexpr table outermost{top, "y", nullptr, 16, 0, 0, 1, 0};

TEST_CASE("tables: within tables") {
    VERIFY(depth_of(plain) == 1);
    VERIFY(depth_of(outermost) == 3);
    VERIFY(!has_rare_tests(plain));
    VERIFY(has_rare_tests(inner));
    VERIFY(has_rare_tests(outermost)); // two levels below
}

} // namespace
