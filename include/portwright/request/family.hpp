// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a family of APIs is: a type in its cloud's folder that says what all of its systems have in common. A system
// derives from its family, and adds its name and its errors:
//
//     struct api {
//         static constexpr auto common_names = detail::pack_words("Action", "Region", ...);
//         ...
//     };
//     struct system : api {
//         static constexpr std::string_view name = "example.files";
//         static constexpr auto& errors = files::errors;
//     };
//
// What signing needs at run time is copied into the service. All else is read from the type where the action's type is
// known, so that an image that only signs has no envelope of answers and no error tables.

#include <portwright/core/error.hpp>
#include <portwright/request/region_name.hpp>
#include <portwright/request/table.hpp>

#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Which part of a name=value pair comes next: the first character of a name, the rest of it, or anything else.
enum class pair_part : std::uint8_t { name_begins, name, elsewhere };

/// Finds the next character that goes over the wire, but is signed otherwise: "%", or "_" where "." is signed for it.
/// Returns `end` where there is none. `part` is where the text begins in its pair, and becomes where the search ended.
using unsigned_character_finder = const char* (*)(const char* data, const char* end, pair_part& part);

constexpr const char* find_encoded(const char* data, const char* end, pair_part&) noexcept {
    const char* const found = std::char_traits<char>::find(data, static_cast<std::size_t>(end - data), '%');
    return found != nullptr ? found : end;
}

/// Checks a region. `listed`: refuses one that the system cannot have or does not document. Errors: missing_region,
/// bad_region, not_listed. The service has a pointer to it, so that an image whose systems take no region has no code for it.
using region_check = errc (*)(bool needed, const region_name& region, bool listed) noexcept;

template <bool (*Has)(const region_name& region) noexcept>
constexpr errc check_region(bool needed, const region_name& region, bool listed) noexcept {
    const errc wrong = region.wrong();
    if (wrong == errc::missing_region && !needed) return errc::none;
    return wrong == errc::none && listed && region.is_listed() && !Has(region) ? errc::not_listed : wrong;
}

constexpr bool has_word(const char* words, std::string_view word) noexcept {
    return word_index(words, word) != state_other;
}

/// Whether the family's APIs take requests that are signed by the scheme.
template <class Family, class Scheme>
inline constexpr bool accepts = has_word(Family::schemes.data(), Scheme::name);

/// What an untyped request needs to know of its family.
struct family_words {
    const char* common_names;
    const char* schemes;
};
template <class Family>
inline constexpr family_words words_of_family{Family::common_names.data(), Family::schemes.data()};

/// Asserts that a family is whole: one line for each member.
template <class Family>
constexpr bool is_whole_family() {
    static_assert(
        requires { Family::common_names.data(); },
        "a family has common_names: pack_words() of its common parameters, in canonical order");
    static_assert(
        requires { Family::schemes.data(); },
        "a family has schemes: pack_words() of those that it takes, the default first");
    static_assert(
        requires { typename Family::template default_scheme<int>; },
        "a family has default_scheme: a template of the engine, the scheme of a client");
    static_assert(
        requires { std::uint8_t{Family::index_base}; }, "a family has index_base: its first subscript, 0 or 1");
    static_assert(
        requires { std::string_view{Family::list_word}; },
        "a family has list_word: what stands between a list's name and a subscript, \"\" for Ports.0");
    static_assert(
        requires { bool{Family::has_regional_hosts}; },
        "a family has has_regional_hosts: whether financial regions have hosts of their own");
    static_assert(
        requires { bool{Family::sends_any_region}; },
        "a family has sends_any_region: whether a region goes out to systems that take none");
    static_assert(
        requires { region_check{Family::check_region}; }, "a family has check_region: check_region<> of its regions");
    static_assert(
        requires { unsigned_character_finder{Family::find_unsigned_character}; },
        "a family has find_unsigned_character: find_encoded() where only percent-encoding is undone to sign");
    static_assert(
        requires { Family::answers; }, "a family has answers: the dialect, what stands around an answer");
    static_assert(
        requires { &Family::complete_error; },
        "a family has complete_error(): what is found in an error once it has been read");
    static_assert(
        requires { &Family::template find_meaning<Family>; },
        "a family has find_meaning<System>(): looks an error up among the system's and its own");
    return true;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
