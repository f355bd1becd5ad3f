// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The hash engine over mbedTLS: the only file of the signing path that knows it.
//
// Serves the hash contexts of mbedTLS 2.28 and 3.x directly (mbedtls_md_setup, the usual way, allocates), and PSA
// hashing where they are gone (4.x) or where PORTWRIGHT_MBEDTLS_PSA is defined to 1. With PSA the application calls
// psa_crypto_init() first. Nothing here allocates.

#include <portwright/crypto/hash.hpp>

#include <mbedtls/platform_util.h>
#include <mbedtls/version.h>

#ifndef PORTWRIGHT_MBEDTLS_PSA
#define PORTWRIGHT_MBEDTLS_PSA (MBEDTLS_VERSION_MAJOR >= 4)
#endif

#if PORTWRIGHT_MBEDTLS_PSA
#include <psa/crypto.h>
#else
#include <mbedtls/sha1.h>
#include <mbedtls/sha256.h>
#endif

#include <portwright/core/platform_macros_off.hpp>

namespace portwright {

namespace detail {

// Which engine a translation unit saw is part of the name of what it makes, so that two units with different settings
// cannot share one definition by mistake.
#if PORTWRIGHT_MBEDTLS_PSA
inline namespace psa {

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

private:
    bool reset() noexcept { return psa_hash_abort(&operation_) == PSA_SUCCESS; }

    psa_hash_operation_t operation_;
};

using sha1 = psa_hash<PSA_ALG_SHA_1, 20>;
using sha256 = psa_hash<PSA_ALG_SHA_256, 32>;

} // namespace psa
#else
inline namespace contexts {

// 2.28 calls the checked functions *_ret; 3.0 dropped the unchecked ones and the suffix.
#if MBEDTLS_VERSION_MAJOR >= 3
#define PORTWRIGHT_MBEDTLS_CALL(name) name
#else
#define PORTWRIGHT_MBEDTLS_CALL(name) name##_ret
#endif

class sha1 {
public:
    static constexpr std::size_t digest_size = 20;
    static constexpr std::size_t block_size = 64;

    sha1() noexcept { mbedtls_sha1_init(&context_); }
    sha1(const sha1&) = delete;
    sha1& operator=(const sha1&) = delete;
    ~sha1() { mbedtls_sha1_free(&context_); }

    bool start() noexcept { return PORTWRIGHT_MBEDTLS_CALL(mbedtls_sha1_starts)(&context_) == 0; }
    bool clone(const sha1& other) noexcept {
        mbedtls_sha1_clone(&context_, &other.context_);
        return true;
    }
    [[gnu::always_inline]] bool update(const std::uint8_t* data, std::size_t size) noexcept {
        return PORTWRIGHT_MBEDTLS_CALL(mbedtls_sha1_update)(&context_, data, size) == 0;
    }
    [[gnu::always_inline]] bool finish(std::uint8_t* digest) noexcept {
        return PORTWRIGHT_MBEDTLS_CALL(mbedtls_sha1_finish)(&context_, digest) == 0;
    }

private:
    mbedtls_sha1_context context_;
};

class sha256 {
public:
    static constexpr std::size_t digest_size = 32;
    static constexpr std::size_t block_size = 64;

    sha256() noexcept { mbedtls_sha256_init(&context_); }
    sha256(const sha256&) = delete;
    sha256& operator=(const sha256&) = delete;
    ~sha256() { mbedtls_sha256_free(&context_); }

    bool start() noexcept { return PORTWRIGHT_MBEDTLS_CALL(mbedtls_sha256_starts)(&context_, 0) == 0; }
    bool clone(const sha256& other) noexcept {
        mbedtls_sha256_clone(&context_, &other.context_);
        return true;
    }
    [[gnu::always_inline]] bool update(const std::uint8_t* data, std::size_t size) noexcept {
        return PORTWRIGHT_MBEDTLS_CALL(mbedtls_sha256_update)(&context_, data, size) == 0;
    }
    [[gnu::always_inline]] bool finish(std::uint8_t* digest) noexcept {
        return PORTWRIGHT_MBEDTLS_CALL(mbedtls_sha256_finish)(&context_, digest) == 0;
    }

private:
    mbedtls_sha256_context context_;
};

#undef PORTWRIGHT_MBEDTLS_CALL

} // namespace contexts
#endif

} // namespace detail

/// mbedTLS as a crypto_engine.
struct mbedtls {
    using sha1 = detail::sha1;
    using sha256 = detail::sha256;
    static void wipe(void* memory, std::size_t size) noexcept { mbedtls_platform_zeroize(memory, size); }
};

static_assert(crypto_engine<mbedtls>);

} // namespace portwright

#include <portwright/core/platform_macros_on.hpp>
