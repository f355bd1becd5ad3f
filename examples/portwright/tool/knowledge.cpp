// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "knowledge.hpp"

namespace portwright_tool {

void knowledge::may_be_sent() {
    const std::lock_guard lock(mutex_);
    if (known_ != known::waiting) known_ = known::sent;
}

void knowledge::was_refused() {
    const std::lock_guard lock(mutex_);
    if (known_ == known::sent) known_ = has_changed_ ? known::partly : known::not_sent;
}

void knowledge::is_seen(bool changed) {
    const std::lock_guard lock(mutex_);
    has_changed_ = has_changed_ || changed;
    known_ = has_changed_ ? known::partly : known::not_sent;
}

void knowledge::waits(const std::unique_lock<std::mutex>&) { known_ = known::waiting; }

void knowledge::begin() {
    const std::lock_guard lock(mutex_);
    known_ = known::not_sent;
    has_changed_ = false;
}

} // namespace portwright_tool
