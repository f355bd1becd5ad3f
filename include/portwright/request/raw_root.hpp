// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// How a walk reads a request at run time: each field by its offset, so that an action costs an image its table and no
// code. Its twin for constant expressions is typed_root.

#include <portwright/core/inlining.hpp>
#include <portwright/core/error.hpp>
#include <portwright/request/action.hpp>
#include <portwright/request/characters.hpp>
#include <portwright/request/fields.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Whether a rare test holds between two fields: condition::far_above, differs or later. `r` is the row of `one`.
template <class Value>
constexpr bool compare_rare_test(const Value& one, const Value& other, const row& r, condition::test test) noexcept {
    if (!one.is_present() || !other.is_present()) return false;
    if (test == condition::later) {
        const text first = one.string();
        const text second = other.string();
        const auto is_date_time = r.text->has_characters;
        return is_date_time(first.data(), first.size()) && is_date_time(second.data(), second.size()) &&
               std::char_traits<char>::compare(first.data(), second.data(), date_time_size) > 0;
    }
    const std::int64_t difference = *one.number() - *other.number();
    return test == condition::differs ? difference != 0 : difference > 86400;
}

/// Reads fields by the offsets in their tables. A position in the request is the address of a structure.
struct raw_root {
    using position = const unsigned char*;

    /// The representation that all types of fields share: a pointer, or a number as wide, and a mark behind it.
    struct value {
        const unsigned char* data;
        /// 0 where the field is absent. Otherwise what the field's type keeps there: of a text or a list its size with
        /// flags above it, of a number its flags.
        std::uint32_t mark;

        constexpr bool is_present() const noexcept { return mark != 0; }
        /// Of a text, in bytes; of a list, its elements.
        constexpr std::uint32_t size() const noexcept { return size_in(mark); }

        text string() const noexcept { return text::from_storage(reinterpret_cast<const char*>(data), mark); }
        integer number() const noexcept { return integer::from_storage(reinterpret_cast<std::uintptr_t>(data), mark); }
    };
    template <class... Fields>
    static constexpr bool share_representation =
        ((sizeof(Fields) == sizeof(value) && alignof(Fields) == alignof(value) && std::is_standard_layout_v<Fields> &&
          std::is_trivially_copyable_v<Fields>)&&...);
    static_assert(
        share_representation<text, integer, truth_value, integers, texts, list<path>>,
        "every field is a plain type of one layout: a pointer or a word as wide, and a mark of 32 bits behind it");
    template <class... Objects>
    static constexpr bool share_pointer_layout =
        ((sizeof(Objects*) == sizeof(void*) && alignof(Objects*) == alignof(void*)) && ...);
    static_assert(share_pointer_layout<const unsigned char, const char, const short, const int, const long,
                                       const long long, const std::string_view, const path, const table>,
                  "this machine's pointers differ in size or alignment with what they point to");
    static_assert(sizeof(std::uintptr_t) == sizeof(void*) && alignof(std::uintptr_t) == alignof(void*),
                  "this machine's std::uintptr_t is not laid out like a pointer");
    static_assert(sizeof(void*) == 4 || sizeof(void*) == 8, "this machine's pointers have neither 32 nor 64 bits");
    static_assert(std::endian::native == std::endian::little || std::endian::native == std::endian::big,
                  "this machine is neither little-endian nor big-endian");
    static_assert(offsetof(value, mark) == sizeof(void*), "the mark of a field follows its pointer at once");

    const void* request;

    static bool holds_rare_test(const action_table& action, position structure, const row& r, const row& other,
                                condition::test test) noexcept {
        return action.holds_rare_test(structure, r, other, test);
    }
    /// The position of the request itself.
    position top() const noexcept { return static_cast<position>(request); }
    /// The position of the structure in a field, or of element `index` of a list of structures.
    static position inside(position structure, const row& r, std::uint32_t index) noexcept {
        if (r.type == kind::structure) return structure + r.offset();
        return value_of(structure, r).data + static_cast<std::size_t>(index) * r.child->object_size;
    }
    /// The value of a field.
    PORTWRIGHT_IN_PLACE static value value_of(position structure, const row& r) noexcept {
        value found;
        std::memcpy(static_cast<void*>(&found.data), structure + r.offset(), sizeof found.data);
        found.mark = mark_of(structure, r);
        return found;
    }
    /// The value of an element of a list of texts or numbers.
    static value value_of(position structure, const row& r, std::uint32_t index) noexcept {
        if (r.type == kind::texts) {
            const std::string_view& one = reinterpret_cast<const texts*>(structure + r.offset())->data()[index];
            return {reinterpret_cast<position>(one.data()), one.data() != nullptr ? clamp_size(one.size()) : 0};
        }
        const value list = value_of(structure, r);
        return std::bit_cast<value>(integer(integers::element(list.data, list.mark, index)));
    }
    /// The mark of a field's value.
    PORTWRIGHT_IN_PLACE static std::uint32_t mark_of(position structure, const row& r) noexcept {
        std::uint32_t found;
        std::memcpy(&found, structure + r.offset() + offsetof(value, mark), sizeof found);
        return found;
    }
    /// The marks of all fields of the structure in a field, as one: 0 where none of them is set.
    static std::uint32_t combined_marks(position structure, const row& r) noexcept {
        // No table is needed: a structure consists of nothing but fields, which are of one size and have their marks
        // at one offset, however deep they lie in structures of their own.
        std::uint32_t marks = 0;
        for (position next = structure + r.offset(), end = next + r.child->object_size; next != end;
             next += sizeof(value)) {
            std::uint32_t mark;
            std::memcpy(&mark, next + offsetof(value, mark), sizeof mark);
            marks |= mark;
        }
        return marks;
    }
};

inline bool holds_rare_test(const unsigned char* object, const row& r, const row& other,
                            condition::test test) noexcept {
    return compare_rare_test(raw_root::value_of(object, r), raw_root::value_of(object, other), r, test);
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
