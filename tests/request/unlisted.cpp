// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/unlisted.hpp>

#include "../verify.hpp"

#include <cstdint>
#include <type_traits>

namespace {

using portwright::unlisted;
using portwright::unlisted_number;
using portwright::unlisted_text;
using portwright::detail::number_like;

TEST_CASE("unlisted: marks a text or a number") {
    static_assert(std::is_same_v<decltype(unlisted("QUIC")), unlisted_text>);
    static_assert(std::is_same_v<decltype(unlisted(7)), unlisted_number>);
    VERIFY(unlisted("QUIC").view == "QUIC");
    VERIFY(unlisted(-7).value == -7);
    VERIFY(unlisted(std::uint8_t{255}).value == 255);
}

TEST_CASE("unlisted: a number is no truth value and no character") {
    static_assert(number_like<int> && number_like<signed char> && number_like<unsigned long long>);
    static_assert(!number_like<bool> && !number_like<char> && !number_like<wchar_t> && !number_like<char8_t>);
    static_assert(!number_like<char16_t> && !number_like<char32_t> && !number_like<double>);
}

} // namespace
