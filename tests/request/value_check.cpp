// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/value_check.hpp>

#include "../verify.hpp"
#include "spelled.hpp"

#include <portwright/request/typed_root.hpp>
#include <portwright/request/walk_features.hpp>

#include <doctest/doctest.h>

namespace {

using namespace portwright::detail;

constexpr number_rule port{65535, 1, 0};
constexpr text_rule name{&is_visible_ascii, 3, 2, 0};

constexpr auto spelled_check(const row& r, const typed_value& value, bool checks = true) {
    portwright::error why;
    const kept_value kept{why};
    why.code = check_value<whole_walk, portwright::size_policy>(r, value, checks, kept);
    return test::spelled(why);
}

TEST_CASE("value_check: bounds of a number and of a text") {
    row number{};
    number.number = &port;
    number.type = kind::integer;
    number.flags = row::bounded;
    CHECK(spelled_check(number, {.number_ = 65535, .mark = 1}) == "none");
    CHECK(spelled_check(number, {.number_ = 0, .mark = 1}) == "none");
    CHECK(spelled_check(number, {.number_ = 65536, .mark = 1}) == "out_of_range 65536");
    CHECK(spelled_check(number, {.number_ = portwright::unlisted(65536), .mark = 1}) == "none");
    CHECK(spelled_check(number, {.number_ = 65536, .mark = 1}, false) == "none");
    CHECK(spelled_check(number, {.number_ = INT64_MAX, .mark = 1}, false) == "out_of_range");

    row text{};
    text.text = &name;
    text.type = kind::text;
    text.flags = row::bounded;
    CHECK(spelled_check(text, {.string_ = "abc", .mark = 1}) == "none");
    CHECK(spelled_check(text, {.string_ = "a", .mark = 1}) == "too_short 1 \"a\"");
    CHECK(spelled_check(text, {.string_ = "abcd", .mark = 1}) == "too_long 4 \"abcd\"");
    CHECK(spelled_check(text, {.string_ = "a b", .mark = 1}) == "bad_characters \"a b\"");
    CHECK(spelled_check(text, {.string_ = "\xFF", .mark = 1}, false) == "none");
    text.flags = row::bounded | row::secret;
    CHECK(spelled_check(text, {.string_ = "a b", .mark = 1}) == "bad_characters");
}

} // namespace
