// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "state.hpp"

namespace portwright_tool::emulator {

bool state::take_nonce(const std::string& scope, const std::string& nonce, std::int64_t now, std::int64_t window) {
    // Twice the window: a request can come with a time that far ahead of now and be valid again that far behind it.
    while (!nonce_order_.empty() && nonce_order_.front().when + 2 * window < now) {
        nonces_.erase(nonce_order_.front().name);
        nonce_order_.pop_front();
    }
    std::string name = scope + '\n' + nonce;
    if (!nonces_.insert(name).second) return false;
    nonce_order_.push_back({now, std::move(name)});
    return true;
}

const listener* state::at_port(std::string_view system, std::string_view owner, std::string_view transport,
                               std::int64_t first, std::int64_t last) const {
    for (const listener& one : listeners_) {
        if (one.system == system && one.owner == owner && one.transport == transport && first <= one.last_port &&
            last >= one.first_port) {
            return &one;
        }
    }
    return nullptr;
}

listener* state::find_listener(std::string_view system, std::string_view id) {
    for (listener& one : listeners_) {
        if (one.system == system && one.id == id) return &one;
    }
    return nullptr;
}

std::vector<listener*> state::listeners_of(std::string_view system, std::string_view owner) {
    std::vector<listener*> found;
    for (listener& one : listeners_) {
        if (one.system == system && one.owner == owner) found.push_back(&one);
    }
    return found;
}

std::optional<unsigned> state::poll_task(const std::string& system, const std::string& task) {
    const auto found = tasks_.find({system, task});
    if (found == tasks_.end()) return std::nullopt;
    return found->second++;
}

const state::remembered* state::find_token(const std::string& token) const {
    const auto found = tokens_.find(token);
    return found == tokens_.end() ? nullptr : &found->second;
}

} // namespace portwright_tool::emulator
