// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The version of the library, for who must know it when compiling. What a library is linked of may include two
// versions: all names stand in an inline namespace of their version's, so that the two do not meet.

#include <portwright/core/language.hpp>

#include <string_view>

/// The version as numbers, for `#if`.
#define PORTWRIGHT_VERSION_MAJOR 0
#define PORTWRIGHT_VERSION_MINOR 1
#define PORTWRIGHT_VERSION_PATCH 0

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// The version as text. Constant, with static storage.
inline constexpr std::string_view version = "0.1.0";

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
