// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Whether code that loops over text is made for size or for speed. The choice is a type, and all that differs by it is
// a template on that type: files that are compiled with different flags, or that sign with different policies, link
// into one program.

#include <portwright/core/language.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// Less code and less stack: text is looked at character by character. The default everywhere.
struct size_policy {
    static constexpr bool is_fast = false;
};

/// Fewer instructions: text is looked at eight characters at a time, or through tables. Signing takes the policy from
/// its crypto engine: for_speed<mbedtls> has this one.
struct speed_policy {
    static constexpr bool is_fast = true;
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
