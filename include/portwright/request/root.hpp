// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where a walk reads a request: at run time fields by their offsets (raw_root), so that an action costs its table and no
// code; in a constant expression, where offsets cannot be read, by their members (typed_root).

#include <portwright/core/error.hpp>
#include <portwright/request/fields.hpp>
#include <portwright/request/layout.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::detail {

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
          std::is_trivially_copyable_v<Fields>) &&
         ...);
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

    place top() const noexcept { return static_cast<place>(request); }
    static place inside(place at, const row& r, std::uint32_t index) noexcept {
        if (r.type == kind::structure) return at + r.offset();
        return look(at, r).data + static_cast<std::size_t>(index) * r.child->object_size;
    }
    [[gnu::always_inline]] static value look(place at, const row& r) noexcept {
        value found;
        std::memcpy(&found.data, at + r.offset(), sizeof found.data);
        found.count = count(at, r);
        return found;
    }
    static value look(place at, const row& r, std::uint32_t index) noexcept {
        if (r.type == kind::texts) {
            const std::string_view& one = reinterpret_cast<const texts*>(at + r.offset())->data()[index];
            return {reinterpret_cast<place>(one.data()), clamp_size(one.size())};
        }
        const value list = look(at, r);
        return std::bit_cast<value>(integer(integers::element(list.data, list.count, index)));
    }
    /// The mark of a value, or the count of a list.
    [[gnu::always_inline]] static std::uint32_t count(place at, const row& r) noexcept {
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

/// A field's value as a constant expression reads it.
struct typed_value {
    text string_ = {};
    integer number_ = {};
    std::uint32_t count = 0;

    constexpr const text& string() const noexcept { return string_; }
    constexpr const integer& number() const noexcept { return number_; }
};

/// A place for typed_root: the rows and elements that lead to it.
struct steps {
    const row* rows[path::max_depth] = {};
    std::uint32_t index[path::max_depth] = {};
    std::size_t depth = 0;

    constexpr steps with(const row& r, std::uint32_t i) const noexcept {
        steps more = *this;
        more.rows[more.depth] = &r;
        more.index[more.depth++] = i;
        return more;
    }
};

template <class T>
constexpr bool any_set(const T& object);

template <class T>
constexpr typed_value read(const T& object, const steps& at, std::size_t level);

template <class T, std::size_t I>
constexpr typed_value read_field(const T& object, const steps& at, std::size_t level) {
    const auto& field = object.*field_at<T, I>::pointer;
    constexpr kind type = kind_of<typename field_at<T, I>::type>;
    const bool ends_here = level + 1 == at.depth;
    const std::uint32_t index = at.index[level];
    if constexpr (type == kind::structure) {
        return ends_here ? typed_value{.count = any_set(field) ? present_bit : 0} : read(field, at, level + 1);
    } else if constexpr (type == kind::structures) {
        if (!ends_here) return read(field[index], at, level + 1);
        return {.count = field.size() | (field.has_value() ? present_bit : 0)};
    } else if constexpr (is_list(type)) {
        typed_value found{.count = field.size() | (field.has_value() ? present_bit : 0)};
        if (index < field.size()) {
            if constexpr (type == kind::texts) found.string_ = field[index];
            else found.number_ = field[index];
        }
        return found;
    } else if constexpr (type == kind::text) {
        return {.string_ = field, .count = field.has_value()};
    } else if constexpr (type == kind::boolean) {
        return {.number_ = *field ? 1 : 0, .count = field.has_value()};
    } else {
        return {.number_ = field, .count = field.has_value()};
    }
}

template <class T>
inline constexpr auto readers_of = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<typed_value (*)(const T&, const steps&, std::size_t), sizeof...(I)>{&read_field<T, I>...};
}(std::make_index_sequence<field_count<T>>{});

template <class T>
constexpr typed_value read(const T& object, const steps& at, std::size_t level) {
    return readers_of<T>[order_of<T>[static_cast<std::size_t>(at.rows[level] - rows_of<T>.data())]](object, at, level);
}

template <class T>
constexpr bool any_set(const T& object) {
    for (const row& r : rows_of<T>)
        if (read(object, steps{}.with(r, path::whole), 0).count != 0) return true;
    return false;
}

/// raw_root's twin for constant expressions.
template <class T>
struct typed_root {
    using place = steps;
    using value = typed_value;

    const T* request;

    constexpr place top() const noexcept { return {}; }
    constexpr place inside(const place& at, const row& r, std::uint32_t index) const noexcept {
        return at.with(r, index);
    }
    constexpr value look(const place& at, const row& r, std::uint32_t index = path::whole) const noexcept {
        return read(*request, at.with(r, index), 0);
    }
    constexpr std::uint32_t count(const place& at, const row& r) const noexcept { return look(at, r).count; }
    constexpr std::uint32_t any(const place& at, const row& r) const noexcept { return count(at, r); }
};

} // namespace portwright::detail

#include <portwright/core/platform_macros_on.hpp>
