// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The hash engine over mbedTLS. This and crypto/mbedtls_psa.hpp are the only files of the signing path that know it.
//
// With mbedTLS 2.28 and 3.x it calls the functions of SHA-1 and SHA-256 directly, because mbedtls_md_setup(), the usual
// way, allocates. mbedTLS 4.x has them no longer, and there it is the engine of crypto/mbedtls_psa.hpp, which serves
// the older versions, too. Nothing here allocates.

#include <portwright/core/inlining.hpp>
#include <portwright/core/wipe.hpp>
#include <portwright/crypto/hash.hpp>

#include <cstdint>
#include <cstring>

#include <mbedtls/version.h>

#if MBEDTLS_VERSION_MAJOR >= 4
#include <portwright/crypto/mbedtls_psa.hpp>
#else
#include <mbedtls/platform_util.h>
#include <mbedtls/sha1.h>
#include <mbedtls/sha256.h>
#endif

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

#if MBEDTLS_VERSION_MAJOR >= 4

struct mbedtls : mbedtls_psa {};

#else

namespace detail {

// 2.28 calls the checked functions *_ret; 3.0 dropped the unchecked ones and the suffix.
#if MBEDTLS_VERSION_MAJOR >= 3
#define PORTWRIGHT_MBEDTLS_CALL(name) name
#define PORTWRIGHT_MBEDTLS_MEMBER(name) MBEDTLS_PRIVATE(name)
#else
#define PORTWRIGHT_MBEDTLS_CALL(name) name##_ret
#define PORTWRIGHT_MBEDTLS_MEMBER(name) name
#endif

class mbedtls_sha1 {
public:
    static constexpr std::size_t digest_size = 20;
    static constexpr std::size_t block_size = 64;

    mbedtls_sha1() noexcept { mbedtls_sha1_init(&context_); }
    mbedtls_sha1(const mbedtls_sha1&) = delete;
    mbedtls_sha1& operator=(const mbedtls_sha1&) = delete;
    ~mbedtls_sha1() { mbedtls_sha1_free(&context_); }

    bool start() noexcept { return PORTWRIGHT_MBEDTLS_CALL(mbedtls_sha1_starts)(&context_) == 0; }
    bool clone(const mbedtls_sha1& other) noexcept {
        mbedtls_sha1_clone(&context_, &other.context_);
        return true;
    }
    bool update(const std::uint8_t* data, std::size_t size) noexcept {
        return PORTWRIGHT_MBEDTLS_CALL(mbedtls_sha1_update)(&context_, data, size) == 0;
    }
    // In place, or a frame of its own would push those of mbedTLS past what wipe_stack() overwrites.
    PORTWRIGHT_IN_PLACE bool finish(std::uint8_t* digest) noexcept {
        return PORTWRIGHT_MBEDTLS_CALL(mbedtls_sha1_finish)(&context_, digest) == 0;
    }
    /// Overwrites the stack that finish() used. The last block of an HMAC is hashed from the key's outer state, and
    /// while mbedTLS clears the variables of SHA-1's compression function, a compiler may have kept copies of that
    /// state beside them. (SHA-256 needs no such function: all its variables are in one array, which is cleared.)
    PORTWRIGHT_OWN_FRAME static void wipe_stack() noexcept {
        char frames[sizeof(void*) == 8
                        ? 272
                        : 240]; // the frames of mbedtls_sha1_finish and what it calls on x86-64, and on Cortex-M4
        wipe(frames, sizeof frames);
    }

private:
    mbedtls_sha1_context context_;
};

class mbedtls_sha256 {
public:
    static constexpr std::size_t digest_size = 32;
    static constexpr std::size_t block_size = 64;

    mbedtls_sha256() noexcept { mbedtls_sha256_init(&context_); }
    mbedtls_sha256(const mbedtls_sha256&) = delete;
    mbedtls_sha256& operator=(const mbedtls_sha256&) = delete;
    ~mbedtls_sha256() { mbedtls_sha256_free(&context_); }

    bool start() noexcept { return PORTWRIGHT_MBEDTLS_CALL(mbedtls_sha256_starts)(&context_, 0) == 0; }
    bool clone(const mbedtls_sha256& other) noexcept {
        mbedtls_sha256_clone(&context_, &other.context_);
        return true;
    }
    // Only where the members are those of mbedTLS's own code, in which `total` counts bytes and `state` has words of
    // this machine: another implementation may have the same names for something else.
#if !defined(MBEDTLS_SHA256_ALT) && !defined(MBEDTLS_SHA256_PROCESS_ALT)
    bool resume(const std::uint32_t (&state)[8], std::uint32_t size) noexcept {
        if (!start()) return false;
        std::memcpy(context_.PORTWRIGHT_MBEDTLS_MEMBER(state), state, sizeof state);
        static_assert(sizeof state == sizeof context_.PORTWRIGHT_MBEDTLS_MEMBER(state));
        context_.PORTWRIGHT_MBEDTLS_MEMBER(total)[0] = size;
        return true;
    }
#endif
    PORTWRIGHT_IN_PLACE bool update(const std::uint8_t* data, std::size_t size) noexcept {
        return PORTWRIGHT_MBEDTLS_CALL(mbedtls_sha256_update)(&context_, data, size) == 0;
    }
    PORTWRIGHT_IN_PLACE bool finish(std::uint8_t* digest) noexcept {
        return PORTWRIGHT_MBEDTLS_CALL(mbedtls_sha256_finish)(&context_, digest) == 0;
    }

private:
    mbedtls_sha256_context context_;
};

#undef PORTWRIGHT_MBEDTLS_CALL
#undef PORTWRIGHT_MBEDTLS_MEMBER

} // namespace detail

/// mbedTLS as a crypto_engine.
struct mbedtls {
    using sha1 = detail::mbedtls_sha1;
    using sha256 = detail::mbedtls_sha256;
    /// Overwrites `size` bytes of `memory`, which no optimizer removes.
    static void wipe(void* memory, std::size_t size) noexcept { mbedtls_platform_zeroize(memory, size); }
};

#endif

static_assert(crypto_engine<mbedtls>);

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
