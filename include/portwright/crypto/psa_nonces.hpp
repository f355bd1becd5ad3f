// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Seeds nonces from PSA's random generator, of any version of mbedTLS that is built with it. The application calls
// psa_crypto_init() first.
//
//     portwright::nonces nonces;
//     if (auto seeded = portwright::seed_nonces_by_psa(nonces); !seeded) return seeded.error();

#include <portwright/crypto/nonces.hpp>

#include <psa/crypto.h>

#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// Errors: crypto_failed, where PSA is not ready or has no entropy; the nonces stay as they were. `to` is seeded by
/// psa_generate_random().
inline result<void> seed_nonces_by_psa(nonces& to) noexcept {
    std::uint8_t bytes[8] = {};
    const bool filled = psa_generate_random(bytes, sizeof bytes) == PSA_SUCCESS;
    return detail::seed_from(to, bytes, filled);
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
