// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where a walk reads a request at run time: fields by their offsets, so that an action costs its table and no code.

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

/// Whether a rare test of a rule holds: condition::far_above, differs or later.
template <class Value>
constexpr bool compares_rarely(const Value& one, const Value& other, const row& r, condition::test test) noexcept {
    if (one.count == 0 || other.count == 0) return false;
    if (test == condition::later) {
        const text first = one.string();
        const text second = other.string();
        const auto is_date_time = r.text->has_characters;
        return is_date_time(first.data(), first.size()) && is_date_time(second.data(), second.size()) &&
               std::char_traits<char>::compare(first.data(), second.data(), date_time_size) > 0;
    }
    const std::int64_t over = *one.number() - *other.number();
    return test == condition::differs ? over != 0 : over > 86400;
}

/// Reads fields through their tables. A place is a structure's address.
struct raw_root {
    using place = const unsigned char*;

    /// What all fields look like; all object pointers of our targets have one representation.
    struct value {
        const unsigned char* data;
        std::uint32_t count; ///< 0 where the field is absent

        text string() const noexcept { return text::of(reinterpret_cast<const char*>(data), count); }
        integer number() const noexcept { return integer::of(reinterpret_cast<std::uintptr_t>(data), count); }
    };
    template <class... Fields>
    static constexpr bool look_alike =
        ((sizeof(Fields) == sizeof(value) && alignof(Fields) == alignof(value) && std::is_standard_layout_v<Fields> &&
          std::is_trivially_copyable_v<Fields>)&&...);
    static_assert(look_alike<text, integer, truth_value, integers, texts, list<path>>,
                  "all fields are as large, and plain: a pointer or a word as wide, and a mark of 32 bits behind it");
    template <class... Objects>
    static constexpr bool have_pointers_alike =
        ((sizeof(Objects*) == sizeof(void*) && alignof(Objects*) == alignof(void*)) && ...);
    static_assert(have_pointers_alike<const unsigned char, const char, const short, const int, const long,
                                      const long long, const std::string_view, const path, const table>,
                  "this machine's pointers differ in size or alignment with what they point to");
    static_assert(sizeof(std::uintptr_t) == sizeof(void*) && alignof(std::uintptr_t) == alignof(void*),
                  "this machine's std::uintptr_t is not laid out like a pointer");
    static_assert(sizeof(void*) == 4 || sizeof(void*) == 8, "this machine's pointers have neither 32 nor 64 bits");
    static_assert(std::endian::native == std::endian::little || std::endian::native == std::endian::big,
                  "this machine is neither little-endian nor big-endian");
    static_assert(offsetof(value, count) == sizeof(void*), "the mark of a field follows its pointer at once");

    const void* request;

    static bool holds_rarely(const action_table& action, place at, const row& r, const row& other,
                             condition::test test) noexcept {
        return action.holds_rarely(at, r, other, test);
    }
    place top() const noexcept { return static_cast<place>(request); }
    static place inside(place at, const row& r, std::uint32_t index) noexcept {
        if (r.type == kind::structure) return at + r.offset();
        return look(at, r).data + static_cast<std::size_t>(index) * r.child->object_size;
    }
    PORTWRIGHT_IN_PLACE static value look(place at, const row& r) noexcept {
        value found;
        std::memcpy(&found.data, at + r.offset(), sizeof found.data);
        found.count = count(at, r);
        return found;
    }
    static value look(place at, const row& r, std::uint32_t index) noexcept {
        if (r.type == kind::texts) {
            const std::string_view& one = reinterpret_cast<const texts*>(at + r.offset())->data()[index];
            return {reinterpret_cast<place>(one.data()), one.data() != nullptr ? clamp_size(one.size()) : 0};
        }
        const value list = look(at, r);
        return std::bit_cast<value>(integer(integers::element(list.data, list.count, index)));
    }
    /// The mark of a value, or the count of a list.
    PORTWRIGHT_IN_PLACE static std::uint32_t count(place at, const row& r) noexcept {
        std::uint32_t found;
        std::memcpy(&found, at + r.offset() + offsetof(value, count), sizeof found);
        return found;
    }
    /// The marks of what is in a structure: 0 where nothing is.
    static std::uint32_t any(place at, const row& r) noexcept {
        // All fields are as large and have their mark at the same place, whatever structures they stand in.
        std::uint32_t marks = 0;
        for (place next = at + r.offset(), end = next + r.child->object_size; next != end; next += sizeof(value)) {
            std::uint32_t mark;
            std::memcpy(&mark, next + offsetof(value, count), sizeof mark);
            marks |= mark;
        }
        return marks;
    }
};

inline bool holds_rarely(const unsigned char* object, const row& r, const row& other, condition::test test) noexcept {
    return compares_rarely(raw_root::look(object, r), raw_root::look(object, other), r, test);
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
