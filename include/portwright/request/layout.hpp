// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The run-time tables of a structure, made at compile time from its description: rows in canonical order, their names
// in one array, and the rules.

#include <portwright/core/error.hpp>
#include <portwright/request/action.hpp>
#include <portwright/request/entries.hpp>
#include <portwright/request/packed_rules.hpp>
#include <portwright/request/raw_root.hpp>
#include <portwright/request/sound_description.hpp>
#include <portwright/request/table.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

template <class T, std::size_t I>
constexpr const table* child_at() noexcept;

/// Makes the rows, in canonical order. `children` has the tables of the fields that are structures, and `common` the
/// names of the common parameters, packed and in canonical order as well.
constexpr void make_rows(const entry* entries, const std::uint8_t* order, std::size_t count,
                         const table* const* children, const char* common, row* made) noexcept {
    unsigned common_count = 0;
    for (const std::uint8_t* const end = order + count; order != end; ++order, ++made) {
        const entry& e = entries[*order];
        if (e.type >= kind::structure) made->child = children[e.field];
        else if ((e.flags & row::listed) != 0) made->words = e.words;
        else if (e.type == kind::text || e.type == kind::texts) made->text = e.text;
        else made->number = e.number;
        made->pointer_offset = static_cast<std::uint8_t>(e.offset / sizeof(void*));
        made->length = static_cast<std::uint8_t>(e.name_size);
        made->type = e.type;
        made->flags = e.flags & 15u;
        for (; *common != '\0' && word_text(common) < std::string_view(e.name, e.name_size); common = next_word(common))
            ++common_count;
        made->common_before = common_count & 15u;
        if (e.is_alias) made->common_before = row::alias;
        else if (e.not_empty) made->common_before = row::filled;
    }
}

/// The names of the common parameters that an action's own ones stand among. Other structures have none.
template <class T>
constexpr const char* common_names_beside() noexcept {
    if constexpr (action<T>) return portwright::system_of<T>::common_names.data();
    else return "";
}

/// The rows, in canonical order.
template <class T>
inline constexpr std::array<row, row_count<T>> rows_of = []<std::size_t... S>(std::index_sequence<S...>) {
    const table* children[field_count<T> + 1] = {};
    ((children[structure_fields<T>[S]] = child_at<T, structure_fields<T>[S]>()), ...);
    std::array<row, row_count<T>> all{};
    make_rows(entries_of<T>.data(), order_of<T>.data(), row_count<T>, children, common_names_beside<T>(), all.data());
    return all;
}(std::make_index_sequence<structure_count<T>>{});

/// The names of an action, and behind them the word that its family writes between a list's name and a subscript.
template <class T>
inline constexpr auto names_and_word_of = [] {
    constexpr std::string_view word = portwright::system_of<T>::list_word;
    std::array<char, names_size<T> + word.size()> all{};
    std::size_t size = 0;
    for (const char c : names_of<T>) all[size++] = c;
    for (const char c : word) all[size++] = c;
    return all;
}();

template <class T, const auto& Unpacked>
constexpr table make_table(std::uint8_t max_items) {
    static_assert(sound_description<T>());
    constexpr auto& draft = drafted_rules<Unpacked>;
    static_assert(Unpacked.size() == 0 || row_count<T> <= 32, "a structure with rules has at most 32 fields");
    return {rows_of<T>.data(),
            share<names_of<T>>(),
            rules_of<Unpacked>(),
            static_cast<std::uint16_t>(sizeof(T)),
            static_cast<std::uint8_t>(draft.condition_count),
            static_cast<std::uint8_t>(draft.state_set_count),
            static_cast<std::uint8_t>(row_count<T>),
            max_items};
}

/// The table of the structure in field I of T.
template <class T, std::size_t I>
inline constexpr table table_at =
    make_table<structure_at<T, I>, unpacked_rules_at<T, I>>(schema::get<I>(description_of<T>.all).max_items);

/// The table of an action, or of any structure that stands alone.
template <class T>
inline constexpr table table_of = make_table<T, unpacked_rules_of<T>>(0);

/// Whether a name continues that of a list or a structure with a "-", as Port-Kind does Port: "-" sorts before the "."
/// of Port.0, so that rows in the order of their names would not be in the order of full keys.
constexpr bool continues_name(std::string_view name, const entry* all, std::size_t count) noexcept {
    for (const entry *e = all, *const end = all + count; e != end; ++e)
        if ((is_list(e->type) || e->type == kind::structure) && name.size() > e->name_size &&
            name[e->name_size] == '-' && name.starts_with(e->spelled()))
            return true;
    return false;
}

