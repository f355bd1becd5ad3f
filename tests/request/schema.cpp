// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What a description says of a structure.

#include <portwright/request/schema.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace {

using namespace portwright::schema;
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

TEST_CASE("schema: what has a description, and what is an action") {
    static_assert(portwright::described<part> && !portwright::action<part>);
    static_assert(portwright::described<test::DescribeTask<test::v3>> &&
                  portwright::action<test::DescribeTask<test::v3>>);
    static_assert(!portwright::described<int> && !portwright::described<portwright::text>);
}

TEST_CASE("schema: a field is its name, its offset, its type and its options") {
    static constexpr auto described = part::schema<part>();
    VERIFY(described.own.clauses.size() == 5);
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
    VERIFY(get<0>(described.all).inner.clauses.size() == 1);
    VERIFY(std::string_view(get<0>(described.all).inner.clauses[0].field) == "CheckType");
    VERIFY(std::string_view(get<0>(described.all).doc) == "checks");
    VERIFY(described.own.clauses.size() == 0);
}

} // namespace
