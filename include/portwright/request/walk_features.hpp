// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Which parts of the walk an action needs. An image that signs plain actions only has no code for lists, structures and
// bounds.

#include <portwright/request/layout.hpp>

#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

struct whole_walk {
    static constexpr bool nested = true; ///< lists and structures
    static constexpr bool bounded = true; ///< bounds, lengths, listed values, sets of characters, and rules on values
    static constexpr bool text_rules = true; ///< of these, those on texts; and texts that are secret
    static constexpr std::string_view list_word = {}; ///< what stands between a list's name and a subscript
};
/// The whole walk for a family that writes a word between the name of a list and a subscript.
template <class Family>
struct worded_walk : whole_walk {
    static constexpr std::string_view list_word = Family::list_word;
};
/// For texts, numbers and truth values without bounds, and rules on which fields are set.
struct plain_walk {
    static constexpr bool nested = false;
    static constexpr bool bounded = false;
    static constexpr bool text_rules = true; // without bounds it tells nothing but that a text may be secret
};

/// Whether plain_walk does for the actions of a table.
constexpr bool is_plain(const table& t) noexcept {
    for (std::size_t i = 0; i != t.count; ++i)
        if (t.rows[i].type > kind::boolean || (t.rows[i].flags & (row::bounded | row::listed)) != 0) return false;
    for (std::size_t i = 0; i != t.condition_count; ++i) {
        const condition::test test = t.rules[i].what();
        if (test > condition::present && test != condition::any_present) return false;
    }
    return true;
}

template <class T>
using whole_walk_of = std::conditional_t<std::string_view(portwright::system_of<T>::list_word).empty(), whole_walk,
                                         worded_walk<portwright::system_of<T>>>;

/// The least that serves an action.
template <class T>
using walk_features = std::conditional_t<is_plain(table_of<T>), plain_walk, whole_walk_of<T>>;

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
