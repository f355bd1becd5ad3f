// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/core/result.hpp>

#include "../verify.hpp"

#include <csignal>
#include <string_view>
#include <type_traits>
#include <utility>

#include <sys/wait.h>
#include <unistd.h>

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
    constexpr result<std::string_view> text = std::string_view("text");
    VERIFY(text->size() == 4);
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

/// A view that is not empty by itself.
struct never_empty {
    constexpr explicit never_empty(int value) : number(value) {}
    friend constexpr bool operator==(never_empty, never_empty) = default;

    int number;
};

constexpr bool compiles_to_a_value(auto maker) {
    return requires { typename std::bool_constant<(*decltype(maker){}() == 0 || true)>; };
}

// A mistake in the program, and defined nevertheless: UBSan and ASan watch this leg.
TEST_CASE("result: the value of a failure is empty, and does not compile where it is a constant") {
    const result<std::string_view> text(error{.code = errc::bad_host, .length = 9, .text = "localhost"});
    CHECK((*text).data() == nullptr);
    CHECK(text->size() == 0);
    CHECK(*half(7) == 0);
    CHECK(*result<never_empty>(never_empty(7)) == never_empty(7));
    static_assert(compiles_to_a_value([] { return half(8); }));
    static_assert(!compiles_to_a_value([] { return half(7); }));
}

TEST_CASE("result: a value that cannot be empty traps where there is none") {
    const pid_t child = fork();
    if (child == 0) {
        std::signal(SIGILL, SIG_DFL);
        std::signal(SIGTRAP, SIG_DFL);
        volatile int read = (*result<never_empty>(error{.code = errc::bad_host})).number;
        _exit(read == 0 ? 0 : 1);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status));
}

TEST_CASE("result: a success has no error") {
    VERIFY(half(8).error().code == errc::none);
    VERIFY(half(8).error().text == nullptr);
}

/// Reads, after the end of the statement that made them, what temporary results handed out: in a constant expression
/// a reference to what is gone is an error.
constexpr bool lasts() {
    const auto& why = half(7).error();
    const auto& value = *half(8);
    const auto& reason = even(3).error();
    return why.number == 7 && value == 4 && reason.number == 3;
}

TEST_CASE("result: what a temporary hands out lasts") {
    VERIFY(lasts());
    static_assert(!std::is_reference_v<decltype(half(7).error())> && !std::is_reference_v<decltype(*half(8))>);
    static_assert(!std::is_reference_v<decltype(even(3).error())>);
    // A result with a name hands out its own; -> wants one: compile_fail/dangling_result.cpp.
    static_assert(std::is_same_v<decltype(*std::declval<const result<int>&>()), const int&>);
    static_assert(std::is_same_v<decltype(std::declval<const result<int>&>().error()), const error&>);
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
