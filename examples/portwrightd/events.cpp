// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "events.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <stdexcept>
#include <utility>

#include <poll.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace portwright_daemon {

milliseconds now() {
    timespec t{};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return static_cast<milliseconds>(t.tv_sec) * 1000 + static_cast<milliseconds>(t.tv_nsec) / 1000000;
}

events::events() {
    sigset_t set{};
    sigemptyset(&set);
    for (const int one : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set, one);
    // Blocked before they are taken: one that comes in between is kept.
    if (sigprocmask(SIG_BLOCK, &set, nullptr) != 0) throw std::runtime_error("cannot block signals");
    signals_ = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (signals_ < 0) throw std::runtime_error("no signalfd");
}

events::~events() {
    close(signals_);
    if (timer_ >= 0) close(timer_);
}

void events::every(milliseconds period, std::function<void()> tick) {
    timer_ = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    timespec each{};
    each.tv_sec = static_cast<time_t>(period / 1000);
    each.tv_nsec = static_cast<long>(period % 1000) * 1000000;
    const itimerspec when{each, each};
    if (timer_ < 0 || timerfd_settime(timer_, 0, &when, nullptr) != 0) throw std::runtime_error("no timerfd");
    tick_ = std::move(tick);
}

bool events::is_cut() const { return stops_ && (now() >= cut_at_ || (nothing_is_lost && nothing_is_lost())); }

bool events::take_reload() { return std::exchange(reloads_, false); }

void events::take_signals() {
    signalfd_siginfo info{};
    while (read(signals_, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
        had_signal_ = true;
        if (info.ssi_signo == static_cast<std::uint32_t>(SIGHUP)) {
            reloads_ = true;
        } else if (stops_) {
            cut_at_ = 0; // whoever asks twice does not want to wait
        } else {
            stops_ = true;
            stopped_at_ = now();
            cut_at_ = stopped_at_ + grace_;
        }
    }
}

// Whether the file is ready.
bool events::poll_once(int file, short what, milliseconds until) {
    constexpr milliseconds longest = 60000; // poll() counts in an int
    const milliseconds then = std::min(until, stops_ ? cut_at_ : never);
    const milliseconds from = now();
    const auto ms = static_cast<int>(then > from ? std::min(then - from, longest) : 0);
    std::array<pollfd, 3> all{pollfd{signals_, POLLIN, 0}, pollfd{timer_, POLLIN, 0}, pollfd{file, what, 0}};
    if (poll(all.data(), all.size(), ms) < 0) {
        if (errno != EINTR) throw std::runtime_error("poll");
        return false;
    }
    if (all[0].revents != 0) take_signals();
    if (std::uint64_t times = 0; all[1].revents != 0 && read(timer_, &times, sizeof times) > 0 && tick_) tick_();
    return all[2].revents != 0;
}

events::woken events::wait(int file, short what, milliseconds until) {
    for (;;) {
        if (is_cut()) return woken::cut;
        if (poll_once(file, what, until)) return is_cut() ? woken::cut : woken::ready;
        if (now() >= until) return is_cut() ? woken::cut : woken::time;
    }
}

void events::pause(milliseconds length) { static_cast<void>(wait(-1, 0, now() + length)); }

void events::idle(milliseconds until) {
    had_signal_ = false;
    while (!had_signal_ && !stops_ && !reloads_ && now() < until) poll_once(-1, 0, until);
}

} // namespace portwright_daemon
