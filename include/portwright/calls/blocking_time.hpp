// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The time of a blocking caller: its clock, its nonces, and how it pauses.

#include <portwright/calls/call_step.hpp>
#include <portwright/calls/clock.hpp>
#include <portwright/core/time.hpp>
#include <portwright/http/exchange.hpp>

#include <cstdint>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

template <class Clock, class Nonces>
class blocking_time {
public:
    using pause_function = void (*)(void* context, std::uint32_t ms);

    blocking_time(Clock clock, Nonces nonces, pause_function pausing, void* pause_context) noexcept
        : clock_(clock), nonces_(nonces), pause_(pausing), pause_context_(pause_context) {}

    instant now() noexcept {
        if constexpr (has_monotonic) {
            return clock_();
        } else {
            const unix_time wall = clock_();
            const http::monotonic_ms shown = wall > 0 ? static_cast<http::monotonic_ms>(wall) * 1000 : 0;
            // Whoever sets the clock back must not make pauses and deadlines longer by that.
            if (shown < steps_.shown) steps_.taken_back += steps_.shown - shown;
            steps_.shown = shown;
            return {wall, shown + steps_.taken_back};
        }
    }

    std::uint64_t random() noexcept { return nonces_(); }

    /// `ms` from now; 0: never.
    http::monotonic_ms deadline_after(std::uint32_t ms) noexcept {
        return ms == 0 ? http::no_deadline : now().monotonic + ms;
    }

    void pause(std::uint32_t ms) noexcept {
        if (pause_ != nullptr) pause_(pause_context_, ms);
    }

    /// Gives a machine what it wants of any transport: its time and its pauses.
    template <class Machine>
    void pass(Machine& machine, const call_step& step) noexcept {
        if constexpr (requires { machine.sign(instant{}, std::uint64_t{}); })
            if (step.wants == call_wish::sign) return machine.sign(now(), random());
        const http::monotonic_ms from = now().monotonic;
        const http::monotonic_ms ms = step.wake_at > from ? step.wake_at - from : 0;
        pause(ms < 0xFFFFFFFF ? static_cast<std::uint32_t>(ms) : 0xFFFFFFFF);
        instant then = now(); // a clock of whole seconds, or one that a test has stopped, must not hold it
        if (then.monotonic < step.wake_at) then.monotonic = step.wake_at;
        machine.wake(then);
    }

private:
    static constexpr bool has_monotonic = requires(Clock& clock) { clock().monotonic; };
    /// Of a clock that only shows the time: what it showed last, and by how much it was set back.
    struct steps_of_wall {
        http::monotonic_ms shown = 0;
        http::monotonic_ms taken_back = 0;
    };
    struct nothing {};

    [[no_unique_address]] std::conditional_t<has_monotonic, nothing, steps_of_wall> steps_ = {};
    Clock clock_;
    Nonces nonces_;
    const pause_function pause_;
    void* const pause_context_;
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
