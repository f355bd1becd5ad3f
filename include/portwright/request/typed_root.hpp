// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// How a walk reads a request in a constant expression, which has no access by offset: each field by its member. Its
// twin for run time is raw_root.

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
    std::uint32_t mark = 0; ///< 0 where the field is absent; of a list, its size below present_bit

    constexpr bool is_present() const noexcept { return mark != 0; }
    constexpr std::uint32_t size() const noexcept { return size_in(mark); }
    constexpr const text& string() const noexcept { return string_; }
    constexpr const integer& number() const noexcept { return number_; }
    /// 1 + N where later<N> stands in place of it; otherwise 0.
    constexpr unsigned later_number() const noexcept {
        return number_.has_value() ? number_.later_number() : later_in(string_.data(), string_.size());
    }
};

/// A position in a request: the rows and the elements that lead to it, from the top.
struct member_path {
    const row* rows[path::max_depth] = {};
    std::uint32_t index[path::max_depth] = {};
    std::size_t depth = 0;

    constexpr member_path extended(const row& r, std::uint32_t i) const noexcept {
        member_path longer = *this;
        longer.rows[longer.depth] = &r;
        longer.index[longer.depth++] = i;
        return longer;
    }
};

/// Whether any field of a structure is set.
template <class T>
constexpr bool has_any_field(const T& object);

/// The value that a position leads to. `level` of its steps led to `object`.
template <class T>
constexpr typed_value read(const T& object, const member_path& position, std::size_t level);

template <class T, std::size_t I>
constexpr typed_value read_field(const T& object, const member_path& position, std::size_t level) {
    const auto& field = object.*field_at<T, I>::pointer;
    constexpr kind type = kind_of<typename field_at<T, I>::type>;
    const bool ends_here = level + 1 == position.depth;
    const std::uint32_t index = position.index[level];
    if constexpr (type == kind::structure) {
        return ends_here ? typed_value{.mark = has_any_field(field) ? present_bit : 0}
                         : read(field, position, level + 1);
    } else if constexpr (type == kind::structures) {
        if (!ends_here) return read(field[index], position, level + 1);
        return {.mark = field.size() | (field.has_value() ? present_bit : 0)};
    } else if constexpr (is_list(type)) {
        typed_value found{.mark = field.size() | (field.has_value() ? present_bit : 0)};
        if (index < field.size()) {
            if constexpr (type == kind::texts) found.string_ = field[index];
            else found.number_ = field[index];
        }
        return found;
    } else if constexpr (type == kind::text) {
        return {.string_ = field, .mark = field.has_value()};
    } else if constexpr (type == kind::boolean) {
        return {.number_ = *field ? 1 : 0, .mark = field.has_value()};
    } else {
        return {.number_ = field, .mark = field.has_value()};
    }
}

/// read_field of each field, by its number in the description.
template <class T>
inline constexpr auto readers_of = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<typed_value (*)(const T&, const member_path&, std::size_t), sizeof...(I)>{&read_field<T, I>...};
}(std::make_index_sequence<field_count<T>>{});

template <class T>
constexpr typed_value read(const T& object, const member_path& position, std::size_t level) {
    return readers_of<T>[order_of<T>[static_cast<std::size_t>(position.rows[level] - rows_of<T>.data())]](
        object, position, level);
}

template <class T>
constexpr bool has_any_field(const T& object) {
    for (const row& r : rows_of<T>)
        if (read(object, member_path{}.extended(r, path::whole), 0).mark != 0) return true;
    return false;
}

/// Reads fields through pointers to members, which the structures' descriptions have.
template <class T>
struct typed_root {
    using position = member_path;
    using value = typed_value;

    const T* request;

    constexpr bool holds_rare_test(const action_table&, const position& structure, const row& r, const row& other,
                                   condition::test test) const noexcept {
        return compare_rare_test(value_of(structure, r), value_of(structure, other), r, test);
    }
    constexpr position top() const noexcept { return {}; }
    constexpr position inside(const position& structure, const row& r, std::uint32_t index) const noexcept {
        return structure.extended(r, index);
    }
    constexpr value value_of(const position& structure, const row& r,
                             std::uint32_t index = path::whole) const noexcept {
        return read(*request, structure.extended(r, index), 0);
    }
    constexpr std::uint32_t mark_of(const position& structure, const row& r) const noexcept {
        return value_of(structure, r).mark;
    }
    constexpr std::uint32_t combined_marks(const position& structure, const row& r) const noexcept {
        return mark_of(structure, r);
    }
};

/// The same of a request in which values may come later: a walk takes these as good, and does not read them.
template <class T>
struct template_root : typed_root<T> {
    static constexpr bool takes_later = true;

    constexpr explicit template_root(const T* from) noexcept : typed_root<T>{from} {}
};

/// Whether a walk takes later<N> for a value.
template <class Root>
concept takes_later = requires { requires Root::takes_later; };

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
