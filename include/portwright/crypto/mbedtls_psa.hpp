// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The hash engine over the PSA hashing of mbedTLS, of any version that is built with it: with an accelerator behind it,
// say. The application calls psa_crypto_init() first. Nothing here allocates.
//
//     portwright::hmac_sha256<portwright::mbedtls_psa>::key key;

#include <portwright/core/inlining.hpp>
#include <portwright/core/wipe.hpp>
#include <portwright/crypto/hash.hpp>

#include <mbedtls/platform_util.h>
#include <psa/crypto.h>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

template <psa_algorithm_t Algorithm, std::size_t DigestSize>
class psa_hash {
public:
    static constexpr std::size_t digest_size = DigestSize;
    static constexpr std::size_t block_size = 64;

    psa_hash() noexcept : operation_(psa_hash_operation_init()) {}
    psa_hash(const psa_hash&) = delete;
    psa_hash& operator=(const psa_hash&) = delete;
    ~psa_hash() {
        static_cast<void>(psa_hash_abort(&operation_));
        mbedtls_platform_zeroize(&operation_, sizeof operation_);
    }

    bool start() noexcept { return reset() && psa_hash_setup(&operation_, Algorithm) == PSA_SUCCESS; }
    bool clone(const psa_hash& other) noexcept {
        return reset() && psa_hash_clone(&other.operation_, &operation_) == PSA_SUCCESS;
    }
    bool update(const std::uint8_t* data, std::size_t size) noexcept {
        return psa_hash_update(&operation_, data, size) == PSA_SUCCESS;
    }
    bool finish(std::uint8_t* digest) noexcept {
        std::size_t size = 0;
        return psa_hash_finish(&operation_, digest, DigestSize, &size) == PSA_SUCCESS;
    }
    /// Overwrites the stack that finish() used, as detail::mbedtls_sha1 does, with the frames of PSA's functions.
    PORTWRIGHT_OWN_FRAME static void wipe_stack() noexcept
        requires(Algorithm == PSA_ALG_SHA_1)
    {
        char frames[64 * sizeof(void*)];
        wipe(frames, sizeof frames);
    }

private:
    bool reset() noexcept { return psa_hash_abort(&operation_) == PSA_SUCCESS; }

    psa_hash_operation_t operation_;
};

} // namespace detail

/// PSA hashing as a crypto_engine.
struct mbedtls_psa {
    using sha1 = detail::psa_hash<PSA_ALG_SHA_1, 20>;
    using sha256 = detail::psa_hash<PSA_ALG_SHA_256, 32>;
    /// Overwrites `size` bytes of `memory`, which no optimizer removes.
    static void wipe(void* memory, std::size_t size) noexcept { mbedtls_platform_zeroize(memory, size); }
};

static_assert(crypto_engine<mbedtls_psa>);

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
