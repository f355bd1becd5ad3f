// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the code that loops over text is made for. A policy is a type, and all that differs by it is a template on it: files
// that are compiled with different flags, or that sign with different policies, link into one program.

#include <portwright/core/language.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// Less code and less stack: text goes by the character. The default everywhere.
struct size_policy {
    static constexpr bool is_fast = false;
};

/// Fewer instructions: text goes by eight characters or through tables. Signing takes it from its crypto engine:
/// for_speed<mbedtls>.
struct speed_policy {
    static constexpr bool is_fast = true;
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
