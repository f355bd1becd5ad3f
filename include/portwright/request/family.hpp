// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a family of APIs is: a type in its cloud's folder that says what all of its systems have in common. A system
// derives from its family, and adds its name and its errors:
//
//     struct api {
//         using family = api;
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
#include <portwright/core/policy.hpp>
#include <portwright/encoding/percent.hpp>
#include <portwright/request/region_name.hpp>
#include <portwright/request/table.hpp>

#include <cstdint>
#include <string_view>
#include <type_traits>

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
/// bad_region, not_listed. The service has a pointer to it, so that an image whose systems take no region has no code
/// for it.
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
    std::string_view list_word;
};
template <class Family>
inline constexpr family_words words_of_family{Family::common_names.data(), Family::schemes.data(), Family::list_word};

/// Whether packed words are in the order of their bytes.
constexpr bool ascends(const char* words) noexcept {
    if (*words == '\0') return true;
    for (const char* next = next_word(words); *next != '\0'; words = next, next = next_word(next))
        if (!(word_text(words) < word_text(next))) return false;
    return true;
}

/// Which members a type has of those that a family, or a system, must have.
template <class Family>
struct family_members {
    static constexpr bool family = requires { typename Family::family; };
    static constexpr bool common_names = requires { Family::common_names.data(); };
    static constexpr bool schemes = requires { Family::schemes.data(); };
    static constexpr bool default_scheme = requires { typename Family::template default_scheme<int>; };
    static constexpr bool index_base = requires { std::uint8_t{Family::index_base}; };
    static constexpr bool list_word = requires { std::string_view{Family::list_word}; };
    static constexpr bool has_regional_hosts = requires { bool{Family::has_regional_hosts}; };
    static constexpr bool sends_any_region = requires { bool{Family::sends_any_region}; };
    static constexpr bool check_region = requires { region_check{Family::check_region}; };
    static constexpr bool find_unsigned_character =
        requires { unsigned_character_finder{Family::find_unsigned_character}; };
    static constexpr bool answers = requires { Family::answers; };
    static constexpr bool complete_error = requires { &Family::complete_error; };
    static constexpr bool find_meaning = requires { &Family::template find_meaning<Family>; };

    /// A type that derives from a family is a system.
    static constexpr bool is_system = [] {
        if constexpr (family) return !std::is_same_v<Family, typename Family::family>;
        else return false;
    }();
    static constexpr bool name = !is_system || requires { std::string_view{Family::name}; };
    static constexpr bool errors = !is_system || requires { Family::errors; };

    // What is there and wrong; what is not there is told above.
    static constexpr bool names_ascend = [] {
        if constexpr (common_names) return ascends(Family::common_names.data());
        else return true;
    }();
    static constexpr bool word_is_sent = [] {
        if constexpr (list_word) return is_unreserved<size_policy>(Family::list_word);
        else return true;
    }();

    static constexpr bool all = family && common_names && schemes && default_scheme && index_base && list_word &&
                                has_regional_hosts && sends_any_region && check_region && find_unsigned_character &&
                                answers && complete_error && find_meaning && name && errors;
};

/// Asserts that a family, or a system, is whole: one line for each member.
template <class Family>
constexpr bool is_whole_family() {
    using has = family_members<Family>;
    static_assert(has::family, "a family has family, which is itself: a system is told from it by another name");
    static_assert(has::common_names,
                  "a family has common_names: pack_words() of its common parameters, in canonical order");
    static_assert(has::names_ascend,
                  "a family's common_names are in canonical order: each before the next by its bytes");
    static_assert(has::schemes, "a family has schemes: pack_words() of the names of those that it takes");
    static_assert(has::default_scheme, "a family has default_scheme: a template of the engine, the scheme of a client");
    static_assert(has::index_base, "a family has index_base: its first subscript, 0 or 1");
    static_assert(has::list_word,
                  "a family has list_word: what stands between a list's name and a subscript, \"\" for Ports.0");
    static_assert(has::word_is_sent, "a family's list_word goes over the wire as it is: letters, digits, - . _ and ~");
    static_assert(has::has_regional_hosts,
                  "a family has has_regional_hosts: whether financial regions have hosts of their own");
    static_assert(has::sends_any_region,
                  "a family has sends_any_region: whether a region goes out to systems that take none");
    static_assert(has::check_region, "a family has check_region: check_region<> of its regions");
    static_assert(has::find_unsigned_character,
                  "a family has find_unsigned_character: find_encoded() where only percent-encoding is undone to sign");
    static_assert(has::answers, "a family has answers: the dialect, what stands around an answer");
    static_assert(has::complete_error,
                  "a family has complete_error(): what is found in an error once it has been read");
    static_assert(has::find_meaning,
                  "a family has find_meaning<System>(): looks an error up among the system's and its own");
    static_assert(has::name, "a system has name: its cloud and itself, as example.files");
    static_assert(has::errors, "a system has errors: its own codes, and what each of them means");
    return true;
}

/// Stands in for a family or a system that lacks a member: what is missing has been said, and all else compiles.
struct any_family {
    using family = any_family;
    static constexpr auto common_names = pack_words();
    static constexpr auto schemes = pack_words();
    template <class Engine>
    struct default_scheme {};
    static constexpr std::uint8_t index_base = 0;
    static constexpr std::string_view list_word = {};
    static constexpr bool has_regional_hosts = false;
    static constexpr bool sends_any_region = true;
    static constexpr region_check check_region = nullptr;
    static constexpr unsigned_character_finder find_unsigned_character = &find_encoded;
    static constexpr struct any_answers {
        template <class Dialect>
        constexpr operator Dialect() const noexcept {
            return {};
        }
    } answers = {};
    static constexpr void complete_error(auto&) noexcept {}
    template <class System>
    static constexpr bool find_meaning(const auto&, auto&) noexcept {
        return false;
    }
};

template <class Scheme>
inline constexpr bool accepts<any_family, Scheme> = true;

/// The family, or what stands in for one that is not whole.
template <class Family>
using whole_family = std::conditional_t<family_members<Family>::all, Family, any_family>;

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
