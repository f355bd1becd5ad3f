// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the daemon waits for, in its one thread: signals, the service manager's watchdog, and one file at a time. While
// a call waits for its cloud, everything else still happens here.

#include <cstdint>
#include <functional>

namespace portwright_daemon {

// Milliseconds of a clock that nobody sets.
using milliseconds = std::uint64_t;
inline constexpr milliseconds never = UINT64_MAX;
[[nodiscard]] milliseconds now();

class events {
public:
    enum class woken { ready, time, cut };

    // Takes SIGTERM, SIGINT and SIGHUP from now on. Throws std::runtime_error.
    events();
    ~events();
    events(const events&) = delete;
    events& operator=(const events&) = delete;

    // Calls `tick` every so many milliseconds, whatever is waited for.
    void every(milliseconds period, std::function<void()> tick);

    // Waits until `file` is ready for `what`, as poll() has it. `cut` comes before both: see is_cut().
    [[nodiscard]] woken wait(int file, short what, milliseconds until);
    // For the pauses within a call.
    void pause(milliseconds length);
    // Between calls: until then, or a signal.
    void idle(milliseconds until);

    [[nodiscard]] bool stops() const { return stops_; }
    // Whether a reload was asked for since the last time.
    [[nodiscard]] bool take_reload();

    // When stopped: what still runs is cut off after so many milliseconds, or by a second signal, or at once where
    // `nothing_is_lost` says so.
    void cut_after(milliseconds grace) { grace_ = grace; }
    std::function<bool()> nothing_is_lost{};
    // Begins a new time of grace, for what is done after the stop. A second signal stays one.
    void cut_at(milliseconds then) {
        if (cut_at_ != 0) cut_at_ = then;
    }
    [[nodiscard]] milliseconds stopped_at() const { return stopped_at_; }
    // From here on nothing is waited for any more.
    [[nodiscard]] bool is_cut() const;

private:
    bool poll_once(int file, short what, milliseconds until);
    void take_signals();

    int signals_ = -1;
    int timer_ = -1;
    std::function<void()> tick_{};
    bool stops_ = false;
    bool reloads_ = false;
    bool had_signal_ = false;
    milliseconds grace_ = 0;
    milliseconds stopped_at_ = never;
    milliseconds cut_at_ = never;
};

} // namespace portwright_daemon
