// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A host as C libraries want it.

#include <portwright/core/language.hpp>

#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::http {

namespace detail {

/// A copy of a host with the zero that C wants.
struct c_name {
    static constexpr std::size_t max = 253; // RFC 1035 section 2.3.4, without the root's dot
    char text[max + 1] = {};

    /// False where it is too long or has a zero within.
    bool set(std::string_view name) noexcept {
        if (name.empty() || name.size() > max || name.find('\0') != name.npos) return false;
        name.copy(text, max);
        return true;
    }
};

} // namespace detail

} // namespace portwright::inline v0_1::http

#include <portwright/core/platform_macros_on.hpp>
