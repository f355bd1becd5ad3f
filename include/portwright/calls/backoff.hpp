// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// How long to wait before trying again: exponential, capped, and with full jitter, so that a fleet which was switched
// on at once does not come back at once.
//
//     const std::uint64_t ms = portwright::backoff_ms({}, retries, random_bits, answer.retry_after);

#include <portwright/core/language.hpp>

#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// How long the pauses between attempts may be, in milliseconds.
struct backoff_limits {
    std::uint32_t first_ms = 500; ///< the most before the first retry
    std::uint32_t most_ms = 20000; ///< the most before any
};

/// Seconds: a server that wants to be left alone for longer ends the call, because nobody waits for that.
inline constexpr std::uint32_t longest_retry_after = 3600;

/// The most that the retry waits without a Retry-After. `retries`: how many there were before. `limits`: the most
/// before the first, and before any.
constexpr std::uint32_t longest_backoff_ms(const backoff_limits& limits, unsigned retries) noexcept {
    std::uint64_t most = limits.first_ms;
    for (; retries != 0 && most < limits.most_ms; --retries) most *= 2;
    return most < limits.most_ms ? static_cast<std::uint32_t>(most) : limits.most_ms;
}

/// Milliseconds from 0 to the longest, by 64 random bits of the caller's; `retry_after` seconds come before that: the
/// server named the earliest moment, and all devices that it named it to would meet there. `limits` and `retries` as
/// of longest_backoff_ms(), `random` the bits.
constexpr std::uint64_t backoff_ms(const backoff_limits& limits, unsigned retries, std::uint64_t random,
                                   std::uint32_t retry_after = 0) noexcept {
    const std::uint64_t jitter = random % (std::uint64_t{longest_backoff_ms(limits, retries)} + 1);
    return std::uint64_t{retry_after} * 1000 + jitter;
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
