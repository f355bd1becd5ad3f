// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The board's Ethernet, as lwIP's network needs it.

#include <lwip/netif.h>
#include <lwip/pbuf.h>

namespace driver {

/// Switches it on and writes its address to `mac`.
void start(unsigned char (&mac)[6]);
/// The next frame, with ETH_PAD_SIZE bytes before it; null where there is none. One for which there is no memory is
/// dropped.
pbuf* receive();
/// The same way round. ERR_IF where the hardware takes none now: TCP sends it again.
err_t send(const pbuf& frame);

} // namespace driver
