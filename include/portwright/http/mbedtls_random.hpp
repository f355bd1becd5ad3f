// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where mbedTLS's TLS takes its random numbers from: up to 3.x a CTR-DRBG of its own, seeded by the device's entropy.
// 4.x has neither for others to use, and takes them from PSA by itself. A part of http/mbedtls_transport.hpp.

#include <portwright/core/language.hpp>

#include <mbedtls/ssl.h>
#include <mbedtls/version.h>

#if MBEDTLS_VERSION_MAJOR < 4
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#endif

#if MBEDTLS_VERSION_MAJOR >= 4 || defined(MBEDTLS_PSA_CRYPTO_C)
#include <psa/crypto.h>
#endif

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::http::detail {

/// PSA must be ready where mbedTLS works on it: for certificates, sessions and handshakes in 4.x, and with
/// MBEDTLS_USE_PSA_CRYPTO in 3.x, and for TLS 1.3. It does no harm where the application has made it so already.
inline int make_psa_ready() noexcept {
#if MBEDTLS_VERSION_MAJOR >= 4 || defined(MBEDTLS_PSA_CRYPTO_C)
    if (psa_crypto_init() != PSA_SUCCESS) return MBEDTLS_ERR_SSL_INTERNAL_ERROR;
#endif
    return 0;
}

class mbedtls_random {
public:
    mbedtls_random(const mbedtls_random&) = delete;
    mbedtls_random& operator=(const mbedtls_random&) = delete;

#if MBEDTLS_VERSION_MAJOR < 4
    mbedtls_random() noexcept { init(); }
    ~mbedtls_random() { release(); }

    /// Returns what mbedTLS does: an entropy source may fail.
    int seed() noexcept { return mbedtls_ctr_drbg_seed(&random_, mbedtls_entropy_func, &entropy_, nullptr, 0); }
    void set(mbedtls_ssl_config& config) noexcept { mbedtls_ssl_conf_rng(&config, mbedtls_ctr_drbg_random, &random_); }
    void reset() noexcept {
        release();
        init();
    }

private:
    void init() noexcept {
        mbedtls_ctr_drbg_init(&random_);
        mbedtls_entropy_init(&entropy_);
    }
    void release() noexcept {
        mbedtls_ctr_drbg_free(&random_);
        mbedtls_entropy_free(&entropy_);
    }

    mbedtls_ctr_drbg_context random_;
    mbedtls_entropy_context entropy_;
#else
    mbedtls_random() noexcept = default;

    /// Draws a few, so that a device without entropy fails here and says so.
    int seed() noexcept {
        unsigned char drawn[4];
        return psa_generate_random(drawn, sizeof drawn) == PSA_SUCCESS ? 0 : MBEDTLS_ERR_SSL_INTERNAL_ERROR;
    }
    void set(mbedtls_ssl_config&) noexcept {}
    void reset() noexcept {}
#endif
};

} // namespace portwright::inline v0_1::http::detail

#include <portwright/core/platform_macros_on.hpp>
