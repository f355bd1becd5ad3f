// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "cut_off.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <utility>

#include <unistd.h>

namespace portwright_tool {
namespace {

sigset_t interruptions() {
    sigset_t set{};
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

} // namespace

cut_off::cut_off(double seconds, ending say) : say_(std::move(say)) {
    const sigset_t set = interruptions();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    signals_ = std::thread([this, set] {
        for (int signal = 0; sigwait(&set, &signal) != 0;) {
        }
        const std::lock_guard lock(mutex_);
        if (!ended_) end("interrupted");
    });
    if (seconds <= 0) return;
    constexpr double longest = 1e9; // a steady clock counts nanoseconds, in 63 bits
    const auto until =
        std::chrono::steady_clock::now() +
        std::chrono::milliseconds(static_cast<long long>((seconds < longest ? seconds : longest) * 1000));
    timer_ = std::thread([this, until] {
        std::unique_lock lock(mutex_);
        if (!over_.wait_until(lock, until, [this] { return ended_; })) end("timed out");
    });
}

cut_off::~cut_off() {
    is_over();
    if (timer_.joinable()) timer_.join();
    pthread_kill(signals_.native_handle(), SIGTERM); // so that it waits no longer
    signals_.join();
}

void cut_off::is_over() {
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
    }
    over_.notify_all();
}

void cut_off::put(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = write(file, text.data(), text.size());
        if (written <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

void cut_off::end(std::string_view why) { std::_Exit(say_(why, now())); }

} // namespace portwright_tool
