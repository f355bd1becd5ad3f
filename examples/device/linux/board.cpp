// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// A desk in place of the board: SETTINGS is a file of configure.py, STATE one in place of flash, CLOCK what the device
// takes for the time at power-on.
//
//     device SETTINGS STATE [CLOCK]
//
// The network is sockets/, or lwip/ with the board's own stack.

#include "../application/board.hpp"
#include "descriptor.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>

#include <fcntl.h>
#include <poll.h>
#include <sys/random.h>
#include <unistd.h>

namespace {

const auto power_on = std::chrono::steady_clock::now();
std::array<std::uint8_t, 4096> settings_block;
portwright::unix_time clock_at_power;
int state_file = -1;

/// Before main, which is the application's: glibc passes the arguments to constructors, too.
[[gnu::constructor]] void start(int count, char** words, char**) {
    if (count < 3) {
        std::fprintf(stderr, "usage: device SETTINGS STATE [CLOCK]\n");
        std::_Exit(2);
    }
    std::ifstream file(words[1], std::ios::binary);
    file.read(reinterpret_cast<char*>(settings_block.data()), settings_block.size());
    state_file = open(words[2], O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    clock_at_power = count > 3 ? std::atoll(words[3]) : std::time(nullptr);
}

off_t place_of(std::size_t slot, std::size_t offset) {
    return static_cast<off_t>(slot * board::state_slot_size + offset);
}

} // namespace

namespace board {

std::uint64_t monotonic_ms() {
    const auto since = std::chrono::steady_clock::now() - power_on;
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since).count());
}

portwright::unix_time wall_clock() {
    return clock_at_power + static_cast<portwright::unix_time>(monotonic_ms() / 1000);
}

bool random(std::span<unsigned char> to) {
    return getrandom(to.data(), to.size(), 0) == static_cast<ssize_t>(to.size());
}

void log(std::string_view line) {
    std::printf("%.*s\n", static_cast<int>(line.size()), line.data());
    std::fflush(stdout);
}

std::span<const std::uint8_t> settings() { return settings_block; }

void read_state(std::size_t slot, std::size_t offset, std::span<std::uint8_t> to) {
    std::fill(to.begin(), to.end(), std::uint8_t{0xFF});
    if (pread(state_file, to.data(), to.size(), place_of(slot, offset)) < 0) log("state: cannot be read");
}

void erase_state(std::size_t slot) {
    std::array<std::uint8_t, state_slot_size> erased;
    erased.fill(0xFF);
    program_state(slot, 0, erased);
}

void program_state(std::size_t slot, std::size_t offset, std::span<const std::uint8_t> bytes) {
    if (pwrite(state_file, bytes.data(), bytes.size(), place_of(slot, offset)) < 0) log("state: cannot be written");
}

void sleep_until(std::uint64_t until) {
    const std::uint64_t now = monotonic_ms();
    constexpr std::uint64_t longest = 50; // neither a connection that opens nor a timer of lwIP's wakes the loop
    pollfd one{device_descriptor(), POLLIN, 0};
    if (until > now) ::poll(&one, 1, static_cast<int>(std::min(until - now, longest)));
}

} // namespace board

namespace device {
class application;
}
bool board_is_finished(const device::application&) { return true; }
