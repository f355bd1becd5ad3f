// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The machine has its network already.

#include "../../application/network.hpp"

namespace network {

void start() {}
void poll() {}
bool is_up() { return true; }

} // namespace network
