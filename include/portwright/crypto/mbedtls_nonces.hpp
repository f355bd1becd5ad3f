// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Seeds nonces from mbedTLS: from a CTR-DRBG that the device has already, or from its entropy. mbedTLS 4.x has neither
// any more, and there it is crypto/psa_nonces.hpp that is included.
//
//     portwright::nonces nonces;
//     auto seeded = portwright::seed_nonces(nonces, mbedtls_ctr_drbg_random, &drbg);  // the one that TLS uses
//     auto seeded = portwright::seed_nonces(nonces, entropy);                         // mbedtls_entropy_context

#include <portwright/crypto/nonces.hpp>

#include <mbedtls/version.h>

#if MBEDTLS_VERSION_MAJOR >= 4
#include <portwright/crypto/psa_nonces.hpp>
#else
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#endif

#include <cstddef>
#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

#if MBEDTLS_VERSION_MAJOR < 4

/// `random` is mbedtls_ctr_drbg_random, mbedtls_hmac_drbg_random or another of this type, called once with `context`,
/// which was seeded. Errors: crypto_failed, where it returns anything but 0; the nonces stay as they were. `to` is
/// seeded.
inline result<void> seed_nonces(nonces& to, int (*random)(void* context, unsigned char* out, std::size_t size),
                                void* context) noexcept {
    std::uint8_t bytes[8] = {};
    const bool filled = random(context, bytes, sizeof bytes) == 0;
    return detail::seed_from(to, bytes, filled);
}

/// Makes a CTR-DRBG of this entropy, for this one draw: 400 bytes of stack. Errors: crypto_failed, where the entropy
/// has no source or fails; the nonces stay as they were. `entropy` is borrowed during the call; `to` is seeded.
inline result<void> seed_nonces(nonces& to, mbedtls_entropy_context& entropy) noexcept {
    mbedtls_ctr_drbg_context drbg;
    mbedtls_ctr_drbg_init(&drbg);
    constexpr unsigned char purpose[] = {'n', 'o', 'n', 'c', 'e', 's'};
    std::uint8_t bytes[8] = {};
    const bool filled = mbedtls_ctr_drbg_seed(&drbg, mbedtls_entropy_func, &entropy, purpose, sizeof purpose) == 0 &&
                        mbedtls_ctr_drbg_random(&drbg, bytes, sizeof bytes) == 0;
    mbedtls_ctr_drbg_free(&drbg);
    return detail::seed_from(to, bytes, filled);
}

#endif

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
