// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A hash engine whose calls can be made to fail, one after the other; otherwise mbedTLS.

#include <portwright/crypto/mbedtls.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace test {

struct failing_engine {
    inline static std::size_t calls = 0;
    inline static std::size_t fail_at = SIZE_MAX; ///< the call that fails, counted from 0
    inline static std::size_t calls_after_failure = 0;
    inline static std::size_t wiped = 0; ///< bytes

    static void reset(std::size_t failing = SIZE_MAX) noexcept {
        calls = 0;
        fail_at = failing;
        calls_after_failure = 0;
        wiped = 0;
    }

    static bool call() noexcept {
        if (calls > fail_at) ++calls_after_failure;
        return calls++ != fail_at;
    }

    template <class Real>
    struct counted {
        static constexpr std::size_t digest_size = Real::digest_size;
        static constexpr std::size_t block_size = Real::block_size;

        bool start() noexcept { return call() && real.start(); }
        bool clone(const counted& other) noexcept { return call() && real.clone(other.real); }
        bool update(const std::uint8_t* data, std::size_t size) noexcept { return call() && real.update(data, size); }
        bool finish(std::uint8_t* digest) noexcept { return call() && real.finish(digest); }

        Real real;
    };

    struct sha1 : counted<portwright::mbedtls::sha1> {};
    struct sha256 : counted<portwright::mbedtls::sha256> {};

    static void wipe(void* memory, std::size_t size) noexcept {
        std::memset(memory, 0, size);
        wiped += size;
    }
};

/// The same, which can also go on from a state of SHA-256 where mbedTLS can.
struct resuming_engine : failing_engine {
    template <class Real>
    struct resumed : counted<Real> {
        bool resume(const std::uint32_t (&state)[8], std::uint32_t size) noexcept
            requires portwright::resumable_hash<Real>
        {
            return call() && this->real.resume(state, size);
        }
    };
    struct sha256 : resumed<portwright::mbedtls::sha256> {};
};

static_assert(portwright::crypto_engine<failing_engine> && portwright::crypto_engine<resuming_engine>);
static_assert(!portwright::resumable_hash<failing_engine::sha256>);

} // namespace test
