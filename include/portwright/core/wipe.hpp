// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Clears what a secret may have been in.

#include <portwright/core/language.hpp>

#include <cstddef>
#include <cstring>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// Clears memory that nothing reads any more, which a compiler would leave as it is.
constexpr void wipe(char* memory, std::size_t size) noexcept {
    if (std::is_constant_evaluated()) return;
    std::memset(memory, 0, size);
    asm volatile("" : : "r"(memory) : "memory");
}

} // namespace detail

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
