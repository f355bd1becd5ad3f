// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// later<N> in place of a value that a constant request does not know yet: value number N of those that come at run
// time.
//
//     constexpr std::int64_t ports[] = {later<1>, 443};
//     constexpr clb::CreateListener request{.LoadBalancerId = later<0>, .Ports = ports, ...};
//
// It fills texts, words and numbers, in lists and structures, too. signature/prepared.hpp takes such a
// request, and then its values. As a request of its own it is refused, by check() and by whatever signs.

#include <portwright/request/field_mark.hpp>

#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// How many values may come at run time.
inline constexpr unsigned most_later = 15;

// What stands for a value is one that no request may have, in the form that the value has anyway, so that ordinary
// requests have no size and no code for it: a text of the size that is refused as too large, a number of those that no
// integer holds. Of a narrower number every value is one that a request may have.

/// What the text of later<N> begins with. It ends in a character of 1 + N.
inline constexpr std::string_view later_begin = "\x7Flater";

template <unsigned N>
inline constexpr char later_characters[] = {'\x7F', 'l', 'a', 't', 'e', 'r', static_cast<char>(1 + N)};

inline constexpr std::int64_t first_later = INT64_MIN + 0x7F6C61746572;

/// 1 + N of a text that is later<N>; 0 of any other. For constant expressions.
constexpr unsigned later_in(const char* data, std::uint32_t size) noexcept {
    if (size != too_large) return 0;
    for (const char c : later_begin)
        if (*data++ != c) return 0;
    return static_cast<unsigned char>(*data);
}
/// The same of a number.
constexpr unsigned later_in(std::int64_t number) noexcept {
    const std::uint64_t above = static_cast<std::uint64_t>(number) - static_cast<std::uint64_t>(first_later);
    return above < most_later ? static_cast<unsigned>(above) + 1 : 0;
}

/// What stands for it in a text that is written to be prepared: see request/prepared_text.hpp.
constexpr char mark_later(unsigned one_more) noexcept { return static_cast<char>(16 + one_more); }

} // namespace detail

/// What later<N> is.
template <unsigned N>
struct later_value {
    static_assert(N < detail::most_later, "at most 15 values come at run time: later<0> to later<14>");

    /// An element of a list of texts. Borrows constant storage.
    consteval operator std::string_view() const noexcept { return {detail::later_characters<N>, detail::too_large}; }
    /// An element of a list of numbers.
    template <std::integral I>
    consteval operator I() const noexcept {
        static_assert(sizeof(I) == 8 && std::is_signed_v<I>,
                      "a list with numbers that come later is an array of std::int64_t, the only one that has room for "
                      "what marks them");
        return static_cast<I>(detail::first_later + N);
    }
};

/// Value number N of those that a prepared request takes at run time.
template <unsigned N>
inline constexpr later_value<N> later{};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
