// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Each system's own code for what can stand in the way of a request that is right.

#include <string>
#include <string_view>

#include "request.hpp"

namespace portwright_tool::emulator {

enum class trouble {
    throttled,
    busy,            // another operation runs at the load balancer, connection or accelerator
    listener_busy,   // and at the listener
    owner_missing,
    listener_missing,
    listener_in_use, // and so it is not deleted
    port_taken,
    quota
};

[[nodiscard]] refusal refusal_for(std::string_view system, trouble what, std::string message);

} // namespace portwright_tool::emulator
