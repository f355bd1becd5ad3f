// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "time_limit.hpp"

#include "failure.hpp"

#include <chrono>
#include <cstdlib>
#include <string_view>

#include <unistd.h>

namespace portwright_tool {

time_limit::time_limit(double seconds) {
    if (seconds <= 0) return;
    constexpr double longest = 1e9; // a steady clock counts nanoseconds, in 63 bits
    const auto until =
        std::chrono::steady_clock::now() +
        std::chrono::milliseconds(static_cast<long long>((seconds < longest ? seconds : longest) * 1000));
    watch_ = std::thread([this, until] {
        std::unique_lock lock(mutex_);
        if (!over_.wait_until(lock, until, [this] { return ended_; })) end();
    });
}

time_limit::~time_limit() {
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
    }
    over_.notify_all();
    if (watch_.joinable()) watch_.join();
}

void time_limit::may_be_sent() { enter(stage::sent); }

void time_limit::waits() { enter(stage::waiting); }

void time_limit::enter(stage next) {
    const std::lock_guard lock(mutex_);
    if (stage_ < next) stage_ = next;
}

// By write(): the other thread may be anywhere, also within a stream.
void time_limit::end() const {
    const std::string_view line = stage_ == stage::not_sent ? "not sent: timed out\n"
                                  : stage_ == stage::sent   ? "outcome unknown: sent, and no answer (timed out)\n"
                                                            : "task: still running when the time was up\n";
    static_cast<void>(!write(STDERR_FILENO, line.data(), line.size()));
    std::_Exit(stage_ == stage::not_sent ? exit_transport_failed : exit_outcome_unknown);
}

} // namespace portwright_tool