/// The first flaw that fields have as those of a request.
constexpr flaw request_flaw(const entry* all, std::size_t count, std::size_t object_size) noexcept {
    std::size_t size = 0;
    for (const entry *e = all, *const end = all + count; e != end; ++e) {
        if (!is_field_name(e->spelled())) return flaw::bad_name;
        if (continues_name(e->spelled(), all, count)) return flaw::continued_name;
        if (e->is_alias) return flaw::alias;
        if ((e->type >= kind::text_sequence && e->type < kind::structure) || e->type == kind::structure_sequence ||
            e->type == kind::structure_map)
            return flaw::answer_type;
        size += e->size;
    }
    return size == object_size ? flaw::none : flaw::other_member;
}

template <class T>
constexpr flaw request_flaw();

/// The flaw of what a field holds. A type without a description is told of where the field is listed.
template <class T>
constexpr flaw structure_flaw() {
    if constexpr (described<T>) return request_flaw<T>();
    else return flaw::none;
}

/// The first flaw that a structure has as a part of a request, or one of the structures in its fields.
template <class T>
constexpr flaw request_flaw() {
    flaw found = flaw::none;
    [&found]<std::size_t... S>(std::index_sequence<S...>) {
        ((found = found == flaw::none ? structure_flaw<structure_at<T, structure_fields<T>[S]>>() : found), ...);
    }(std::make_index_sequence<structure_count<T>>{});
    return found != flaw::none ? found : request_flaw(entries_of<T>.data(), row_count<T>, sizeof(T));
}

/// Whether no field is named like a common parameter, or like the signature.
constexpr bool has_own_names(const entry* all, std::size_t count, const char* common) noexcept {
    for (const entry *e = all, *const end = all + count; e != end; ++e) {
        if (is_same_name(e->name, "Signature")) return false;
        for (const char* name = common; *name != '\0'; name = next_word(name))
            if (name[1] == *e->name && word_text(name) == std::string_view(e->name, e->name_size)) return false;
    }
    return true;
}

/// Whether no common parameter's name continues that of a field.
constexpr bool has_continued_fields(const entry* all, std::size_t count, const char* common) noexcept {
    for (; *common != '\0'; common = next_word(common))
        if (continues_name(word_text(common), all, count)) return true;
    return false;
}

/// Asserts what the walk over a request relies on beyond what sound_description asserts.
template <action T>
constexpr bool sound_request() {
    constexpr flaw found = request_flaw<T>();
    static_assert(found != flaw::bad_name,
                  "a field's name consists of letters, digits, _ and -, which go over the wire as they are");
    static_assert(found != flaw::continued_name,
                  "a field's name continues a list's or a structure's with a -, which sorts before the . of its parts");
    static_assert(
        found != flaw::other_member,
        "an action, and each structure in it, has only fields for members, and lists all of them in schema()");
    static_assert(found != flaw::answer_type,
                  "a request takes texts, integers and list<T>; sequence<T> and keyed<T> are for answers");
    static_assert(found != flaw::alias, "an alias is for the fields of answers");
    constexpr const char* common = portwright::system_of<T>::common_names.data();
    static_assert(has_own_names(entries_of<T>.data(), row_count<T>, common),
                  "a field has the name of a common parameter, which comes from the context");
    static_assert(!has_continued_fields(entries_of<T>.data(), row_count<T>, common),
                  "a common parameter's name continues a list's or a structure's with a -, which sorts before the . of "
                  "its parts");
    static_assert(count_words(common) < row::alias - 1,
                  "an API has at most 13 common parameters: a row counts in 4 bits");
    static_assert(T::call.service->index_base <= 1, "the first subscript of an API is 0 or 1");
    return true;
}

template <action T>
inline constexpr action_table table_of<T> = [] {
    static_assert(sound_request<T>());
    constexpr table rows = [] {
        table whole = make_table<T, unpacked_rules_of<T>>(0);
        if constexpr (constexpr std::string_view word = portwright::system_of<T>::list_word; !word.empty()) {
            whole.names = names_and_word_of<T>.data();
            whole.list_word_size = static_cast<std::uint8_t>(word.size());
        }
        return whole;
    }();
    constexpr action_table made{rows, T::call, has_rare_tests(rows) ? &holds_rare_test : nullptr};
    static_assert(depth_of(made) <= request_depth, "a request is at most five structures deep");
    return made;
}();

template <class T, std::size_t I>
constexpr const table* child_at() noexcept {
    return &table_at<T, I>;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
