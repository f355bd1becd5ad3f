// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// SHA-256 (FIPS 180-4) in constant expressions, where no engine can be called. Not for run time: it wipes nothing.

#include <portwright/core/language.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

class constant_sha256 {
public:
    static constexpr std::size_t digest_size = 32;
    static constexpr std::size_t block_size = 64;

    constexpr bool start() noexcept {
        state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
        size_ = 0;
        return true;
    }

    constexpr bool update(const char* data, std::size_t size) noexcept {
        for (std::size_t i = 0; i != size; ++i) append(static_cast<unsigned char>(data[i]));
        return true;
    }

    constexpr bool finish(std::uint8_t* digest) noexcept {
        const std::uint64_t bits = size_ * 8;
        append(0x80);
        while (size_ % block_size != block_size - 8) append(0);
        for (unsigned shift = 64; shift != 0; shift -= 8) append(static_cast<std::uint8_t>(bits >> (shift - 8)));
        for (const std::uint32_t word : state_)
            for (unsigned shift = 32; shift != 0; shift -= 8)
                *digest++ = static_cast<std::uint8_t>(word >> (shift - 8));
        return true;
    }

    /// The state behind the whole blocks that were appended, for an engine to go on from.
    constexpr const std::array<std::uint32_t, 8>& state() const noexcept { return state_; }

private:
    static constexpr std::array<std::uint32_t, 64> round_constants{
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

    constexpr void append(std::uint8_t byte) noexcept {
        block_[size_ % block_size] = byte;
        if (++size_ % block_size == 0) compress();
    }

    /// FIPS 180-4, section 6.2.2, with its names.
    constexpr void compress() noexcept {
        std::uint32_t w[64] = {};
        for (std::size_t t = 0; t != 16; ++t)
            for (std::size_t i = 0; i != 4; ++i) w[t] = w[t] << 8 | block_[4 * t + i];
        for (std::size_t t = 16; t != 64; ++t) {
            const std::uint32_t sigma0 = std::rotr(w[t - 15], 7) ^ std::rotr(w[t - 15], 18) ^ w[t - 15] >> 3;
            const std::uint32_t sigma1 = std::rotr(w[t - 2], 17) ^ std::rotr(w[t - 2], 19) ^ w[t - 2] >> 10;
            w[t] = w[t - 16] + sigma0 + w[t - 7] + sigma1;
        }
        auto [a, b, c, d, e, f, g, h] = state_;
        for (std::size_t t = 0; t != 64; ++t) {
            const std::uint32_t t1 = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) +
                                     ((e & f) ^ (~e & g)) + round_constants[t] + w[t];
            const std::uint32_t t2 =
                (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
            h = g;
            g = f;
            f = e;
            e = d + t1;
            d = c;
            c = b;
            b = a;
            a = t1 + t2;
        }
        const std::uint32_t working[] = {a, b, c, d, e, f, g, h};
        for (std::size_t i = 0; i != state_.size(); ++i) state_[i] += working[i];
    }

    std::array<std::uint32_t, 8> state_ = {};
    std::array<std::uint8_t, block_size> block_ = {};
    std::uint64_t size_ = 0; ///< of all that was appended
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
