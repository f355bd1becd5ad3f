// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The loop, on every board: the network's turn, the application's turn, and sleep.

#include "application.hpp"
#include "board.hpp"
#include "network.hpp"

#include <mbedtls/memory_buffer_alloc.h>

#include <new>

namespace {

/// All that mbedTLS allocates.
alignas(8) unsigned char arena[DEVICE_ARENA];

/// In static memory without a constructor to be called before main.
alignas(device::application) unsigned char memory[sizeof(device::application)];

} // namespace

std::span<const unsigned char> device_arena() { return arena; }

extern "C" {
/// Where mbedTLS's allocator finds its arena spoilt, or lwIP its own state: nothing can be relied on any more.
void device_stop(int) {
    board::log("stopped");
    for (;;) {
    }
}
/// mbedTLS's texts for people, which nobody asks for here.
int device_write_no_text(char*, std::size_t, const char*, ...) { return -1; }
}

/// What a board does when all listeners stand; false goes on for ever.
bool board_is_finished(const device::application& done);

int main() {
    mbedtls_memory_buffer_alloc_init(arena, sizeof arena);
    constexpr std::size_t allocator_head = 64; // its first block's, with room to spare
    for (std::size_t i = allocator_head; i != sizeof arena; ++i) arena[i] = 0xA5; // so that what was used shows
    auto& device = *::new (static_cast<void*>(memory)) device::application;
    if (!device.start()) return 1;
    for (;;) {
        network::poll();
        const auto wake_at = device.step();
        if (device.is_done() && board_is_finished(device)) return 0;
        board::sleep_until(wake_at);
    }
}
