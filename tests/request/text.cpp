// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/text.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <portwright/request/untyped.hpp>
#include <portwright/signature/sign.hpp>

#include <string>
#include <string_view>
#include <type_traits>

namespace {

using namespace std::string_view_literals;
using portwright::text;
using portwright::unlisted;

TEST_CASE("text: absent and empty are different") {
    VERIFY(!text().has_value());
    VERIFY(!text(nullptr).has_value());
    VERIFY(!text(std::string_view()).has_value());
    VERIFY(!text(static_cast<const char*>(nullptr)).has_value());
    VERIFY(text("").has_value());
    VERIFY(text(""sv).has_value());
    VERIFY(text("").size() == 0);
}

TEST_CASE("text: an array without a NUL is read to its end and no further") {
    struct {
        char id[4] = {'l', 'b', '-', '1'};
        char secret[8] = "SECRET!";
    } stored;
    CHECK(text(stored.id) == "lb-1");
    CHECK(test::Protocol(stored.id) == "lb-1");
    CHECK(unlisted(stored.id).view == "lb-1");
    CHECK(test::Protocol(unlisted(stored.id)) == "lb-1");
    const test::DescribeTask<test::v3> request{.TaskId = stored.id};
    char body[64];
    const auto json = portwright::json_body(request, body);
    REQUIRE(json);
    CHECK(*json == R"({"TaskId":"lb-1"})");
    static constexpr char full[4] = {'l', 'b', '-', '1'};
    VERIFY(text(full) == "lb-1");
    static constexpr char one[1] = {'x'};
    VERIFY(text(one) == "x");
    static constexpr char padded[8] = {'l', 'b'};
    VERIFY(text(padded) == "lb");
}

TEST_CASE("text: from a pointer to characters that are not const, and null") {
    char characters[] = "eth0";
    char* pointer = characters;
    CHECK(text(pointer) == "eth0");
    CHECK(test::DescribeTask<test::v3>{.TaskId = pointer}.TaskId == "eth0");
    pointer = nullptr;
    CHECK_FALSE(text(pointer).has_value());
}

TEST_CASE("text: from everything that is text") {
    VERIFY(text("lb-cuxw2rm0") == "lb-cuxw2rm0");
    VERIFY(text("lb-cuxw2rm0"sv) == "lb-cuxw2rm0");
    VERIFY(text("lb\0rest") == "lb"); // a literal ends as C strings do
    VERIFY(text("lb\0rest"sv).size() == 7);
    const std::string kept = "a string that stays where it is";
    CHECK(text(kept) == kept);
    CHECK(text(kept).data() == kept.data());
    char mutable_text[8] = "eth0";
    CHECK(text(mutable_text) == "eth0");
    const char* pointer = kept.c_str();
    CHECK(text(pointer) == kept);
    std::string_view view = kept;
    CHECK(text(view) == kept);
    static_assert(std::is_convertible_v<text, std::string_view>);
    static_assert(!std::is_constructible_v<text, int>);
    static_assert(!std::is_constructible_v<text, bool>);
}

TEST_CASE("text: a word has its own values and any text, and not another's values") {
    using test::Protocol;
    VERIFY(Protocol(Protocol::TCP) == "TCP");
    VERIFY(Protocol("TCP") == "TCP"sv);
    VERIFY("HTTPS"sv == Protocol::HTTPS);
    VERIFY(!Protocol().has_value());
    VERIFY(!Protocol(Protocol::TCP).is_unlisted());
    VERIFY(Protocol(unlisted("QUIC")).is_unlisted());
    VERIFY(Protocol(unlisted("QUIC")) == "QUIC");
    const std::string configured = "UDP";
    CHECK(Protocol(configured) == "UDP");
    // A field of an answer is a text; another word is none of this type.
    static_assert(std::is_convertible_v<text, Protocol> && std::is_assignable_v<Protocol&, const text&>);
    static_assert(!std::is_constructible_v<Protocol, test::Scheduler>);
    VERIFY(Protocol(text("UDP")) == "UDP");
    VERIFY(!Protocol(text()).has_value());
}

} // namespace
