// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where the values of a constant request stand that come later, and their check at run time, against rows of their own:
// a program has nothing else of the action's schema. The error is that of the whole request.

#include <portwright/core/error.hpp>
#include <portwright/core/inlining.hpp>
#include <portwright/encoding/percent.hpp>
#include <portwright/request/check.hpp>
#include <portwright/request/raw_root.hpp>
#include <portwright/request/value_check.hpp>
#include <portwright/request/walk.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

// ---- in constant expressions ----

/// The way to a value that comes later.
struct later_place {
    unsigned value = 0; ///< its number
    std::size_t depth = 0;
    std::uint8_t row[request_depth] = {};
    std::uint32_t index[request_depth] = {};
};

/// At most how many places the values of a request may have.
inline constexpr std::size_t most_places = 60;

/// All such places, in canonical order.
struct later_places {
    std::size_t count = 0;
    later_place places[most_places] = {};
    bool has_more = false; ///< than there is room for
    error why = {}; ///< what is wrong with all else of the request
};

template <class T>
class place_finder : walker<template_root<T>, whole_walk, size_policy> {
    using walker = detail::walker<template_root<T>, whole_walk, size_policy>;
    using level = typename walker::level;

public:
    constexpr place_finder(const T& request, later_places& found) noexcept
        : walker(template_root<T>(&request), &visit, T::call.service->index_base, list_order::canonical, true,
                 found.why),
          found_(found) {}
    using walker::run;

private:
    static constexpr void visit(walker& walk, event what, const level& current) noexcept {
        auto& self = static_cast<place_finder&>(walk);
        const unsigned later = what == event::leaf ? self.value().later_number() : 0;
        if (later == 0) return;
        if (self.found_.count == most_places) {
            self.found_.has_more = true;
            return;
        }
        later_place& place = self.found_.places[self.found_.count++];
        place.value = later - 1;
        for (const level* outer = &self.top();; ++outer) {
            place.row[place.depth] = static_cast<std::uint8_t>(outer->field - outer->structure->rows);
            place.index[place.depth++] = outer->index;
            if (outer == &current) return;
        }
    }

    later_places& found_;
};

template <const auto& Request>
inline constexpr later_places places_in = [] {
    using type = std::remove_cvref_t<decltype(Request)>;
    later_places found;
    place_finder<type>(Request, found).run(table_of<type>);
    return found;
}();

/// Whether values of the request come later. `failed` is what an ordinary walk ended with: where it passed, there is
/// nothing to look for.
template <const auto& Request>
constexpr bool has_later_after(errc failed) noexcept {
    return failed != errc::none && places_in<Request>.count != 0;
}

template <const auto& Request>
inline constexpr error why_not_prepared = places_in<Request>.why;

/// The type of what a place holds: of a list, of an element.
template <class T, const auto& Request, std::size_t Place, std::size_t Level = 0>
constexpr auto held_type() {
    constexpr const later_place& place = places_in<Request>.places[Place];
    constexpr std::size_t field = order_of<T>[place.row[Level]];
    using type = typename field_at<T, field>::type;
    if constexpr (Level + 1 != place.depth) return held_type<structure_at<T, field>, Request, Place, Level + 1>();
    else if constexpr (std::is_same_v<type, texts>) return std::type_identity<text>();
    else if constexpr (std::is_same_v<type, integers>) return std::type_identity<integer>();
    else return std::type_identity<type>();
}

/// How many values a request waits for.
template <const auto& Request>
inline constexpr unsigned later_count = [] {
    unsigned end = 0;
    for (std::size_t i = 0; i != places_in<Request>.count; ++i)
        if (places_in<Request>.places[i].value >= end) end = places_in<Request>.places[i].value + 1;
    return end;
}();

/// The first place of a value; the count of places where it has none.
template <const auto& Request, unsigned Number>
inline constexpr std::size_t first_place = [] {
    std::size_t i = 0;
    while (i != places_in<Request>.count && places_in<Request>.places[i].value != Number) ++i;
    return i;
}();

/// The type of a value.
template <const auto& Request, unsigned Number>
using later_type =
    typename decltype(held_type<std::remove_cvref_t<decltype(Request)>, Request, first_place<Request, Number>>())::type;

