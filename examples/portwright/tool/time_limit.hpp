// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Ends the command when its time is up, whatever it is waiting for (a name that is being resolved knows no limit), with
// the status that is true at that moment.

#include <condition_variable>
#include <mutex>
#include <thread>

namespace portwright_tool {

class time_limit {
public:
    // `seconds` from now on; 0 for none.
    explicit time_limit(double seconds);
    ~time_limit();
    time_limit(const time_limit&) = delete;
    time_limit& operator=(const time_limit&) = delete;

    // Until now nothing has left; from here on the request may arrive.
    void may_be_sent();
    // The request was done, and its answer shown: only its task is waited for.
    void waits();

    // While this lives the command is not ended: for what must be written whole.
    [[nodiscard]] std::unique_lock<std::mutex> hold() { return std::unique_lock(mutex_); }

private:
    enum class stage { not_sent, sent, waiting };
    void enter(stage next);
    [[noreturn]] void end() const;

    std::mutex mutex_{};
    std::condition_variable over_{};
    stage stage_ = stage::not_sent;
    bool ended_ = false;
    std::thread watch_{};
};

} // namespace portwright_tool
