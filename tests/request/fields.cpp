// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/fields.hpp>
#include <portwright/request/root.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace {

using namespace std::string_view_literals;
using portwright::integer;
using portwright::integers;
using portwright::text;
using portwright::texts;
using portwright::truth_value;
using portwright::unlisted;

TEST_CASE("text: absent and empty are different") {
    VERIFY(!text().has_value());
    VERIFY(!text(nullptr).has_value());
    VERIFY(!text(std::string_view()).has_value());
    VERIFY(!text(static_cast<const char*>(nullptr)).has_value());
    VERIFY(text("").has_value());
    VERIFY(text(""sv).has_value());
    VERIFY(text("").size() == 0);
    VERIFY(!text());
    VERIFY(text("lb"));
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

TEST_CASE("word: its own values and any text, and not another's values") {
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
}

TEST_CASE("integer: absent and zero are different") {
    VERIFY(!integer().has_value());
    VERIFY(integer(0).has_value());
    VERIFY(*integer(0) == 0);
    VERIFY(*integer() == 0);
    VERIFY(integer().value_or(80) == 80);
    VERIFY(integer(0).value_or(80) == 0);
    VERIFY(integer(0) == 0);
    VERIFY(!(integer() == 0));
}

TEST_CASE("integer: from -2^61 to 2^61 - 1, and what lies outside is kept as such") {
    constexpr std::int64_t top = std::int64_t{1} << 61;
    VERIFY(*integer(top - 1) == top - 1);
    VERIFY(*integer(-top) == -top);
    VERIFY(*integer(-1) == -1);
    VERIFY(integer(top - 1).is_representable());
    VERIFY(integer(-top).is_representable());
    for (const integer outside : {integer(top), integer(-top - 1), integer(std::numeric_limits<std::int64_t>::max()),
                                  integer(std::numeric_limits<std::int64_t>::min()),
                                  integer(std::numeric_limits<std::uint64_t>::max()), integer(unlisted(top))}) {
        CHECK(outside.has_value());
        CHECK_FALSE(outside.is_representable());
        CHECK_FALSE(outside == 0);
    }
    VERIFY(!integer(std::numeric_limits<std::uint64_t>::max()).is_representable());
    VERIFY(*integer(std::uint64_t{70000}) == 70000);
    VERIFY(*integer(std::int8_t{-128}) == -128);
    VERIFY(*integer(std::uint32_t{4294967295}) == 4294967295);
}

TEST_CASE("integer: neither a truth value nor a letter") {
    static_assert(!std::is_constructible_v<integer, bool>);
    static_assert(!std::is_constructible_v<integer, char>);
    static_assert(!std::is_constructible_v<integer, double>);
    static_assert(!std::is_constructible_v<integer, const char*>);
}

TEST_CASE("integer: a number that the documents do not list") {
    VERIFY(!integer(7).is_unlisted());
    VERIFY(integer(unlisted(7)).is_unlisted());
    VERIFY(*integer(unlisted(7)) == 7);
    VERIFY(integer(unlisted(-7)).is_representable());
}

TEST_CASE("boolean: three states, and nothing but bool") {
    VERIFY(!truth_value().has_value());
    VERIFY(truth_value(false).has_value());
    VERIFY(*truth_value(true));
    VERIFY(!*truth_value(false));
    VERIFY(truth_value().value_or(true));
    VERIFY(!truth_value(false).value_or(true));
    static_assert(!std::is_constructible_v<truth_value, int>);
    static_assert(!std::is_constructible_v<truth_value, const char*>);
    static_assert(!std::is_constructible_v<truth_value, char[6]>);
}

/// An element as a walk reads it at run time.
integer element_in_memory(const integers& list, std::uint32_t i) {
    portwright::detail::raw_root::value field;
    std::memcpy(&field, &list, sizeof field);
    return integers::element(field.data, field.count, i);
}

template <class I>
void check_element_type() {
    constexpr I least = std::numeric_limits<I>::min();
    constexpr I most = std::numeric_limits<I>::max();
    const I ends[] = {least, I(least + 1), I(most / 2 + 1), I(0), I(1), I(0x7E), I(most / 16), I(most - 1), most};
    for (std::uint32_t i = 0; i != std::size(ends); ++i) {
        CAPTURE(ends[i]);
        const integer read = element_in_memory(ends, i);
        CHECK(read.is_representable() == integers(ends)[i].is_representable());
        CHECK(*read == *integers(ends)[i]);
        CHECK(read.is_representable() == integer(ends[i]).is_representable());
        CHECK(*read == *integer(ends[i]));
    }
    constexpr I low = std::is_signed_v<I> ? I(-2) : I(1);
    static constexpr I elements[] = {low, I(3), I(100)};
    VERIFY(integers(elements).size() == 3);
    VERIFY(*integers(elements)[0] == static_cast<std::int64_t>(low));
    VERIFY(*integers(elements)[2] == 100);
    const std::vector<I> kept{I(7), I(8)};
    CHECK(*integers(kept)[1] == 8);
    const std::array<I, 1> one{I(9)};
    CHECK(*integers(one)[0] == 9);
    CHECK(*integers(std::span<const I>(kept))[0] == 7);
}

TEST_CASE("integers: of every width and sign") {
    check_element_type<std::int8_t>();
    check_element_type<std::uint8_t>();
    check_element_type<std::int16_t>();
    check_element_type<std::uint16_t>();
    check_element_type<std::int32_t>();
    check_element_type<std::uint32_t>();
    check_element_type<std::int64_t>();
    check_element_type<std::uint64_t>();
    check_element_type<long>();
    check_element_type<unsigned long>();
    check_element_type<long long>();
    check_element_type<unsigned long long>();
    static constexpr std::uint64_t large[] = {std::numeric_limits<std::uint64_t>::max()};
    VERIFY(!integers(large)[0].is_representable());
}

TEST_CASE("lists: absent and empty are different") {
    VERIFY(!integers().has_value());
    VERIFY(!texts().has_value());
    VERIFY(!portwright::list<test::Group>().has_value());
    const std::array<int, 0> none{};
    const std::vector<int> nothing;
    const std::span<const int> null;
    CHECK_FALSE(integers(null).has_value());
    CHECK(integers(none).size() == 0);
    CHECK(integers(nothing).size() == 0);
    std::vector<int> emptied{1};
    emptied.clear();
    CHECK(integers(emptied).has_value());
    CHECK(integers(emptied).size() == 0);
}

TEST_CASE("lists: of texts and of structures") {
    static constexpr test::Group groups[] = {{.Name = "a"}, {.Name = "b"}};
    VERIFY(portwright::list<test::Group>(groups).size() == 2);
    VERIFY(portwright::list<test::Group>(groups)[1].Name == "b");
    VERIFY(texts(test::two_names).size() == 2);
    VERIFY(texts(test::two_names)[1] == "lis1");
    const std::vector<std::string_view> kept{"x", "y", "z"};
    CHECK(texts(kept)[2] == "z");
    const std::vector<test::Group> more(3);
    CHECK(portwright::list<test::Group>(more).size() == 3);
}

TEST_CASE("fields: an object of zero bytes is absent") {
    const auto zeroed = []<class T>(T& field) { std::memset(static_cast<void*>(&field), 0, sizeof field); };
    text t = "x";
    zeroed(t);
    CHECK_FALSE(t.has_value());
    integer i = 7;
    zeroed(i);
    CHECK_FALSE(i.has_value());
    truth_value b = true;
    zeroed(b);
    CHECK_FALSE(b.has_value());
    integers n = test::two_ports;
    zeroed(n);
    CHECK_FALSE(n.has_value());
    texts names = test::two_names;
    zeroed(names);
    CHECK_FALSE(names.has_value());
}

TEST_CASE("fields: copied as bytes") {
    static_assert(std::is_trivially_copyable_v<text> && std::is_trivially_copyable_v<integer>);
    static_assert(std::is_trivially_copyable_v<integers> && std::is_trivially_copyable_v<texts>);
    static_assert(std::is_trivially_copyable_v<test::CreateListener<test::v3>>);
    static_assert(std::is_aggregate_v<test::CreateListener<test::v3>>);
}

} // namespace
