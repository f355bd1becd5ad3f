// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The time that requests are signed with, of a device whose own clock may be wrong by years.
//
//     portwright::call_clock clock{saved_offset};
//     if (clock.is_set(now)) sign_with(clock.time(now));
//     clock.learn(answer.date, now);              // of an answer over a verified connection
//     save(clock.offset(now));                    // for the next boot

#include <portwright/core/time.hpp>

#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// One moment by both clocks of a device.
struct instant {
    unix_time wall = 0; ///< what the device takes for the time; it may be wrong, and jump
    std::uint64_t monotonic = 0; ///< milliseconds that never go back; where they begin does not matter
};

/// 2024-01-01T00:00:00Z: a clock before that was never set.
inline constexpr unix_time first_plausible_time = 1704067200;

/// Whether a clock that was set can show this time, and it can be signed with. `when` is in seconds since 1970.
constexpr bool is_plausible(unix_time when) noexcept { return when >= first_plausible_time && when <= last_time; }

/// The cloud's time, by what its answers said. Until one did, the wall clock and an offset that was saved; from then on
/// the monotonic clock, so that setting the wall clock meanwhile harms nothing. Right to a second and the time that an
/// answer takes. Not for two threads at once.
class call_clock {
public:
    constexpr call_clock() noexcept = default;
    /// `offset`: seconds that an earlier offset() returned, maybe before a reboot.
    constexpr explicit call_clock(std::int64_t offset) noexcept : base_(offset) {}

    /// An answer that arrived at `now` says that it is `date`. 0, which is no date, teaches nothing. `date`: seconds
    /// since 1970.
    constexpr void learn(unix_time date, const instant& now) noexcept {
        if (date <= 0) return;
        base_ = date - elapsed(now);
        learned_ = true;
    }

    /// Seconds since 1970. Those of the cloud, as far as it is known, at `now`.
    constexpr unix_time time(const instant& now) const noexcept {
        return sum(base_, static_cast<std::uint64_t>(learned_ ? elapsed(now) : now.wall));
    }

    /// Whether time() can be signed with. False where nothing was learned and the wall clock was plainly never set.
    /// `now`: both clocks, in seconds and in milliseconds.
    constexpr bool is_set(const instant& now) const noexcept { return is_plausible(time(now)); }

    /// Seconds from the wall clock to the cloud's time: what to save. `now`: what both clocks show.
    constexpr std::int64_t offset(const instant& now) const noexcept {
        return sum(time(now), ~static_cast<std::uint64_t>(now.wall) + 1);
    }
    /// Whether an answer has taught it since it was made.
    constexpr bool has_learned() const noexcept { return learned_; }

private:
    /// Round about, because a saved offset may be anything: flash memory fails.
    static constexpr std::int64_t sum(std::int64_t a, std::uint64_t b) noexcept {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + b);
    }
    static constexpr unix_time elapsed(const instant& now) noexcept {
        return static_cast<unix_time>(now.monotonic / 1000);
    }

    std::int64_t base_ = 0; ///< the time when the monotonic clock began, or the offset
    bool learned_ = false;
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
