// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// How Tencent Cloud spells regions.

#include <portwright/request/region_name.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent {

/// "ap-guangzhou". Whether `name` is of this form.
constexpr bool is_long_region(const region_name& name) noexcept { return name.has_area(); }

/// The same, or the short form: "gz", "shjr", "gzopen". Whether `name` is of one of these forms.
constexpr bool is_long_or_short_region(const region_name& name) noexcept {
    for (const char c : name.view())
        if (c < 'a') return name.has_area();
    return name.view().size() <= 6;
}

} // namespace portwright::inline v0_1::tencent

#include <portwright/core/platform_macros_on.hpp>
