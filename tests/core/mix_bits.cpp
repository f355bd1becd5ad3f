// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/core/mix_bits.hpp>

#include "../verify.hpp"

#include <bit>
#include <cstdint>
#include <set>

namespace {

using portwright::detail::mix_bits;

/// The inverse of `x ^ (x >> shift)`.
constexpr std::uint64_t unshift(std::uint64_t bits, unsigned shift) {
    std::uint64_t made = bits;
    for (unsigned done = shift; done < 64; done += shift) made = bits ^ (made >> shift);
    return made;
}

/// The inverse of an odd number modulo 2^64: each of Newton's steps doubles how many bits are right.
constexpr std::uint64_t inverse(std::uint64_t odd) {
    std::uint64_t made = odd;
    for (int i = 0; i != 6; ++i) made *= 2 - odd * made;
    return made;
}

/// The inverse of mix_bits(), step by step.
constexpr std::uint64_t unmix(std::uint64_t bits) {
    bits = unshift(bits, 31) * inverse(0x94D049BB133111EB);
    bits = unshift(bits, 27) * inverse(0xBF58476D1CE4E5B9);
    return unshift(bits, 30) - 0x9E3779B97F4A7C15;
}

TEST_CASE("mix_bits: the generator's published values") {
    // The first outputs of splitmix64 with the seeds 0 and 1234567, as in the Java library and at Rosetta Code.
    constexpr std::uint64_t step = 0x9E3779B97F4A7C15;
    VERIFY(mix_bits(0) == 0xE220A8397B1DCDAF);
    VERIFY(mix_bits(step) == 0x6E789E6AA1B965F4);
    VERIFY(mix_bits(2 * step) == 0x06C45D188009454F);
    VERIFY(mix_bits(1234567) == 6457827717110365317u);
    VERIFY(mix_bits(1234567 + step) == 3203168211198807973u);
    VERIFY(mix_bits(1234567 + 2 * step) == 9817491932198370423u);
}

TEST_CASE("mix_bits: it can be undone, so that no two values become one") {
    VERIFY(unmix(mix_bits(0)) == 0);
    VERIFY(unmix(mix_bits(UINT64_MAX)) == UINT64_MAX);
    std::set<std::uint64_t> samples, seen;
    std::uint64_t failed = 0, tried = 0;
    for (unsigned shift = 0; shift != 64; ++shift)
        for (std::uint64_t low = 0; low != 64; ++low, ++tried) {
            const std::uint64_t bits = std::rotl(low * 2 + 1, static_cast<int>(shift)) ^ (low << 32);
            const std::uint64_t mixed = mix_bits(bits);
            samples.insert(bits);
            seen.insert(mixed);
            if (unmix(mixed) != bits || mix_bits(unmix(bits)) != bits) ++failed;
        }
    CHECK(tried == 4096);
    CHECK(failed == 0);
    CHECK(samples.size() > 3900); // some are the same number
    CHECK(seen.size() == samples.size());
}

TEST_CASE("mix_bits: each bit changes half of the others") {
    for (int bit = 0; bit != 64; ++bit) {
        int changed = 0;
        for (std::uint64_t counter = 0; counter != 100; ++counter)
            changed += std::popcount(mix_bits(counter) ^ mix_bits(counter ^ (std::uint64_t{1} << bit)));
        CAPTURE(bit);
        CHECK(changed > 2900);
        CHECK(changed < 3500);
    }
}

} // namespace
