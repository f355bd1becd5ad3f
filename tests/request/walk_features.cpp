// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/walk_features.hpp>

#include "../families/balancer.hpp"
#include "../verify.hpp"
#include "actions.hpp"

#include <type_traits>

namespace {

using namespace portwright::detail;

/// An action of fields without bounds, and rules on which of them are set.
struct unbounded {
    portwright::text A = {};
    portwright::integer B = {};
    portwright::truth_value C = {};

    static constexpr portwright::operation_of call{"Plain", &test::v3};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(A, required), PORTWRIGHT_FIELD(B), PORTWRIGHT_FIELD(C))
            .rules(exactly_one("B", "C"), refuse(given("A"), missing("B")));
    }
};

TEST_CASE("walk_features: texts and numbers without bounds take the plain walk") {
    static_assert(std::is_same_v<walk_features<unbounded>, plain_walk>);
    static_assert(std::is_same_v<walk_features<test::DescribeTask<test::v2>>, plain_walk>);
    static_assert(std::is_same_v<walk_features<test::Upload<test::v3>>, plain_walk>);
}

TEST_CASE("walk_features: lists, bounds and rules on values take the whole walk") {
    static_assert(std::is_same_v<walk_features<test::Numbers<test::v3>>, whole_walk>);
    static_assert(std::is_same_v<walk_features<test::CreateListener<test::v3>>, whole_walk>);
    VERIFY(!is_plain(table_of<test::HealthCheck>)); // bounds
    VERIFY(is_plain(table_of<test::Certificate>));
    static constexpr row row_of_text{
        .text = nullptr, .pointer_offset = 0, .length = 1, .type = kind::text, .flags = 0, .common_before = 0};
    static constexpr condition differs{condition::differs << condition::test_shift | condition::last};
    VERIFY(is_plain({.rows = &row_of_text, .names = "a", .count = 1}));
    VERIFY(!is_plain({.rows = &row_of_text, .names = "a", .rules = &differs, .condition_count = 1, .count = 1}));
}

TEST_CASE("walk_features: a family's word between a list and its subscript") {
    using example::balancer::CreateListeners;
    static_assert(std::is_same_v<walk_features<CreateListeners>, worded_walk<portwright::system_of<CreateListeners>>>);
    static_assert(walk_features<CreateListeners>::list_word == "member");
    static_assert(walk_features<CreateListeners>::nested && walk_features<CreateListeners>::bounded);
}

} // namespace
