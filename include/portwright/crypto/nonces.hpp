// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Nonces for a client: 64 bits that were not there before, neither in this second nor before the last reboot.
//
//     portwright::nonces nonces;
//     auto seeded = portwright::seed_nonces(nonces, mbedtls_ctr_drbg_random, &drbg);
//     if (!seeded) return seeded.error();
//     portwright::client cloud{transport, credentials, clock, nonces, options};
//
// The seed comes from crypto/mbedtls_nonces.hpp, crypto/psa_nonces.hpp, or anything random that the device has.

#include <portwright/core/mix_bits.hpp>
#include <portwright/core/result.hpp>

#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// A sequence that has each of 2^64 values once: a counter from a random beginning, mixed. So no value comes twice
/// while it runs, nothing can fail once it is seeded, and another boot begins elsewhere. A call sends 63 of the bits:
/// two of a million nonces are the same by a chance of one in ten million. Neighbours look unrelated, but they are no
/// secret: who has one knows the next. Not for two threads at once.
class nonces {
public:
    constexpr nonces() noexcept = default;
    nonces(const nonces&) = delete; // a copy would return the same ones
    nonces& operator=(const nonces&) = delete;

    /// Begins at `random`: 64 bits that differ from boot to boot and from device to device.
    constexpr void seed(std::uint64_t random) noexcept {
        next_ = random;
        seeded_ = true;
    }
    /// Whether seed() was called: before, the values are the same at each boot.
    constexpr bool is_seeded() const noexcept { return seeded_; }

    /// The next value.
    constexpr std::uint64_t operator()() noexcept { return detail::mix_bits(next_++); }

    /// What a client keeps of this object, which must live as long: it calls it.
    class borrowed {
    public:
        /// Keeps a reference to `from`.
        constexpr borrowed(nonces& from) noexcept : from_(&from) {}
        /// The next value of that.
        constexpr std::uint64_t operator()() const noexcept { return (*from_)(); }

    private:
        nonces* from_;
    };
    /// What a client takes: it keeps a reference to this object.
    constexpr borrowed source() & noexcept { return borrowed(*this); }

private:
    std::uint64_t next_ = 0;
    bool seeded_ = false;
};

namespace detail {

/// Seeds from bytes that `fill` wrote, where it says that it did.
inline result<void> seed_from(nonces& to, const std::uint8_t (&bytes)[8], bool filled) noexcept {
    std::uint64_t random = 0;
    for (const std::uint8_t byte : bytes) random = random << 8 | byte;
    if (!filled) return error{.code = errc::crypto_failed};
    to.seed(random);
    return {};
}

} // namespace detail
} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
