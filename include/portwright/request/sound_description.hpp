// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Refuses at compile time a description that no table can hold: each flaw by a static_assert that says what it is.

#include <portwright/request/characters.hpp>
#include <portwright/request/entries.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// What may be wrong with a description. Each flaw has a static_assert in sound_description or sound_request.
enum class flaw : std::uint8_t {
    none,
    misplaced,
    long_name,
    same_name,
    same_member,
    number_bound,
    text_bound,
    item_bound,
    secret_structure,
    // of the structures of requests
    bad_name,
    continued_name,
    other_member,
    answer_type,
    alias,
};

constexpr bool is_field_name(std::string_view name) noexcept {
    for (const char c : name)
        if (!is_digit(c) && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '_' && c != '-') return false;
    return !name.empty();
}

/// The flaw of one field.
constexpr flaw flaw_of(const entry& e, std::size_t object_size) noexcept {
    if (e.offset % sizeof(void*) != 0 || e.offset + e.size > object_size) return flaw::misplaced;
    if (measure_name(e.name) > 255) return flaw::long_name;
    const bool is_number = e.type == kind::integer || e.type == kind::integers;
    const bool is_text = e.type == kind::text || e.type == kind::texts;
    if (e.has_number && (!is_number || e.number->low > e.number->high)) return flaw::number_bound;
    if (e.has_text && (!is_text || (e.text->longest != 0 && e.text->shortest > e.text->longest)))
        return flaw::text_bound;
    if (e.has_text && e.text->max_items != 0 && e.type != kind::texts) return flaw::item_bound;
    if (e.max_items != 0 && e.type != kind::structures) return flaw::item_bound;
    if ((e.flags & row::secret) != 0 && e.type >= kind::structure) return flaw::secret_structure;
    return flaw::none;
}

/// The first flaw of a structure's fields.
constexpr flaw first_flaw(const entry* all, std::size_t count, std::size_t object_size) noexcept {
    for (const entry *e = all, *const end = all + count; e != end; ++e) {
        if (const flaw found = flaw_of(*e, object_size); found != flaw::none) return found;
        for (const entry* other = all; other != e; ++other) {
            if (other->name_size == e->name_size && is_same_name(other->name, e->name)) return flaw::same_name;
            if (other->offset == e->offset && !e->is_alias && !other->is_alias) return flaw::same_member;
        }
    }
    return flaw::none;
}

/// The first flaw of a structure.
template <class T>
inline constexpr flaw description_flaw = first_flaw(entries_of<T>.data(), row_count<T>, sizeof(T));

/// Asserts that a description fits into a table's few bits, and that the structure's bytes can be read by offsets.
template <class T>
constexpr bool sound_description() {
    static_assert(std::is_standard_layout_v<T>,
                  "a structure with a schema is plain: no virtual functions, no references, no private members, and "
                  "members in one class only");
    constexpr flaw found = description_flaw<T>;
    static_assert(found != flaw::misplaced,
                  "a field lies where its schema says, and aligned like a pointer: no packing");
    static_assert(found != flaw::long_name,
                  "a field's name has at most 255 characters: a row keeps its length in a byte");
    static_assert(found != flaw::same_name, "two fields of a structure have the same name");
    static_assert(found != flaw::same_member, "a schema lists the same member twice");
    static_assert(found != flaw::number_bound,
                  "between, at_least and one_of go with an integer or integers, and end above where they begin");
    static_assert(found != flaw::text_bound,
                  "characters and only go with a text or texts, and the longest is not below the shortest");
    static_assert(found != flaw::item_bound,
                  "at_most goes with a list of structures, and the bound of characters on elements with texts");
    static_assert(found != flaw::secret_structure, "secret goes with a text or a number, not with all of a structure");
    return found == flaw::none;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
