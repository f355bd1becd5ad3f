// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Fields read by their offsets; typed_root.cpp holds them against the same fields read by their members.

#include <portwright/request/raw_root.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

using namespace portwright::detail;
using portwright::path;

constexpr const row& row_named(const table& t, std::string_view name) {
    std::size_t i = 0;
    while (t.name(i) != name) ++i;
    return t.rows[i];
}

using action = test::CreateListener<test::v3>;
constexpr const row& top(std::string_view name) { return row_named(table_of<action>, name); }

TEST_CASE("raw_root: a field is where its row says") {
    const action request{.LoadBalancerId = "lb-1", .Level = -3, .Enabled = false, .Description = ""};
    const raw_root root{&request};
    CHECK(root.top() == reinterpret_cast<const unsigned char*>(&request));
    CHECK(root.value_of(root.top(), top("LoadBalancerId")).string() == "lb-1");
    CHECK(root.value_of(root.top(), top("LoadBalancerId")).size() == 4);
    CHECK(*root.value_of(root.top(), top("Level")).number() == -3);
    CHECK(*root.value_of(root.top(), top("Enabled")).number() == 0);
    CHECK(root.value_of(root.top(), top("Enabled")).is_present());
    CHECK(root.value_of(root.top(), top("Description")).is_present());
    CHECK(root.value_of(root.top(), top("Description")).size() == 0);
    CHECK_FALSE(root.value_of(root.top(), top("Path")).is_present());
    CHECK(root.mark_of(root.top(), top("Path")) == 0);
}

TEST_CASE("raw_root: elements of lists, and structures in them") {
    static constexpr std::uint64_t ports[] = {80, 0xFFFFFFFFFFFFFFFF};
    static constexpr std::string_view names[] = {"a", std::string_view()};
    static constexpr test::Group groups[] = {{.Name = "first"}, {.Name = "second"}};
    const action request{.Ports = ports, .ListenerNames = names, .Groups = groups};
    const raw_root root{&request};
    CHECK(root.value_of(root.top(), top("Ports")).size() == 2);
    CHECK(*root.value_of(root.top(), top("Ports"), 0).number() == 80);
    CHECK_FALSE(root.value_of(root.top(), top("Ports"), 1).number().is_representable());
    CHECK(root.value_of(root.top(), top("ListenerNames"), 0).string() == "a");
    CHECK(root.value_of(root.top(), top("ListenerNames"), 1).size() == 0);
    const auto second = root.inside(root.top(), top("Groups"), 1);
    CHECK(second == reinterpret_cast<const unsigned char*>(&groups[1]));
    CHECK(root.value_of(second, row_named(*top("Groups").child, "Name")).string() == "second");
}

TEST_CASE("raw_root: a structure has the marks of all that is in it") {
    action request{};
    const raw_root root{&request};
    CHECK(root.combined_marks(root.top(), top("HealthCheck")) == 0);
    request.HealthCheck.CheckType = "";
    CHECK(root.combined_marks(root.top(), top("HealthCheck")) != 0);
    CHECK(root.combined_marks(root.top(), top("Certificate")) == 0);
    CHECK(root.inside(root.top(), top("HealthCheck"), path::whole) ==
          reinterpret_cast<const unsigned char*>(&request.HealthCheck));
}

TEST_CASE("raw_root: rare tests") {
    static constexpr row plain{
        .number = nullptr, .pointer_offset = 0, .length = 1, .type = kind::integer, .flags = 0, .common_before = 0};
    const auto holds = [](const portwright::integer& one, const portwright::integer& other, condition::test test) {
        const portwright::integer fields[] = {one, other};
        row second = plain;
        second.pointer_offset = sizeof(portwright::integer) / sizeof(void*);
        return holds_rare_test(reinterpret_cast<const unsigned char*>(fields), plain, second, test);
    };
    CHECK(holds(1, 2, condition::differs));
    CHECK_FALSE(holds(2, 2, condition::differs));
    CHECK_FALSE(holds({}, 2, condition::differs)); // both fields must be set
    CHECK_FALSE(holds(2, {}, condition::differs));
    CHECK(holds(86401, 0, condition::far_above));
    CHECK_FALSE(holds(86400, 0, condition::far_above));
}

TEST_CASE("raw_root: of two date-times, which is later") {
    static constexpr text_rule date_times{&is_date_time, 0, 0, 0};
    static constexpr row first{
        .text = &date_times, .pointer_offset = 0, .length = 1, .type = kind::text, .flags = 0, .common_before = 0};
    const auto is_later = [](std::string_view one, std::string_view other) {
        const portwright::text fields[] = {one, other};
        row second = first;
        second.pointer_offset = sizeof(portwright::text) / sizeof(void*);
        return holds_rare_test(reinterpret_cast<const unsigned char*>(fields), first, second, condition::later);
    };
    CHECK(is_later("2020-01-01 00:00:01", "2020-01-01 00:00:00"));
    CHECK_FALSE(is_later("2020-01-01 00:00:00", "2020-01-01 00:00:00"));
    CHECK_FALSE(is_later("2019-12-31 23:59:59", "2020-01-01 00:00:00"));
    CHECK_FALSE(is_later("tomorrow", "2020-01-01 00:00:00")); // what is none is refused as that
    CHECK_FALSE(is_later("2020-01-01 00:00:01", "yesterday"));
}

} // namespace
