// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What clauses say, and which clauses a rule consists of.
#include <portwright/request/rules.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <cstddef>
#include <string_view>

namespace {

using namespace portwright::schema;
using portwright::detail::condition;

// Clauses, when compiling only: clang 14 makes wrong code of an immediate function that is called at run time.
static_assert((missing("a").absent && !missing("a").present && missing("a").test == condition::state));
static_assert((given("a").present && !given("a").absent));
constexpr clause word_clause = is("a", "x", 2, test::Protocol::UDP);
static_assert((word_clause.value_count == 3 && !word_clause.absent && !word_clause.inverse));
static_assert((std::string_view(word_clause.values[0].word) == "x" && !word_clause.values[0].is_number));
static_assert((word_clause.values[1].is_number && word_clause.values[1].number == 2));
static_assert(std::string_view(word_clause.values[2].word) == "UDP");
static_assert((missing_or_is("a", 1).absent && missing_or_is("a", 1).value_count == 1));
static_assert(is_other_than("a", 1).inverse);
static_assert((more_than("a", 4).test == condition::many && more_than("a", 4).count == 4));
static_assert((more_than("a", "b").test == condition::longer && std::string_view(more_than("a", "b").other) == "b"));
static_assert(not_below("a", "b").test == condition::not_below);
static_assert(above("a", "b").test == condition::above);
static_assert(differs("a", "b").test == condition::differs);
static_assert(more_than_a_day_after("a", "b").test == condition::far_above);
static_assert(later_than("a", "b").test == condition::later);
static_assert((not_hex("a").test == condition::not_hex && std::string_view(not_hex("a").other) == "a"));

/// The fields of a set of rules: "a?b|c": "?" for a field that is missing, "|" after each rule.
template <std::size_t N>
constexpr auto spelled(const rule_set<N>& set) {
    test::kept_text<> made;
    for (std::size_t i = 0; i != N; ++i) {
        for (const char* c = set.clauses[i].field; *c != '\0'; ++c) made.bytes[made.size++] = *c;
        if (set.clauses[i].absent) made.bytes[made.size++] = '?';
        if (set.last[i]) made.bytes[made.size++] = '|';
    }
    made.ok = true;
    return made;
}

TEST_CASE("rules: they are clauses, the last of each marked") {
    VERIFY(spelled(refuse(given("a"), missing("b"))) == "ab?|");
    VERIFY(spelled(all_of(refuse(given("a")), refuse(missing("b"), given("c")))) == "a|b?c|");
    VERIFY(spelled(any_of("a", "b", "c")) == "a?b?c?|");
    VERIFY(spelled(not_both("a", "b")) == "ab|");
    VERIFY(spelled(exactly_one("a", "b")) == "a?b?|ab|");
    VERIFY(spelled(only_with("a", "b", 1)) == "ab|");
    VERIFY(only_with("a", "b", 1).clauses[1].inverse);
    VERIFY(spelled(required_when("a", is("b", 1), given("c"))) == "a?bc|");
    VERIFY(below("a", "b").clauses[0].test == condition::not_below);
    VERIFY(up_to("a", "b").clauses[0].test == condition::above);
}

} // namespace
