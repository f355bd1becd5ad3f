// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/packed_rules.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <portwright/request/layout.hpp>

#include <string_view>

namespace {

using portwright::integer;
using portwright::text;
using portwright::detail::absent_states;
using portwright::detail::condition;
using portwright::detail::table_of;

struct inner {
    text x = {};
    integer y = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(y), PORTWRIGHT_FIELD(x)).rules(not_both("x", "y"));
    }
};

TEST_CASE("packed_rules: a rule is conditions on rows, the last of them marked") {
    constexpr auto& t = table_of<inner>;
    VERIFY(t.condition_count == 2);
    VERIFY(t.rules[0].what() == condition::present);
    VERIFY(t.rules[0].field() == 0); // x, the first in order
    VERIFY(!t.rules[0].is_last());
    VERIFY(t.rules[1].what() == condition::present);
    VERIFY(t.rules[1].field() == 1);
    VERIFY(t.rules[1].is_last());
}

struct ruled {
    test::Protocol Protocol = {};
    integer Level = {};
    text A = {};
    text B = {};
    portwright::texts Names = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Protocol), PORTWRIGHT_FIELD(Level, one_of<1, 2, 3>), PORTWRIGHT_FIELD(A),
                      PORTWRIGHT_FIELD(B), PORTWRIGHT_FIELD(Names))
            .rules(only_with("A", "Protocol", test::Protocol::UDP), only_with("B", "Protocol", test::Protocol::UDP),
                   refuse(more_than("Names", 5), missing_or_is("Level", 3)));
    }
};

TEST_CASE("packed_rules: values are states, and rules that differ in what must not be set are one") {
    constexpr auto& t = table_of<ruled>; // A B Level Names Protocol
    VERIFY(t.condition_count == 4);
    VERIFY(t.rules[0].what() == condition::any_present);
    VERIFY(t.blamed_rows(t.rules[0]) == 3); // A and B
    VERIFY(t.rules[1].field() == 4);
    VERIFY(t.question_of(t.rules[1]).operand == 5); // TCP and HTTPS: listed, and not UDP
    VERIFY(t.rules[1].is_last());
    VERIFY(t.rules[2].what() == condition::many);
    VERIFY(t.rules[2].operand() == 5);
    VERIFY(t.question_of(t.rules[3]).operand == (absent_states | 1u << 2)); // absent, or the third value
    VERIFY(t.state_set_count == 2);
}

} // namespace
