// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a client may use and take, over all of its calls.
//
//     portwright::client_options options{.region = "ap-guangzhou", .call_ms = 60000, .pause = sleep_ms};

#include <portwright/calls/call_rules.hpp>

#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// What a client asks of its surroundings besides a transport. All views must outlive the client.
struct client_options {
    region_name region = {}; ///< for the APIs that take one
    authority endpoint = {}; ///< HOST[:PORT] in place of the documented host
    bool checked = true; ///< false: sends what check() would refuse
    std::int64_t clock_offset = 0; ///< seconds that an earlier clock_offset() returned, maybe before a reboot
    method verb = method::POST;
    unsigned max_polls = 60; ///< how often wait() asks, and ensure() for one listener
    std::uint32_t poll_ms = 1000; ///< how long it pauses before the first time; by a half longer each time
    std::uint32_t most_poll_ms = 10000; ///< and at most so long
    std::uint32_t wait_ms = 0; ///< when wait() ends at the latest, by the clock; 0: by max_polls alone
    std::uint32_t call_ms = 0; ///< when a call ends at the latest, all attempts and pauses included; 0: never
    std::uint32_t attempt_ms = 30000; ///< when one attempt ends at the latest, by the clock; over bytes
    std::uint8_t attempts = 5; ///< of one call; 1 where it has no `pause`, but for a clock that was put right
    repetition repeat = repetition::automatic; ///< of what may have arrived
    std::uint32_t answer_bytes = 1u << 20; ///< of one answer, at most; over bytes
    portwright::pacer* pacer = nullptr; ///< keeps a share of a quota over all calls; takes effect where it can pause
    retry_budget* budget = nullptr; ///< bounds what is tried again over all calls
    /// Pauses for so many milliseconds. Null: nothing that needs a pause is tried again; wait() and ensure() ask again
    /// at once, and at most 8 times, which is enough only where the cloud is quick.
    void (*pause)(void* context, std::uint32_t ms) = nullptr;
    void* pause_context = nullptr;
};

namespace detail {

/// Without a pause, polls are as close as the network lets them be: a few of them must do.
constexpr unsigned polls_of(const client_options& options) noexcept {
    constexpr unsigned most_without_pause = 8;
    return options.pause != nullptr || options.max_polls < most_without_pause ? options.max_polls : most_without_pause;
}

constexpr call_settings settings_of(const client_options& options) noexcept {
    const bool waits = options.pause != nullptr;
    return {.region = options.region,
            .endpoint = options.endpoint,
            .verb = options.verb,
            .checked = options.checked,
            .repeat = options.repeat,
            .attempts = waits ? options.attempts : std::uint8_t{2},
            .waits = waits,
            .attempt_ms = options.attempt_ms,
            .answer_bytes = options.answer_bytes,
            .pacer = options.pacer,
            .budget = options.budget};
}

} // namespace detail
} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
