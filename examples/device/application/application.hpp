// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The device: has each wanted listener stand, one after the other, whatever happens, and says so in its log. It never
// blocks and never gives up: what failed is tried again after a pause.

#include "declaration.hpp"
#include "kept_state.hpp"
#include "settings.hpp"
#include "tls.hpp"

#include <portwright/calls/clock.hpp>
#include <portwright/crypto/nonces.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace device {

class application {
public:
    application() = default;

    /// Once. False, with the reason in the log, where the device can do nothing: no settings, no randomness.
    bool start();

    /// Does what can be done now, and returns when to call it again at the latest; earlier where the network has done
    /// something.
    std::uint64_t step();

    /// All listeners stand.
    bool is_done() const { return current_ == settings_.listener_count; }

    const state_keeper& keeper() const { return keeper_; }
    std::size_t machine_bytes() const { return sizeof declaration_; }
    std::size_t tls_bytes() const { return sizeof tls_; }
    std::size_t state_bytes() const { return sizeof state_; }

private:
    portwright::instant now() const;
    bool begin_next(const portwright::instant& now);
    bool take(const portwright::call_step& step, const portwright::instant& now);
    void connect(const portwright::call_step& step, const portwright::instant& now);
    void settle(const portwright::instant& now);
    void save(const portwright::instant& now);

    settings settings_;
    kept_state state_;
    state_keeper keeper_;
    portwright::call_clock clock_;
    portwright::nonces nonces_;
    tls tls_;
    declaration declaration_;
    std::size_t current_ = 0;
    std::uint64_t begin_at_ = 0;
    std::uint32_t pause_ms_ = 0;
    bool opening_ = false;
    bool waits_for_network_ = false;
    std::array<char, 1024> io_;
};

} // namespace device
