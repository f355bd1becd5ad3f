// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// How the emulator reads requests: percent encoding, times, subscripts, JSON, and the tables of parameters.

#include "../../examples/portwright/emulator/request.hpp"

#include <array>

#include <doctest/doctest.h>

#include "../../examples/portwright/emulator/fields.hpp"

namespace {

using namespace portwright_tool::emulator;

TEST_CASE("emulator: percent encoding") {
    CHECK(percent_decode("a%2Fb+c%e4").value() == "a/b c\xe4");
    for (const char* broken : {"%", "%4", "%zz", "a%2"}) CHECK_FALSE(percent_decode(broken).has_value());
    CHECK(percent_encode("a b*~/+\xe4") == "a%20b%2A~%2F%2B%E4");
    CHECK(parse_pairs("")->empty());
    CHECK(parse_pairs("a=1&b")->size() == 2);
    CHECK_FALSE(parse_pairs("=1").has_value());
    CHECK_FALSE(parse_pairs("a=1&&b=2").has_value());
}

TEST_CASE("emulator: times") {
    CHECK(utc_date(1551113065) == "2019-02-25");
    CHECK(http_date(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT");   // RFC 9110 section 5.6.7
    CHECK(parse_utc_time("2016-02-23T12:46:24Z").value() == 1456231584);
    for (const char* wrong : {"2016-02-23T12:46:24", "2016-02-30T12:46:24Z", "2016-02-23 12:46:24Z",
                              "2016-02-23T12:46:24.0Z", "2016-02-23T24:00:00Z", ""}) {
        CHECK_FALSE(parse_utc_time(wrong).has_value());
    }
    CHECK(parse_integer("-1").value() == -1);
    for (const char* wrong : {"", "-", "+1", "01", "1 ", "1.0", "99999999999999999999"}) {
        CHECK_FALSE(parse_integer(wrong).has_value());
    }
}

TEST_CASE("emulator: flattened parameters become a tree") {
    const auto good = tree_of_pairs({{"L.1.p", "2"}, {"L.0.p", "1"}, {"H.T", "5"}, {"x", ""}}, 0);
    REQUIRE(good.error.empty());
    CHECK(good.tree == json{{"L", {{{"p", "1"}}, {{"p", "2"}}}}, {"H", {{"T", "5"}}}, {"x", ""}});
    CHECK(tree_of_pairs({{"P.1", "1"}, {"P.2", "1"}}, 1).error.empty());

    for (const name_values& bad : {name_values{{"P.1", "1"}},
                                   {{"P.0", "1"}, {"P.2", "1"}},
                                   {{"P.00", "1"}},
                                   {{"P.0", "1"}, {"P.x", "1"}},
                                   {{"P", "1"}, {"P.0", "1"}},
                                   {{"P.0", "1"}, {"P", "1"}},
                                   {{"P", "1"}, {"P", "1"}},
                                   {{"P..x", "1"}},
                                   {{".P", "1"}},
                                   {{"0", "1"}},
                                   {{"P.99999999999999999999", "1"}},
                                   {{"a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q", "1"}}}) {
        CHECK_FALSE(tree_of_pairs(bad, 0).error.empty());
    }
    CHECK_FALSE(tree_of_pairs({{"P.0", "1"}}, 1).error.empty());
}

TEST_CASE("emulator: JSON bodies") {
    CHECK(tree_of_json(R"({"Ports":[80]})").error.empty());
    for (const char* bad : {"", "{", "[]", "1", "\xff", "{\"a\":1}}"}) CHECK_FALSE(tree_of_json(bad).error.empty());
    CHECK_FALSE(tree_of_json(std::string(100000, '[')).error.empty());
    CHECK_FALSE(tree_of_json("{\"a\":" + std::string(100000, '[') + std::string(100000, ']') + "}").error.empty());
}

constexpr std::array fields{must(list("L")), must(integer("L.n.port", 1, 10, "0")), choice("L.n.kind", "a|b"),
                            boolean("on"), text("name", 1, 3)};

std::string refused(const json& tree, bool typed = false) {
    try {
        (void)checked(tree, {fields, 0, typed, true});
    } catch (const bad_parameter& wrong) {
        return std::to_string(static_cast<int>(wrong.why)) + " " + wrong.path;
    }
    return "";
}

std::string expected(bad_parameter::reason why, const char* path) {
    return std::to_string(static_cast<int>(why)) + " " + path;
}

TEST_CASE("emulator: parameters against their table") {
    using reason = bad_parameter::reason;
    const auto with = [](const char* name, const json& value) {
        json tree = {{"L", json::array({{{"port", "5"}}})}};
        tree[name] = value;
        return tree;
    };
    CHECK(refused(with("name", "\xe4\xbd\xa0\xe5\xa5\xbd")) == "");   // two characters
    CHECK(refused({{"L", json::array({{{"port", "0"}}})}}) == "");
    CHECK(refused(json::object()) == expected(reason::missing, "L"));
    CHECK(refused({{"L", json::array()}}) == expected(reason::missing, "L"));
    CHECK(refused({{"L", json::array({{{"kind", "a"}}})}}) == expected(reason::missing, "L.0.port"));
    CHECK(refused({{"L", json::array({{{"port", "11"}}})}}) == expected(reason::range, "L.0.port"));
    CHECK(refused({{"L", json::array({{{"port", "x"}}})}}) == expected(reason::malformed, "L.0.port"));
    CHECK(refused({{"L", json::array({{{"port", "1"}, {"kind", "c"}}})}}) == expected(reason::value, "L.0.kind"));
    CHECK(refused(with("on", "yes")) == expected(reason::malformed, "on"));
    CHECK(refused(with("name", "four")) == expected(reason::length, "name"));
    CHECK(refused(with("nme", "x")) == expected(reason::unknown, "nme"));
    CHECK(refused({{"L", json::array({{{"port", 5}}})}}, true) == "");
    CHECK(refused({{"L", json::array({{{"port", "5"}}})}}, true) == expected(reason::malformed, "L.0.port"));
    CHECK(refused({{"L", json::array({{{"port", 1.5}}})}}, true) == expected(reason::malformed, "L.0.port"));
    CHECK(refused({{"L", 5}}, true) == expected(reason::malformed, "L"));
}

}   // namespace
