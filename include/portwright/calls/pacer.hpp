// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// How a device keeps its share of a quota that it cannot see: an account's requests a second are one number for all of
// its devices, which are switched on together after a power cut.
//
//     portwright::pacer pacer{portwright::pace_of_fleet(10000, 20)};
//     portwright::retry_budget budget;
//     portwright::call_settings settings{.region = "ap-guangzhou", .pacer = &pacer, .budget = &budget};

#include <portwright/core/language.hpp>

#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// The pauses between a device's requests, in milliseconds. All 0: none until the cloud says that there are too many.
struct pace {
    std::uint32_t first_ms = 0; ///< the most before the first request: at random from 0 to this
    std::uint32_t least_ms = 0; ///< between two requests, on average, while none is refused as one too many
    std::uint32_t throttled_ms = 2000; ///< the least between two requests, on average, after one that was
    std::uint32_t most_ms = 1800000; ///< the most that it grows to
};

/// The pace of one of `devices` that share `per_second` requests a second and make `requests` each when they are
/// switched on, one after the other: only where they begin is spread, because who has begun is done soon. A fifth of
/// the quota stays free, as requests do not come evenly. None of the three is 0.
constexpr pace pace_of_fleet(std::uint32_t devices, std::uint32_t per_second, std::uint32_t requests = 4) noexcept {
    const std::uint64_t second = per_second == 0 ? 1 : per_second;
    const std::uint64_t most = UINT32_MAX / 2;
    const std::uint64_t all = std::uint64_t{devices} * requests;
    pace of;
    of.first_ms = static_cast<std::uint32_t>(all < most / 1250 * second ? all * 1250 / second : most);
    return of;
}

/// One device's pace. What the cloud refuses as one too many doubles the pause, what it takes shortens it by a quarter,
/// so that devices which know nothing of each other settle where the quota is. Not for several threads at once.
class pacer {
public:
    /// Begins with the least pause of `of`, which is copied.
    constexpr explicit pacer(const pace& of = {}) noexcept : pace_(of), pause_(of.least_ms) {}

    /// The time, as monotonic milliseconds, of the next request; that of now where it can go at once. `random`: 64
    /// bits. The same until the request is taken by sent(). `now`: monotonic milliseconds.
    constexpr std::uint64_t next(std::uint64_t now, std::uint64_t random) noexcept {
        if (!begun_) {
            begun_ = true;
            next_ = now + random % (std::uint64_t{pace_.first_ms} + 1);
        }
        return next_ > now ? next_ : now;
    }

    /// A request goes at `now`. `random` is as of next().
    constexpr void sent(std::uint64_t now, std::uint64_t random) noexcept {
        begun_ = true;
        next_ = now + pause(random);
    }

    /// The cloud refused it as one too many, at `now`. `random` is as of next().
    constexpr void throttled(std::uint64_t now, std::uint64_t random) noexcept {
        const std::uint64_t longer = std::uint64_t{pause_} * 2;
        pause_ = longer < pace_.throttled_ms ? pace_.throttled_ms
                 : longer < pace_.most_ms    ? static_cast<std::uint32_t>(longer)
                                             : pace_.most_ms;
        begun_ = true;
        next_ = now + pause(random);
    }

    /// The cloud answered it otherwise.
    constexpr void answered() noexcept {
        const std::uint32_t shorter = pause_ - pause_ / 4;
        pause_ = shorter < pace_.least_ms || shorter < 4 ? pace_.least_ms : shorter;
    }

    /// Milliseconds between two requests, on average, at present.
    constexpr std::uint32_t pause_ms() const noexcept { return pause_; }

private:
    /// From half to one and a half of the pause, so that devices which met once do not meet again.
    constexpr std::uint64_t pause(std::uint64_t random) const noexcept {
        return pause_ / 2 + random % (std::uint64_t{pause_} + 1);
    }

    pace pace_;
    std::uint32_t pause_;
    std::uint64_t next_ = 0;
    bool begun_ = false;
};

/// How many attempts beyond the first a device may make over all of its calls: some at once, then one for every ten
/// calls that succeed, so that a cloud in trouble is not asked twice as often for it. Not for several threads at once.
class retry_budget {
public:
    /// `attempts`: that may be made at once, at most 1,000.
    constexpr explicit retry_budget(std::uint16_t attempts = 20) noexcept
        : most_(static_cast<std::uint16_t>((attempts < 1000 ? attempts : 1000) * per_attempt)), left_(most_) {}

    /// False where there is none left; otherwise takes one.
    constexpr bool take() noexcept {
        if (left_ < per_attempt) return false;
        left_ = static_cast<std::uint16_t>(left_ - per_attempt);
        return true;
    }
    /// A call succeeded.
    constexpr void succeeded() noexcept {
        if (left_ < most_) ++left_;
    }
    /// Attempts beyond the first that may be made now.
    constexpr unsigned left() const noexcept { return left_ / per_attempt; }

private:
    static constexpr std::uint16_t per_attempt = 10;

    std::uint16_t most_;
    std::uint16_t left_;
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
