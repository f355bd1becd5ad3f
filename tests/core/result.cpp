// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/core/result.hpp>

#include "../verify.hpp"

#include <string_view>
#include <type_traits>

namespace {

using portwright::errc;
using portwright::error;
using portwright::result;

constexpr result<int> half(int n) {
    if (n % 2 != 0) return error{.code = errc::out_of_range, .has_number = true, .number = n};
    return n / 2;
}

constexpr result<void> even(int n) {
    if (const auto halved = half(n); !halved) return halved.error();
    return {};
}

TEST_CASE("result: a value or the error") {
    VERIFY(half(8));
    VERIFY(*half(8) == 4);
    VERIFY(!half(7));
    VERIFY(half(7).error().code == errc::out_of_range);
    VERIFY(half(7).error().number == 7);
    VERIFY(result<std::string_view>(std::string_view("text"))->size() == 4);
}

TEST_CASE("result: success or the error") {
    VERIFY(even(2));
    VERIFY(even(2).error().code == errc::none);
    VERIFY(!even(3));
    VERIFY(even(3).error().number == 3);
}

TEST_CASE("result: false and zero are values") {
    VERIFY(result<bool>(false));
    VERIFY(*result<bool>(false) == false);
    VERIFY(result<int>(0));
}

TEST_CASE("result: copied as bytes, and never a number or a bool by accident") {
    static_assert(std::is_trivially_copyable_v<result<int>>);
    static_assert(std::is_trivially_copyable_v<result<void>>);
    static_assert(std::is_trivially_copyable_v<error>);
    static_assert(!std::is_convertible_v<result<int>, bool>);
    static_assert(!std::is_convertible_v<result<int>, int>);
    static_assert(!std::is_default_constructible_v<result<int>>);
}

} // namespace
