// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Rules as sentences. message.cpp has them as parts of an error's line.

#include <portwright/request/rule_message.hpp>

#include "../verify.hpp"

#include <portwright/aliyun/ga/create_listener.hpp>
#include <portwright/request/layout.hpp>
#include <portwright/tencent/gaap/http_listeners.hpp>

#include <string>
#include <string_view>

namespace {

namespace gaap = portwright::tencent::gaap;
namespace ga = portwright::aliyun::ga;

TEST_CASE("rule_message: a rule alone, as documentation has it") {
    const auto demand = [](const portwright::detail::table& table, const portwright::detail::condition* rule) {
        const auto text = test::written<256>(
            [&](portwright::output& out) { portwright::detail::rule_writer(out, table, nullptr, rule).demand(); });
        return std::string(std::string_view(text));
    };
    const auto& table = portwright::detail::table_of<gaap::CreateHTTPListener>;
    REQUIRE(table.condition_count == 4);
    CHECK(demand(table, table.rules) == "is required when GroupId is absent");
    CHECK(demand(table, table.rules + 2) == "is not allowed together with GroupId");
    const auto& range = portwright::detail::table_of<ga::PortRange>;
    REQUIRE(range.condition_count == 1);
    CHECK(demand(range, range.rules) == "must not be above ToPort");
}

struct Word : portwright::listed_word<Word> {
    using listed_word::listed_word;
    static constexpr value A{"A"}, B{"B"}, C{"C"}, D{"D"};
    static constexpr value listed[] = {A, B, C, D};
};

/// A structure with one rule, which it is made of.
template <auto Rule>
struct ruled {
    Word Kind = {};
    portwright::integer Level = {};
    portwright::integer Least = {};
    portwright::truth_value On = {};
    portwright::text Hex = {};
    portwright::texts Names = {};
    portwright::texts Others = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Kind), PORTWRIGHT_FIELD(Level, one_of<1, 2, 3>), PORTWRIGHT_FIELD(Least),
                      PORTWRIGHT_FIELD(On), PORTWRIGHT_FIELD(Hex), PORTWRIGHT_FIELD(Names), PORTWRIGHT_FIELD(Others))
            .rules(Rule());
    }
};

template <auto Rule>
constexpr auto demand() {
    return test::written<256>([](portwright::output& out) {
        constexpr auto& table = portwright::detail::table_of<ruled<Rule>>;
        portwright::detail::rule_writer(out, table, nullptr, table.rules).demand();
    });
}
template <auto Rule>
constexpr auto complaint(bool has_number = false, std::int64_t number = 0) {
    return test::written<256>([=](portwright::output& out) {
        constexpr auto& table = portwright::detail::table_of<ruled<Rule>>;
        portwright::detail::rule_writer(out, table, nullptr, table.rules).complain(has_number, number);
    });
}

namespace rules = portwright::schema;
using rules::refuse;

TEST_CASE("rule_message: which fields are set") {
    VERIFY(demand<[] { return refuse(rules::missing("Hex")); }>() == "is required");
    VERIFY(demand<[] { return rules::required_when("Hex", rules::is("Kind", Word::A)); }>() ==
           "is required when Kind is A");
    VERIFY(complaint<[] { return rules::required_when("Hex", rules::is("Kind", Word::A, Word::B)); }>() ==
           "required when Kind is A or B");
    VERIFY(demand<[] { return rules::not_both("Hex", "Names"); }>() == "is not allowed together with Names");
    VERIFY(complaint<[] { return refuse(rules::given("Hex")); }>() == "not allowed");
    VERIFY(demand<[] { return refuse(rules::missing("Hex"), rules::given("Names"), rules::is("On", 1)); }>() ==
           "is required when Names is given and On is true");
}

TEST_CASE("rule_message: what is allowed, where that is shorter than what is not") {
    VERIFY(demand<[] { return rules::only_with("Hex", "Kind", Word::A); }>() == "is allowed only when Kind is A");
    VERIFY(complaint<[] { return rules::only_with("Hex", "Kind", Word::A, Word::B); }>() ==
           "allowed only when Kind is A or B");
    VERIFY(demand<[] { return refuse(rules::given("Hex"), rules::is("Kind", Word::A)); }>() ==
           "is not allowed when Kind is A");
    VERIFY(complaint<[] { return refuse(rules::given("Hex"), rules::is("Level", 1, 2)); }>() ==
           "allowed only when Level is 3");
    VERIFY(complaint<[] { return refuse(rules::is("Kind", Word::A, Word::B, Word::C)); }>() == "must be D");
    VERIFY(complaint<[] { return refuse(rules::is("Kind", Word::A)); }>() == "must not be A");
}

TEST_CASE("rule_message: comparisons, with the number that was given") {
    constexpr auto below = [] { return rules::below("Level", "Least"); };
    VERIFY(demand<below>() == "must be below Least");
    VERIFY(complaint<below>() == "not below Least");
    VERIFY(complaint<below>(true, -5) == "-5 is not below Least");
    VERIFY(demand<[] { return rules::up_to("Level", "Least"); }>() == "must not be above Least");
    VERIFY(complaint<[] { return refuse(rules::differs("Level", "Least")); }>(true, 7) == "differs from Least");
    VERIFY(demand<[] { return refuse(rules::more_than_a_day_after("Level", "Least")); }>() ==
           "must be at most a day after Least");
    VERIFY(demand<[] { return refuse(rules::not_hex("Hex")); }>() == "must be an even number of 0-9 A-F");
}

TEST_CASE("rule_message: conditions behind the first") {
    VERIFY(demand<[] { return refuse(rules::given("Hex"), rules::given("Names"), rules::missing("Others")); }>() ==
           "is not allowed together with Names when Others is absent");
    VERIFY(demand<[] {
               return refuse(rules::missing("Hex"), rules::is("Kind", Word::A), rules::is("Level", 2),
                             rules::is("On", 0));
           }>() == "is required when Kind is A, Level is 2 and On is false");
    VERIFY(demand<[] { return refuse(rules::missing("Hex"), rules::is("Kind", Word::A, Word::B, Word::C)); }>() ==
           "is required when Kind is not D");
    VERIFY(demand<[] { return refuse(rules::missing("Hex"), rules::more_than("Names", 2)); }>() ==
           "is required when Names has more than 2 elements");
    VERIFY(demand<[] { return refuse(rules::missing("Hex"), rules::differs("Level", "Least")); }>() ==
           "is required when Level differs from Least");
    VERIFY(demand<[] { return refuse(rules::missing("Hex"), rules::not_below("Level", "Least")); }>() ==
           "is required when Level is not below Least");
    VERIFY(demand<[] { return refuse(rules::given("Hex"), rules::missing("Names")); }>() ==
           "is allowed only when Names is given");
    VERIFY(complaint<[] { return refuse(rules::differs("Level", "Least")); }>() == "differs from Least");
    VERIFY(complaint<[] { return refuse(rules::not_hex("Hex")); }>(true, 3) == "not an even number of 0-9 A-F");
}

TEST_CASE("rule_message: how many") {
    VERIFY(demand<[] { return refuse(rules::more_than("Names", 1)); }>() == "must have at most 1 element");
    VERIFY(complaint<[] { return refuse(rules::more_than("Names", 5)); }>() == "more than 5 elements");
    VERIFY(demand<[] { return refuse(rules::more_than("Names", "Others")); }>() ==
           "must not have more elements than Others");
    VERIFY(complaint<[] { return refuse(rules::given("Hex"), rules::more_than("Names", 2)); }>() ==
           "allowed only when Names has at most 2 elements");
}

} // namespace
