// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Ends the command when its time is up, or when SIGINT or SIGTERM comes, whatever it is waiting for (a name that is
// being resolved knows no limit), with the status that is true at that moment.

#include "failure.hpp"
#include "knowledge.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>

namespace portwright_tool {

class cut_off : public knowledge {
public:
    // Says, by put(), how it ended, and returns the status. `why` is "timed out" or "interrupted". It is called while
    // other threads may be anywhere, also within a stream.
    using ending = std::function<exit_status(std::string_view why, known what)>;

    // `seconds` from now on; 0 for none. No other thread has been started yet, so that none takes the signals.
    cut_off(double seconds, ending say);
    ~cut_off();
    cut_off(const cut_off&) = delete;
    cut_off& operator=(const cut_off&) = delete;

    // The command ends by itself now.
    void is_over();

    // While a hold() lives the command is not ended.

    // Writes the text to the file of this number, at once.
    static void put(int file, std::string_view text);

private:
    void end(std::string_view why);

    const ending say_;
    std::condition_variable over_{};
    bool ended_ = false;
    std::thread timer_{};
    std::thread signals_{};
};

} // namespace portwright_tool
