// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The network below TCP. lwip/network.cpp over a driver, linux/sockets/network.cpp over the machine's own.

namespace network {

/// Once, at first. Asks for an address by DHCP.
void start();
/// Does what is due: frames that have arrived, timers. Returns at once.
void poll();
/// Whether there is an address.
bool is_up();

} // namespace network
