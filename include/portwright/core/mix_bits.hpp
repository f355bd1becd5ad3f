// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Spreads 64 bits over 64 bits.

#include <portwright/core/language.hpp>

#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Mixes bits, so that neighbours of a counter have nothing in common, and no two values become one (D. Lea's
/// splitmix64).
constexpr std::uint64_t mix_bits(std::uint64_t bits) noexcept {
    bits += 0x9E3779B97F4A7C15;
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
    return bits ^ (bits >> 31);
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
