// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/integer.hpp>

#include "../verify.hpp"

#include <portwright/request/untyped.hpp>

#include <cstdint>
#include <limits>
#include <type_traits>

namespace {

using portwright::integer;
using portwright::truth_value;
using portwright::unlisted;

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

template <class T>
concept can_be_unlisted = requires(T value) { unlisted(value); };
template <class T>
concept can_be_added = requires(portwright::untyped_request& to, T value) { to.add("Limit", value); };

TEST_CASE("integer: neither a truth value nor a letter") {
    static_assert(!std::is_constructible_v<integer, bool>);
    static_assert(!std::is_constructible_v<integer, char> && !std::is_constructible_v<integer, wchar_t>);
    static_assert(!std::is_constructible_v<integer, char8_t> && !std::is_constructible_v<integer, char16_t>);
    static_assert(!std::is_constructible_v<integer, char32_t>);
    static_assert(std::is_constructible_v<integer, signed char> && std::is_constructible_v<integer, unsigned char>);
    static_assert(!can_be_unlisted<wchar_t> && !can_be_unlisted<char8_t> && !can_be_unlisted<bool>);
    static_assert(can_be_unlisted<int> && can_be_unlisted<unsigned char>);
    static_assert(!can_be_added<wchar_t> && !can_be_added<char8_t> && !can_be_added<char16_t>);
    static_assert(!can_be_added<char32_t> && !can_be_added<char>);
    static_assert(can_be_added<int> && can_be_added<unsigned char> && can_be_added<bool>);
    static_assert(!std::is_constructible_v<integer, double>);
    static_assert(!std::is_constructible_v<integer, const char*>);
}

TEST_CASE("integer: a number that the documents do not list") {
    VERIFY(!integer(7).is_unlisted());
    VERIFY(integer(unlisted(7)).is_unlisted());
    VERIFY(*integer(unlisted(7)) == 7);
    VERIFY(integer(unlisted(-7)).is_representable());
}

TEST_CASE("truth_value: three states, and nothing but bool") {
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

} // namespace
