// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Finds the class of a cloud's error, and the detail where the class is too wide, in the error tables of the action's
// system and of its family.

#include <portwright/request/action.hpp>
#include <portwright/request/schema.hpp>
#include <portwright/response/api_error.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// Finds what an error of the action's system means. False where neither its code nor a part of it is listed.
template <action Action>
constexpr bool find_meaning(const api_error& e, error_meaning& found) noexcept {
    using system = portwright::system_of<Action>;
    return system::template find_meaning<system>(e, found);
}

} // namespace detail

/// The class of an error of the action's system. For a code that is not listed, the part before its last dot is looked
/// up, then ever shorter parts; where none is listed, the HTTP status decides. `e` is what a decoder or a call has
/// filled in.
template <action Action>
constexpr error_class classify(const api_error& e) noexcept {
    detail::error_meaning found;
    return detail::find_meaning<Action>(e, found) ? found.kind : detail::class_of_status(e.http_status);
}

/// What sets the error apart from others of its class; none for most. Looks a code up as classify() does. `e` is as
/// there.
template <action Action>
constexpr error_detail detail_of(const api_error& e) noexcept {
    detail::error_meaning found;
    detail::find_meaning<Action>(e, found);
    return found.detail;
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
