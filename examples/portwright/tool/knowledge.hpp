// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What is known, at any moment, of what the cloud was asked to do: what is true should nothing more be seen of it.

#include <mutex>

namespace portwright_tool {

class knowledge {
public:
    // `partly`: what was sent is seen to stand, and what remains has not been sent.
    enum class known { not_sent, sent, waiting, partly };

    // Until now nothing has left; from here on the request may arrive.
    void may_be_sent();
    // What was sent last has been refused, and everything before it that is not seen.
    void was_refused();
    // What was sent so far is known to be over: it changed something, or nothing.
    void is_seen(bool changed);
    // The request was done, and its answer shown under this hold(): only its task is waited for.
    void waits(const std::unique_lock<std::mutex>& held);
    // Something else is asked for, of which nothing has left yet.
    void begin();

    // While this lives nothing of it changes: for what must be written whole.
    [[nodiscard]] std::unique_lock<std::mutex> hold() { return std::unique_lock(mutex_); }
    // What is known now; whoever may not be alone holds it.
    [[nodiscard]] known now() const { return known_; }

protected:
    std::mutex mutex_{};

private:
    known known_ = known::not_sent;
    bool has_changed_ = false;
};

} // namespace portwright_tool
