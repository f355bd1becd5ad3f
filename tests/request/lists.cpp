// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/lists.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <portwright/request/raw_root.hpp>
#include <portwright/signature/sign.hpp>

#include <array>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <limits>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace {

using namespace std::string_view_literals;
using portwright::integer;
using portwright::integers;
using portwright::texts;

TEST_CASE("lists: a text of null is empty, whatever size comes with it") {
    const std::string_view names[] = {"a"sv, std::string_view(static_cast<const char*>(nullptr), 5)};
    char buffer[512];
    const auto body = portwright::json_body(test::CreateListener<test::v3>{.ListenerNames = names}, buffer);
    REQUIRE(body);
    CHECK(body->find("\"ListenerNames\":[\"a\",\"\"]") != std::string_view::npos);
}

TEST_CASE("lists: past the end there is an absent element") {
    static constexpr std::uint16_t ports[] = {80, 443};
    VERIFY(integers(ports)[1] == 443);
    VERIFY(!integers(ports)[2].has_value());
    VERIFY(!integers(ports)[0xFFFFFFFF].has_value());
    VERIFY(!integers()[0].has_value());
    VERIFY(texts(test::two_names)[2].empty());
    VERIFY(texts()[0].empty());
    static constexpr test::Group groups[] = {{.Name = "a"}};
    using list = portwright::list<test::Group>;
    VERIFY(!list(groups)[1].Name.has_value());
    VERIFY(!list()[0].Endpoints[7].Address.has_value());
}

/// An element as a walk reads it at run time.
integer element_in_memory(const integers& list, std::uint32_t i) {
    portwright::detail::raw_root::value field;
    std::memcpy(&field, &list, sizeof field);
    return integers::element(field.data, field.mark, i);
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

TEST_CASE("lists: integers of every width and sign") {
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

} // namespace
