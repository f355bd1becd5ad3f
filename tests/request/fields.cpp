// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/fields.hpp>
#include <portwright/request/check.hpp>
#include <portwright/request/message.hpp>
#include <portwright/signature/sign.hpp>

#include "../verify.hpp"
#include "actions.hpp"
#include "spelled.hpp"

#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>
#include <type_traits>

namespace {

using portwright::check;
using portwright::integer;
using portwright::integers;
using portwright::text;
using portwright::texts;
using portwright::truth_value;
using test::spelled;

/// A view as whoever has a pointer and a size beside it makes one.
template <class T>
struct range {
    using borrows_characters = void; // what tells a view from a container
    const T* begins;
    std::size_t count;
    constexpr const T* data() const { return begins; }
    constexpr std::size_t size() const { return count; }
};
struct text_range : range<char> {
    constexpr operator std::string_view() const { return {begins, count}; }
};

TEST_CASE("fields: whether there is one is asked by has_value(), and by nothing else") {
    static_assert(!std::is_constructible_v<bool, text> && !std::is_constructible_v<bool, test::Protocol>);
    static_assert(!std::is_constructible_v<bool, integer> && !std::is_constructible_v<bool, truth_value>);
    static_assert(!std::is_constructible_v<bool, texts> && !std::is_constructible_v<bool, integers>);
    static_assert(!std::is_constructible_v<bool, portwright::list<test::Group>>);
}

TEST_CASE("fields: a text is read as a number is") {
    static_assert(*text("web") == "web" && *integer(80) == 80);
    static_assert((*text()).empty() && *integer() == 0);
}

TEST_CASE("fields: null is absent, whatever size comes with it") {
    CHECK_FALSE(text(text_range{{nullptr, 5}}).has_value());
    CHECK_FALSE(integers(range<int>{nullptr, 5}).has_value());
    CHECK_FALSE(texts(range<std::string_view>{nullptr, 5}).has_value());
    CHECK_FALSE(portwright::list<test::Group>(range<test::Group>{nullptr, 5}).has_value());
    CHECK(portwright::check(test::Numbers<test::v3>{.N = range<int>{nullptr, 5}}));
}

TEST_CASE("fields: what is larger than any request is kept as such") {
    constexpr std::size_t most = 0x07FFFFFE;
    static const char character = 'x';
    CHECK(text(text_range{{&character, most}}).size() == most);
    // None of these is read: only its size counts.
    for (const std::size_t size :
         {most + 1, most + 2, std::size_t{1} << 28, std::size_t{0xFFFFFFFF}, std::numeric_limits<std::size_t>::max()}) {
        const std::string_view large(&character, size);
        CHECK(text(large).size() == most + 1);
        static constexpr std::uint8_t number = 7;
        static constexpr std::string_view name = "n";
        const test::Group group;
        CHECK(integers(range<std::uint8_t>{&number, size}).size() == most + 1);
        CHECK(texts(range<std::string_view>{&name, size}).size() == most + 1);
        CHECK(portwright::list<test::Group>(range<test::Group>{&group, size}).size() == most + 1);

        using request = test::CreateListener<test::v3>;
        const request with_text{.Description = large};
        char body[64];
        CHECK(spelled(portwright::json_body(with_text, body)) == "too_long");
        const auto verdict = check(test::Upload<test::v3>{.Data = large});
        REQUIRE_FALSE(verdict);
        CHECK(verdict.error().code == portwright::errc::too_long);
        char line[128];
        CHECK(message(verdict.error(), line) == "Data: larger than any request may be");
        const std::string_view elements[] = {"ok", large};
        request with_texts = test::good<test::v3>;
        with_texts.ListenerNames = elements;
        CHECK(check(with_texts).error().code == portwright::errc::too_long);
        CHECK(message(check(with_texts).error(), line) == "ListenerNames.1: larger than any request may be");
        with_texts.ListenerNames = range<std::string_view>{&name, size};
        CHECK(check(with_texts).error().code == portwright::errc::too_many);
        const auto numbers = check(test::Numbers<test::v3>{.N = range<std::uint8_t>{&number, size}});
        REQUIRE_FALSE(numbers);
        CHECK(message(numbers.error(), line) == "N: larger than any request may be");
        CHECK(check(test::Upload<test::v3>{.Key = large}).error().text == nullptr);
    }
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
