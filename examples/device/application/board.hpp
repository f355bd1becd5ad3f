// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the application asks of the hardware. Each board defines these functions: lm3s6965/ for the microcontroller,
// linux/ for a desk.

#include <portwright/core/time.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace board {

/// Milliseconds since power came on. Never goes back.
std::uint64_t monotonic_ms();

/// Seconds since 1970 as the battery-backed clock shows them, which may be anything.
portwright::unix_time wall_clock();

/// Fills `to` with bytes that nobody can guess. False where there are none to be had.
bool random(std::span<unsigned char> to);

/// Writes a line to the serial port.
void log(std::string_view line);

/// The block of flash that the host's tool wrote, from its beginning; as long as the block is.
std::span<const std::uint8_t> settings();

/// The block of flash in which the application keeps its state: two slots, each erased as a whole.
inline constexpr std::size_t state_slots = 2;
inline constexpr std::size_t state_slot_size = 4096;
void read_state(std::size_t slot, std::size_t offset, std::span<std::uint8_t> to);
/// All bytes of the slot become 0xFF.
void erase_state(std::size_t slot);
/// Writes erased bytes; offset and size are multiples of 4. The power may go after any of them.
void program_state(std::size_t slot, std::size_t offset, std::span<const std::uint8_t> bytes);

/// Returns at that time, or earlier where something has happened.
void sleep_until(std::uint64_t monotonic_ms);

} // namespace board
