// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/core/error.hpp>

#include "../verify.hpp"

#include <portwright/request/check.hpp>

#include "../request/actions.hpp"

#include <cstdint>
#include <string_view>
#include <type_traits>

namespace {

using portwright::errc;
using portwright::error;
using portwright::path;

TEST_CASE("error: none is the default, and says nothing") {
    constexpr error none;
    VERIFY((none.code == errc::none && !none.has_number && none.length == 0 && none.text == nullptr));
    VERIFY((none.where.depth == 0 && none.where.root == nullptr && none.rule == nullptr));
    static_assert(static_cast<int>(errc::none) == 0);
    static_assert(std::is_trivially_copyable_v<error>);
}

TEST_CASE("error: a path has a row a level, and the element where the row is a list") {
    static constexpr test::Endpoint endpoints[] = {{.Address = "a"}, {.Address = "b", .Weight = 256}};
    static constexpr test::Group groups[] = {{.Endpoints = endpoints}};
    auto request = test::good<test::aliyun>;
    request.Groups = groups;
    const error why = portwright::check(request).error();
    CHECK(why.code == errc::out_of_range);
    REQUIRE(why.where.depth == 3);
    CHECK(why.where.index_base == 1);
    const portwright::detail::table* level = why.where.root;
    CHECK(level->name(why.where.row[0]) == "Groups");
    CHECK(why.where.index[0] == 0);
    level = level->rows[why.where.row[0]].child;
    CHECK(level->name(why.where.row[1]) == "Endpoints");
    CHECK(why.where.index[1] == 1);
    level = level->rows[why.where.row[1]].child;
    CHECK(level->name(why.where.row[2]) == "Weight");
    CHECK(why.where.index[2] == path::whole);
    CHECK((why.has_number && why.number == 256));
}

TEST_CASE("error: the deepest request fits into a path") {
    static_assert(path::max_depth >= portwright::detail::request_depth);
}

} // namespace
