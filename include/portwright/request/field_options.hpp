// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The options of a field in a schema: what PORTWRIGHT_FIELD takes after the name.
//
//     PORTWRIGHT_FIELD(Port, required, between<1, 65535>, "port")

#include <portwright/request/characters.hpp>
#include <portwright/request/table.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::schema {

/// The type of `required`.
struct required_option {};
/// The API refuses the action without it. In an answer: where it is absent, decoding ends with missing_field.
inline constexpr required_option required;

/// The type of `not_empty`.
struct not_empty_option {};
/// Required, and a text or a list with something in it. For answers only.
inline constexpr not_empty_option not_empty;

/// The type of `secret`.
struct secret_option {};
/// A private key or the like: never in a URL, an error or a log.
inline constexpr secret_option secret;

/// The type of `at_most`.
struct items_option {
    std::uint8_t most;
};
/// A list of at most N elements.
template <std::uint8_t N>
inline constexpr items_option at_most{N};

/// What named() returns.
struct name_option {
    const char* name;
};
/// The name on the wire, where it is a word of C++: `PORTWRIGHT_FIELD(namespace_, named("namespace"))`.
consteval name_option named(const char* name) { return {name}; }

/// What alias() returns.
struct alias_option {
    const char* name;
};
/// Another name under which an answer may have the field, where the documents misspell it. For answers only.
consteval alias_option alias(const char* name) { return {name}; }

/// A number from Low to High, or Also.
template <std::int16_t Low, std::int32_t High, std::int16_t Also = Low>
inline constexpr detail::number_rule between{High, Low, Also};

/// A number of at least Low.
template <std::int16_t Low>
inline constexpr detail::number_rule at_least{0x7FFFFFFF, Low, Low};

/// The type of `one_of`.
struct values_option {
    detail::number_rule rule;
};
/// One of the numbers that the documents list: a run without gaps, and at most one more above it.
template <std::int16_t First, std::int16_t... More>
inline constexpr values_option one_of = [] {
    constexpr auto listed = [] {
        struct {
            detail::number_rule rule{First, First, First};
            bool fits = true;
        } made;
        bool one_more = false;
        for (const std::int16_t next : std::initializer_list<std::int16_t>{More...}) {
            made.fits = made.fits && !one_more && next > made.rule.high;
            one_more = next != made.rule.high + 1;
            if (one_more) made.rule.also = next;
            else made.rule.high = next;
        }
        return made;
    }();
    static_assert(listed.fits, "one_of lists a run of numbers without gaps, and at most one more above it");
    return values_option{listed.rule};
}();

/// The type of `special`.
struct special_option {
    std::int32_t value;
};
/// A number with a meaning of its own, such as "no limit", where no range is stated: for documentation only.
template <std::int32_t Value>
inline constexpr special_option special{Value};

/// The type of `decimal`.
struct decimal_option {};
/// A number with a fraction, which is read as text: for documentation only.
inline constexpr decimal_option decimal;

/// The sets of characters of request/characters.hpp.
struct charset {
    using set = bool(const char* data, std::size_t size);
    static constexpr set* any = &detail::any_characters;
    static constexpr set* ascii = &detail::is_ascii;
    static constexpr set* visible_ascii = &detail::is_visible_ascii;
    static constexpr set* path = &detail::is_path;
    static constexpr set* not_a_link = &detail::is_not_a_link;
    static constexpr set* date_time = &detail::is_date_time;
    static constexpr set* label = &detail::is_label;
};

/// A text of Shortest to Longest characters (0: no bound), of the characters of Set; a list of at most MaxItems.
template <std::uint8_t Shortest, std::uint16_t Longest, charset::set* Set = charset::any, std::uint8_t MaxItems = 0>
inline constexpr detail::text_rule characters{Set, Longest, Shortest, MaxItems};

/// A text of the characters of Set.
template <charset::set* Set>
inline constexpr detail::text_rule only{Set, 0, 0, 0};

} // namespace portwright::inline v0_1::schema

#include <portwright/core/platform_macros_on.hpp>
