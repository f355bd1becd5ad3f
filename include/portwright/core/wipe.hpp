// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Clears memory that may have held a secret.

#include <portwright/core/language.hpp>

#include <cstddef>
#include <cstring>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// Clears memory, even where nothing reads it any more: the `asm` makes the compiler believe that something does, so
/// that it cannot leave the memset out. In a constant expression no memory outlives the evaluation.
constexpr void wipe(char* memory, std::size_t size) noexcept {
    if (std::is_constant_evaluated()) return;
    std::memset(memory, 0, size);
    asm volatile("" : : "r"(memory) : "memory");
}

} // namespace detail

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