/// The table of the structure that a place is in, at a level.
template <const auto& Request, std::size_t Place, std::size_t Level>
constexpr const table& whole_table() noexcept {
    if constexpr (Level == 0) return table_of<std::remove_cvref_t<decltype(Request)>>;
    else return *whole_table<Request, Place, Level - 1>().rows[places_in<Request>.places[Place].row[Level - 1]].child;
}
template <const auto& Request, std::size_t Place, std::size_t Level>
constexpr const row& whole_row() noexcept {
    return whole_table<Request, Place, Level>().rows[places_in<Request>.places[Place].row[Level]];
}
template <const auto& Request, std::size_t Place, std::size_t Level>
constexpr std::string_view row_name() noexcept {
    return whole_table<Request, Place, Level>().name(places_in<Request>.places[Place].row[Level]);
}

/// A bit for each value that is a number, as cut_pairs() counts them.
template <const auto& Request>
inline constexpr unsigned plain_later = []<std::size_t... I>(std::index_sequence<I...>) {
    unsigned made = 0;
    const auto add = [&made](const row& r, const later_place& place) {
        if (r.type != kind::text && r.type != kind::texts) made |= 0x10000u << place.value;
    };
    (add(whole_row<Request, I, places_in<Request>.places[I].depth - 1>(), places_in<Request>.places[I]), ...);
    return made;
}(std::make_index_sequence<places_in<Request>.count>{});

/// Whether each value is either a text or a number wherever it stands, and no truth value is a number.
template <const auto& Request>
inline constexpr bool has_one_kind_each = []<std::size_t... I>(std::index_sequence<I...>) {
    kind kinds[most_later] = {};
    bool is_known[most_later] = {};
    bool agree = true;
    const auto add = [&](kind type, unsigned value) {
        if (type == kind::texts) type = kind::text;
        if (type == kind::integers) type = kind::integer;
        agree = agree && (!is_known[value] || kinds[value] == type);
        kinds[value] = type;
        is_known[value] = true;
    };
    (add(whole_row<Request, I, places_in<Request>.places[I].depth - 1>().type, places_in<Request>.places[I].value),
     ...);
    return agree;
}(std::make_index_sequence<places_in<Request>.count>{});

// Of each place an image has the rows that lead to it: those of the action in one table, and deeper ones in a table
// each.

template <const auto& Request, std::size_t Place, std::size_t Level>
inline constexpr auto kept_name = [] {
    constexpr std::string_view name = row_name<Request, Place, Level>();
    std::array<char, name.size()> made{};
    for (std::size_t i = 0; i != name.size(); ++i) made[i] = name[i];
    return made;
}();

template <const auto& Request, std::size_t Place, std::size_t Level>
constexpr row kept_row() noexcept;
template <const auto& Request, std::size_t Place, std::size_t Level>
inline constexpr row row_kept = kept_row<Request, Place, Level>();
template <const auto& Request, std::size_t Place, std::size_t Level>
inline constexpr table table_kept = [] {
    table made;
    made.rows = &row_kept<Request, Place, Level>;
    made.names = kept_name<Request, Place, Level>.data();
    made.count = 1;
    return made;
}();

template <const auto& Request, std::size_t Place, std::size_t Level>
constexpr row kept_row() noexcept {
    row made = whole_row<Request, Place, Level>();
    if constexpr (Level + 1 != places_in<Request>.places[Place].depth)
        made.child = &table_kept<Request, Place, Level + 1>;
    return made;
}

template <const auto& Request>
inline constexpr auto kept_rows = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<row, sizeof...(I)>{kept_row<Request, I, 0>()...};
}(std::make_index_sequence<places_in<Request>.count>{});

template <const auto& Request>
inline constexpr auto kept_names = []<std::size_t... I>(std::index_sequence<I...>) {
    constexpr std::string_view word = table_of<std::remove_cvref_t<decltype(Request)>>.list_word();
    std::array<char, (row_name<Request, I, 0>().size() + ... + word.size())> made{};
    char* to = made.data();
    for (const std::string_view part : {row_name<Request, I, 0>()..., word})
        for (const char c : part) *to++ = c;
    return made;
}(std::make_index_sequence<places_in<Request>.count>{});

template <const auto& Request>
inline constexpr table kept_table = [] {
    table made;
    made.rows = kept_rows<Request>.data();
    made.names = kept_names<Request>.data();
    made.count = static_cast<std::uint8_t>(kept_rows<Request>.size());
    made.list_word_size = table_of<std::remove_cvref_t<decltype(Request)>>.list_word_size;
    return made;
}();

/// The steps of all places: of each, its value with the depth above it, and an index for each level.
inline constexpr std::uint16_t no_index = 0xFFFF;

constexpr std::size_t count_steps(const later_places& found) noexcept {
    std::size_t all = 0;
    for (std::size_t i = 0; i != found.count; ++i) all += 1 + found.places[i].depth;
    return all;
}

