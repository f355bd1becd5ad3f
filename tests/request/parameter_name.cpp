// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/parameter_name.hpp>

#include "../verify.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using portwright::parameter_name;

/// All characters that the reader gives.
std::string read(const parameter_name& name) {
    std::string made;
    parameter_name::reader characters(name);
    for (int c; (c = characters.next()) >= 0;) made += static_cast<char>(c);
    return made;
}

TEST_CASE("parameter_name: each n between dots is the next subscript") {
    CHECK(read("Limit") == "Limit");
    CHECK(read({"Ports.n", 0}) == "Ports.0");
    CHECK(read({"Groups.n.Ports.n", 12, 65535}) == "Groups.12.Ports.65535");
    CHECK(read({"n.name.n", 1, 2}) == "1.name.2");
    CHECK(read("n.n") == "n.n"); // without a subscript an n is an n
    VERIFY(parameter_name("Ports.n", 7).spelling() == "Ports.n");
    VERIFY((parameter_name("Ports.n", 7).has_subscripts() && !parameter_name("Ports.n").has_subscripts()));
}

TEST_CASE("parameter_name: the names that go over the wire") {
    VERIFY(parameter_name("a-b_C9").is_wire_name(1));
    VERIFY((parameter_name("a.b.c").is_wire_name(3) && !parameter_name("a.b.c").is_wire_name(2)));
    for (const char* bad : {"", ".", "a.", ".a", "a..b", "a b", "a=", "a&b", "\xC3\xA9"}) {
        CAPTURE(bad);
        CHECK_FALSE(parameter_name(bad).is_wire_name(16));
    }
    VERIFY(!parameter_name("Ports", 1).is_wire_name(16)); // no n for it
    VERIFY(!parameter_name("Ports.n.n", 1).is_wire_name(16)); // an n without one
    VERIFY(!parameter_name("Ports.n", 65536).is_wire_name(16));
    VERIFY(!parameter_name("Ports.n", -1).is_wire_name(16));
}

TEST_CASE("parameter_name: segments") {
    char digits[5];
    const parameter_name name("Groups.n.Ports.n", 3, 10);
    CHECK(name.segment(0, digits) == "Groups");
    CHECK(name.segment(1, digits) == "3");
    CHECK(name.segment(2, digits) == "Ports");
    CHECK(name.segment(3, digits) == "10");
    CHECK(name.segment(4, digits).empty());
    CHECK(parameter_name("Limit").segment(1, digits).empty());
}

TEST_CASE("parameter_name: sorts by the bytes on the wire, however it was given") {
    const parameter_name names[] = {{"Ports.n", 1}, {"Ports.n", 10}, {"Ports.n", 2},
                                    "Ports.20",     {"Ports.n", 3},  "Ports0"};
    for (const parameter_name& one : names)
        for (const parameter_name& other : names) {
            const int expected = read(one).compare(read(other));
            CAPTURE(read(one));
            CAPTURE(read(other));
            CHECK((one.compare(other) < 0) == (expected < 0));
            CHECK((one.compare(other) == 0) == (expected == 0));
        }
    VERIFY(parameter_name("Ports.n", 2).compare("Ports.2") == 0);
    CHECK(parameter_name("A").compare("A.0") < 0);
}

} // namespace
