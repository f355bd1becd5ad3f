// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where a walk reads a request in a constant expression, where offsets cannot be read: by its members (typed_root). At run
// time it is raw_root.

#include <portwright/core/error.hpp>
#include <portwright/request/characters.hpp>
#include <portwright/request/fields.hpp>
#include <portwright/request/layout.hpp>
#include <portwright/request/raw_root.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

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

    constexpr bool holds_rarely(const action_table&, const place& at, const row& r, const row& other,
                                condition::test test) const noexcept {
        return compares_rarely(look(at, r), look(at, other), r, test);
    }
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

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
