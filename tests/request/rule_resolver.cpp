// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/rule_resolver.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <portwright/request/layout.hpp>

#include <string_view>

namespace {

using portwright::detail::row;
using portwright::detail::table;
using portwright::detail::table_of;

constexpr const row& row_named(const table& t, std::string_view name) {
    std::size_t i = 0;
    while (t.name(i) != name) ++i;
    return t.rows[i];
}

TEST_CASE("rule_resolver: a rule of a field stands in the table of its structure, and looks at the enclosing one") {
    constexpr auto& outer = table_of<test::CreateListener<test::v3>>;
    constexpr const table& here = *row_named(outer, "HealthCheck").child;
    constexpr const table& alone = table_of<test::HealthCheck>;
    VERIFY(here.condition_count == alone.condition_count + 2);
    VERIFY(!here.rules[alone.condition_count].is_of_parent());
    VERIFY(here.rules[alone.condition_count + 1].is_of_parent());
    VERIFY(outer.name(here.rules[alone.condition_count + 1].field()) == "Protocol");
}

} // namespace
