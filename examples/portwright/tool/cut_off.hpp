// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Ends the command when its time is up, or when SIGINT or SIGTERM comes, whatever it is waiting for (a name that is
// being resolved knows no limit), with the status that is true at that moment.

#include "failure.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>

namespace portwright_tool {

class cut_off {
public:
    // What is known of what the command was asked to do.
    // `partly`: what was sent is seen to stand, and what remains has not been sent.
    enum class known { not_sent, sent, waiting, partly };
    // Says, by put(), how it ended, and returns the status. `why` is "timed out" or "interrupted". It is called while
    // other threads may be anywhere, also within a stream.
    using ending = std::function<exit_status(std::string_view why, known what)>;

    // `seconds` from now on; 0 for none. No other thread has been started yet, so that none takes the signals.
    cut_off(double seconds, ending say);
    ~cut_off();
    cut_off(const cut_off&) = delete;
    cut_off& operator=(const cut_off&) = delete;

    // Until now nothing has left; from here on the request may arrive.
    void may_be_sent();
    // What was sent last has been refused, and everything before it that is not seen.
    void was_refused();
    // What was sent so far is known to be over: it changed something, or nothing.
    void is_seen(bool changed);
    // The request was done, and its answer shown under this hold(): only its task is waited for.
    void waits(const std::unique_lock<std::mutex>& held);
    // The command ends by itself now.
    void is_over();

    // While this lives the command is not ended: for what must be written whole.
    [[nodiscard]] std::unique_lock<std::mutex> hold() { return std::unique_lock(mutex_); }

    // Writes the text to the file of this number, at once.
    static void put(int file, std::string_view text);

private:
    void end(std::string_view why);

    const ending say_;
    std::mutex mutex_{};
    std::condition_variable over_{};
    known known_ = known::not_sent;
    bool has_changed_ = false;
    bool ended_ = false;
    std::thread timer_{};
    std::thread signals_{};
};

} // namespace portwright_tool
