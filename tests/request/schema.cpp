// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The vocabulary of descriptions: what each option leaves in a field, and what clauses say.

#include <portwright/request/schema.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace {

using namespace portwright::schema;
using portwright::detail::condition;
using portwright::detail::row;

struct part {
    portwright::text a = {};
    portwright::integer b = {};
    portwright::texts c = {};

    template <class self>
    static consteval auto schema() {
        return fields(PORTWRIGHT_FIELD(a, required, characters<1, 8>, "the first"), PORTWRIGHT_FIELD(b),
                      PORTWRIGHT_FIELD(c))
            .rules(exactly_one("a", "b"), refuse(more_than("c", 2)));
    }
};

/// A field as these options make it.
template <class... Options>
constexpr field_data made_with(const Options&... options) {
    field_data made;
    (apply(made, options), ...);
    return made;
}

TEST_CASE("schema: what has a description, and what is an action") {
    static_assert(portwright::described<part> && !portwright::action<part>);
    static_assert(portwright::described<test::DescribeTask<test::v3>> &&
                  portwright::action<test::DescribeTask<test::v3>>);
    static_assert(!portwright::described<int> && !portwright::described<portwright::text>);
}

TEST_CASE("schema: a field is its name, its place, its type and its options") {
    static constexpr auto described = part::schema<part>();
    VERIFY(described.count == 3);
    constexpr auto& first = get<0>(described.all);
    VERIFY(std::string_view(first.name) == "a");
    VERIFY(first.offset == offsetof(part, a));
    VERIFY(first.flags == (row::required | row::bounded));
    VERIFY(std::string_view(first.doc) == "the first");
    VERIFY((first.has_text && first.text->shortest == 1 && first.text->longest == 8));
    constexpr auto& second = get<1>(described.all);
    VERIFY(second.offset == offsetof(part, b));
    VERIFY((second.flags == 0 && !second.has_number && !second.has_text && std::string_view(second.doc).empty()));
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(second)>::type, portwright::integer>);
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(second)>::owner, part>);
    static_assert(std::remove_cvref_t<decltype(second)>::pointer == &part::b);
    VERIFY(described.all.expand([](const auto&... fields) { return (std::string_view(fields.name).size() + ...); }) ==
           3);
}

TEST_CASE("schema: options") {
    VERIFY(made_with(required).flags == row::required);
    VERIFY((made_with(not_empty).flags == row::required && made_with(not_empty).not_empty));
    VERIFY(made_with(secret).flags == row::secret);
    VERIFY(made_with(secret, required).flags == (row::secret | row::required));
    VERIFY(made_with(at_most<20>).max_items == 20);
    VERIFY(std::string_view(made_with(named("namespace")).name) == "namespace");
    VERIFY(std::string_view(made_with(alias("certCald")).alias) == "certCald");
    VERIFY((made_with(special<-1>).has_special && made_with(special<-1>).special == -1));
    VERIFY((made_with(decimal).decimal && made_with(decimal).flags == 0));
    VERIFY(std::string_view(made_with("for people").doc) == "for people");
    VERIFY((made_with(only<charset::path>).text->has_characters == charset::path));
    VERIFY(made_with(characters<0, 9, charset::ascii, 3>).text->max_items == 3);
    VERIFY((made_with(characters<0, 9>).text->has_characters == charset::any));
}

TEST_CASE("schema: bounds of numbers") {
    VERIFY((between<30, 3600, 0>.low == 30 && between<30, 3600, 0>.high == 3600 && between<30, 3600, 0>.also == 0));
    VERIFY(between<1, 65535>.also == 1); // no value besides: the lowest again
    VERIFY((at_least<5>.low == 5 && at_least<5>.high == 0x7FFFFFFF && at_least<5>.also == 5));
    VERIFY((one_of<2>.rule.low == 2 && one_of<2>.rule.high == 2 && one_of<2>.rule.also == 2));
    VERIFY((one_of<1, 2, 3>.rule.high == 3 && one_of<1, 2, 3>.rule.also == 1));
    VERIFY((one_of<1, 2, 3, 31>.rule.high == 3 && one_of<1, 2, 3, 31>.rule.also == 31));
    VERIFY((made_with(one_of<0, 1>).listed && made_with(one_of<0, 1>).flags == row::bounded));
    VERIFY(!made_with(between<0, 1>).listed);
}

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
static_assert(later("a", "b").test == condition::later);
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

TEST_CASE("schema: rules are clauses, the last of each marked") {
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
    VERIFY(spelled(part::schema<part>().own) == "a?b?|ab|c|");
}

/// A structure with rules that hold because of where it stands.
struct whole {
    test::HealthCheck HealthCheck = {};

    template <class self>
    static consteval auto schema() {
        return fields(PORTWRIGHT_FIELD(HealthCheck, refuse(given("CheckType")), "checks"));
    }
};

TEST_CASE("schema: rules among a field's options are of the structure inside") {
    static constexpr auto described = whole::schema<whole>();
    VERIFY(spelled(get<0>(described.all).inner) == "CheckType|");
    VERIFY(std::string_view(get<0>(described.all).doc) == "checks");
    VERIFY(described.own.clauses.size() == 0);
}

} // namespace
