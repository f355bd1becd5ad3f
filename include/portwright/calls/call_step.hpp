// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a call asks of whoever drives it, whatever carries the call.

#include <portwright/http/exchange.hpp>

#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// What a call wants of its surroundings.
enum class call_wish : std::uint8_t {
    sign, ///< sign(): the time, and random bits for the nonce and the pauses
    connect, ///< as of an exchange; a connection that is still open is closed before
    send,
    receive,
    perform, ///< only of a message_call_machine: its request() to be performed, then performed()
    wait, ///< nothing until wake_at; a connection that is open is closed unless keeps_connection()
    done, ///< nothing: see outcome()
};

/// What a machine wants now, by next(): `host` is borrowed of the machine, `wake_at` is in milliseconds.
struct call_step {
    call_wish wants = call_wish::done;
    std::string_view host = {};
    std::uint16_t port = 0;
    http::monotonic_ms wake_at = http::no_deadline;
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