template <const auto& Request>
inline constexpr auto kept_steps = [] {
    constexpr const later_places& found = places_in<Request>;
    std::array<std::uint16_t, count_steps(found)> made{};
    std::uint16_t* to = made.data();
    for (std::size_t i = 0; i != found.count; ++i) {
        const later_place& place = found.places[i];
        *to++ = static_cast<std::uint16_t>(place.value | place.depth << 8);
        for (std::size_t level = 0; level != place.depth; ++level)
            *to++ = place.index[level] == path::whole ? no_index : static_cast<std::uint16_t>(place.index[level]);
    }
    return made;
}();

/// Whether all places are in reach of kept_steps.
constexpr bool has_near_places(const later_places& found) noexcept {
    if (found.has_more) return false;
    for (std::size_t i = 0; i != found.count; ++i)
        for (std::size_t level = 0; level != found.places[i].depth; ++level)
            if (found.places[i].index[level] != path::whole && found.places[i].index[level] >= no_index) return false;
    return true;
}

// ---- at run time ----

/// What check_later() does without where all places are fields of the action itself, and their texts neither have
/// bounds nor are secret.
struct plain_places {
    static constexpr bool nested = false;
    static constexpr bool bounded = true;
    static constexpr bool text_rules = false;
};

/// Whether plain_places does for a request.
template <const auto& Request>
constexpr bool has_plain_places() noexcept {
    for (std::size_t i = 0; i != places_in<Request>.count; ++i) {
        const row& r = kept_rows<Request>[i];
        const bool is_text = r.type == kind::text || r.type == kind::texts;
        if (places_in<Request>.places[i].depth != 1) return false;
        if (is_text && (r.flags & (row::bounded | row::listed | row::secret)) != 0) return false;
    }
    return true;
}

/// What an image has of the places.
struct later_form {
    const table* rows;
    const std::uint16_t* steps;
    std::uint8_t place_count;
    std::uint8_t index_base;
};

/// The same, with what its values are checked for in its type.
template <class Features>
struct later_form_of : later_form {
    using features = Features;
};

template <const auto& Request>
constexpr auto make_later_form() noexcept {
    return later_form_of<std::conditional_t<has_plain_places<Request>(), plain_places, whole_walk>>{
        {&kept_table<Request>, kept_steps<Request>.data(), static_cast<std::uint8_t>(kept_rows<Request>.size()),
         std::remove_cvref_t<decltype(Request)>::call.service->index_base}};
}

/// Checks the values, in canonical order. Where `checks` is false, only what no serializer can write is an error, and a
/// value that is absent.
template <class Policy, class Features = whole_walk>
PORTWRIGHT_ONE_COPY errc check_later(const later_form& form, const raw_root::value* values, bool checks,
                                     error& why) noexcept {
    const kept_value kept{why};
    const std::uint16_t* steps = form.steps;
    for (unsigned i = 0; i != form.place_count; ++i) {
        const unsigned depth = Features::nested ? *steps >> 8 : 1;
        const raw_root::value& value = values[*steps++ & 0xFFu];
        const row* r = form.rows->rows + i;
        for (unsigned level = 1; level != depth; ++level) r = r->child->rows;
        errc wrong = errc::missing_parameter;
        if (value.is_present() || r->type == kind::texts)
            wrong = check_value<Features, Policy>(*r, value, checks, kept);
        if (wrong != errc::none) {
            why.code = wrong;
            why.where.root = form.rows;
            why.where.index_base = form.index_base;
            why.where.depth = static_cast<std::uint8_t>(depth);
            why.where.row[0] = static_cast<std::uint8_t>(i); // 0 at deeper levels
            for (unsigned level = 0; level != depth; ++level)
                why.where.index[level] = steps[level] == no_index ? path::whole : steps[level];
            return wrong;
        }
        steps += depth;
    }
    return errc::none;
}

/// Whether percent-encoding changes none of the values.
template <class Policy>
bool are_unreserved(const later_form& form, const raw_root::value* values) noexcept {
    const std::uint16_t* steps = form.steps;
    for (unsigned i = 0; i != form.place_count; ++i) {
        const unsigned depth = *steps >> 8;
        const raw_root::value& value = values[*steps & 0xFFu];
        const row* r = form.rows->rows + i;
        for (unsigned level = 1; level != depth; ++level) r = r->child->rows;
        if ((r->type == kind::text || r->type == kind::texts) && !is_unreserved<Policy>(value.string().view()))
            return false;
        steps += 1 + depth;
    }
    return true;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
