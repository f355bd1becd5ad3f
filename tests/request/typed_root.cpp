// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// A request read by its members, in constant expressions, and by its bytes, at run time: the same.

#include <portwright/request/typed_root.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

using namespace portwright::detail;
using portwright::path;

constexpr std::uint16_t ports[] = {80, 443};
constexpr std::string_view tags[] = {"a", "", "ccc"};
constexpr test::Endpoint endpoints[] = {{.Address = "10.0.0.1", .Weight = 0}, {.Address = "", .Backup = true}};
constexpr test::Group groups[] = {{}, {.Name = "second", .Endpoints = endpoints, .Tags = tags}};
using action = test::CreateListener<test::v3>;
constexpr action request{.LoadBalancerId = "lb-1",
                         .Ports = ports,
                         .Protocol = test::Protocol::UDP,
                         .HealthCheck = {.IntervalTime = 5},
                         .Level = -3,
                         .Enabled = false,
                         .Description = "",
                         .Groups = groups};

constexpr const row& row_named(const table& t, std::string_view name) {
    std::size_t i = 0;
    while (t.name(i) != name) ++i;
    return t.rows[i];
}
constexpr const row& top(std::string_view name) { return row_named(table_of<action>, name); }

constexpr typed_root<action> typed{&request};

TEST_CASE("roots: a field of the request") {
    VERIFY(typed.value_of(typed.top(), top("LoadBalancerId")).string() == "lb-1");
    VERIFY(typed.value_of(typed.top(), top("Protocol")).string() == "UDP");
    VERIFY(*typed.value_of(typed.top(), top("Level")).number() == -3);
    VERIFY(typed.mark_of(typed.top(), top("LoadBalancerId")) != 0);
    VERIFY(typed.mark_of(typed.top(), top("Enabled")) != 0); // false is a value
    VERIFY(typed.mark_of(typed.top(), top("Description")) != 0); // and so is an empty text
    VERIFY(typed.mark_of(typed.top(), top("Path")) == 0);
    VERIFY(typed.mark_of(typed.top(), top("ListenerNames")) == 0);
}

TEST_CASE("roots: elements, and one that is not there") {
    VERIFY((typed.mark_of(typed.top(), top("Ports")) & ~present_bit) == 2);
    VERIFY(*typed.value_of(typed.top(), top("Ports"), 1).number() == 443);
    VERIFY(*typed.value_of(typed.top(), top("Ports"), 2).number() == 0);
    VERIFY((typed.mark_of(typed.top(), top("Groups")) & ~present_bit) == 2);
}

TEST_CASE("roots: a structure is there where something in it is") {
    VERIFY(typed.combined_marks(typed.top(), top("HealthCheck")) != 0);
    VERIFY(typed.combined_marks(typed.top(), top("Certificate")) == 0);
}

constexpr auto second = typed.inside(typed.top(), top("Groups"), 1);
constexpr const row& group_row(std::string_view name) { return row_named(*top("Groups").child, name); }
constexpr const row& endpoint_row(std::string_view name) { return row_named(*group_row("Endpoints").child, name); }

TEST_CASE("roots: inside structures, down to the last one") {
    VERIFY(typed.value_of(second, group_row("Name")).string() == "second");
    VERIFY(typed.value_of(second, group_row("Tags"), 2).string() == "ccc");
    VERIFY(typed.mark_of(typed.inside(typed.top(), top("Groups"), 0), group_row("Name")) == 0);
    VERIFY(typed.value_of(typed.inside(second, group_row("Endpoints"), 0), endpoint_row("Address")).string() ==
           "10.0.0.1");
    VERIFY(*typed.value_of(typed.inside(second, group_row("Endpoints"), 1), endpoint_row("Backup")).number() == 1);
    VERIFY(*typed
                .value_of(typed.inside(typed.top(), top("HealthCheck"), path::whole),
                          row_named(*top("HealthCheck").child, "IntervalTime"))
                .number() == 5);
}

/// Every field of a structure and of those in it, by members and by bytes. How many fields there were.
template <class Typed, class TypedPosition>
std::size_t compare(const Typed& by_member, const TypedPosition& member, const raw_root& by_byte,
                    raw_root::position byte, const table& t) {
    std::size_t fields = 0;
    for (std::size_t i = 0; i != t.count; ++i) {
        const row& r = t.rows[i];
        CAPTURE(t.name(i));
        ++fields;
        if (r.type == kind::structure) {
            CHECK((by_member.combined_marks(member, r) != 0) == (by_byte.combined_marks(byte, r) != 0));
            fields += compare(by_member, by_member.inside(member, r, path::whole), by_byte,
                              by_byte.inside(byte, r, path::whole), *r.child);
            continue;
        }
        CHECK((by_member.mark_of(member, r) != 0) == (by_byte.mark_of(byte, r) != 0));
        if (is_list(r.type)) {
            const std::uint32_t size = by_member.mark_of(member, r) & ~present_bit;
            for (std::uint32_t k = 0; k != size; ++k) {
                if (r.type == kind::structures) {
                    fields += compare(by_member, by_member.inside(member, r, k), by_byte, by_byte.inside(byte, r, k),
                                      *r.child);
                } else if (r.type == kind::texts) {
                    CHECK(by_member.value_of(member, r, k).string() == by_byte.value_of(byte, r, k).string().view());
                } else {
                    CHECK(*by_member.value_of(member, r, k).number() == *by_byte.value_of(byte, r, k).number());
                }
            }
        } else if (by_byte.mark_of(byte, r) == 0) {
            continue;
        } else if (r.type == kind::text) {
            CHECK(by_member.value_of(member, r).string() == by_byte.value_of(byte, r).string().view());
        } else {
            CHECK(*by_member.value_of(member, r).number() == *by_byte.value_of(byte, r).number());
        }
    }
    return fields;
}

TEST_CASE("roots: by members and by bytes") {
    const raw_root raw{&request};
    // 21 of the action, 3 each of two structures in it and of two groups, 4 each of two endpoints
    CHECK(compare(typed, typed.top(), raw, raw.top(), table_of<action>) == 21 + 3 + 3 + 2 * 3 + 2 * 4);
}

TEST_CASE("roots: rare tests") {
    action late{.BeginSecond = 100, .EndSecond = 100 + 86400};
    const raw_root raw{&late};
    const row& begin = top("BeginSecond");
    const row& end = top("EndSecond");
    const auto far_above = [&] {
        const bool by_member =
            typed_root<action>{&late}.holds_rare_test(table_of<action>, {}, end, begin, condition::far_above);
        const bool by_byte = raw.holds_rare_test(table_of<action>, raw.top(), end, begin, condition::far_above);
        CHECK(by_member == by_byte);
        return by_member;
    };
    CHECK(!far_above()); // a day is not more than a day
    late.EndSecond = 101 + 86400;
    CHECK(far_above());
    late.BeginSecond = {};
    CHECK(!far_above());
    static constexpr action differing{.BeginSecond = 1, .EndSecond = 2};
    VERIFY(typed_root<action>{&differing}.holds_rare_test(table_of<action>, {}, top("EndSecond"), top("BeginSecond"),
                                                          condition::differs));
}

} // namespace
