// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The board: clock, tick, serial port, sleep. Three things come from the host, as QEMU's board has none of them: random
// bytes (/dev/urandom in place of a noise source), the block of flash for the state (the file state.flash in place of
// the flash controller), and what the battery-backed clock shows (the first argument).

#include "../application/board.hpp"
#include "../application/application.hpp"
#include "../application/network.hpp"
#include "host_files.hpp"
#include "registers.hpp"

using namespace lm3s6965;

extern "C" {
extern std::uint32_t stack_bottom[], stack_top[];
extern const std::uint8_t settings_begin[];
}
std::span<const unsigned char> device_arena();

namespace {

constexpr std::uint32_t paint = 0xA5C3A5C3;
constexpr std::size_t settings_size = 4096;
constexpr std::uint32_t ticks_each_ms = clock_hz / 1000;

volatile std::uint32_t milliseconds_low, milliseconds_high;
std::uint64_t idle_ticks; ///< of the processor's clock that it slept
bool is_running;

std::uint64_t now_ms() {
    std::uint32_t high, low;
    do {
        high = milliseconds_high;
        low = milliseconds_low;
    } while (high != milliseconds_high);
    return static_cast<std::uint64_t>(high) << 32 | low;
}

std::uint64_t now_ticks() {
    std::uint64_t ms;
    std::uint32_t left;
    do {
        ms = now_ms();
        left = reg(tick_value);
    } while (ms != now_ms());
    return ms * ticks_each_ms + (ticks_each_ms - 1 - left);
}

/// The data sheet's sequence: from the 8 MHz crystal by the PLL to 50 MHz.
void start_clock() {
    constexpr std::uint32_t bypass = 1u << 11, uses_divisor = 1u << 22, powered_down = 1u << 13, locked = 1u << 6;
    std::uint32_t mode = (reg(run_mode_clock) | bypass) & ~uses_divisor;
    reg(run_mode_clock) = mode;
    mode = (mode & ~(0x1Fu << 6 | 0x3u << 4 | 0x3u | powered_down)) | 0xEu << 6; // 8 MHz, from the main oscillator
    reg(run_mode_clock) = mode;
    mode = (mode & ~(0xFu << 23)) | 0x3u << 23 | uses_divisor; // 200 MHz by 4
    reg(run_mode_clock) = mode;
    while ((reg(raw_interrupts) & locked) == 0) {
    }
    reg(run_mode_clock) = mode & ~bypass;
}

void start() {
    for (auto* word = stack_bottom; word < reinterpret_cast<std::uint32_t*>(__builtin_frame_address(0)) - 64; ++word)
        *word = paint;
    start_clock();
    reg(clock_gate_1) = 1; // the serial port
    reg(clock_gate_2) = 1u << 30 | 1u << 28 | 1; // Ethernet's two halves, and the port's pins
    reg(uart_control) = 0;
    reg(uart_integer_divisor) = 27; // 115200 baud
    reg(uart_fraction_divisor) = 8;
    reg(uart_line) = 0x70;
    reg(uart_control) = 0x301;
    reg(tick_reload) = ticks_each_ms - 1;
    reg(tick_value) = 0;
    reg(tick_control) = 7;
    is_running = true;
}

void put(std::string_view text) {
    for (const char c : text) {
        while ((reg(uart_flags) & uart_is_full) != 0) {
        }
        reg(uart_data) = static_cast<unsigned char>(c);
    }
}

void put(std::uint64_t number) {
    char digits[20];
    std::size_t at = sizeof digits;
    do digits[--at] = static_cast<char>('0' + number % 10);
    while (number /= 10);
    put(std::string_view(digits + at, sizeof digits - at));
}

/// What QEMU was told by `arg=`: the command line, of which the second word is the clock.
portwright::unix_time clock_at_power() {
    char text[128] = {};
    struct {
        char* to;
        std::size_t size;
    } block{text, sizeof text};
    if (semihosting::call(0x15, &block) != 0) return 0;
    const char* from = text;
    while (*from != 0 && *from != ' ') ++from;
    portwright::unix_time seconds = 0;
    for (from += *from == ' '; *from >= '0' && *from <= '9'; ++from) seconds = seconds * 10 + (*from - '0');
    return seconds;
}

int state_file() {
    static int handle = -1;
    if (handle >= 0) return handle;
    constexpr char name[] = "state.flash";
    handle = host_files::open(name, sizeof name - 1, host_files::update_binary);
    if (handle >= 0) return handle;
    handle = host_files::open(name, sizeof name - 1, host_files::create_binary);
    for (std::size_t slot = 0; slot != board::state_slots; ++slot) board::erase_state(slot);
    return handle;
}

} // namespace

extern "C" {

void tick() {
    const std::uint32_t next = milliseconds_low + 1;
    milliseconds_low = next;
    if (next == 0) milliseconds_high = milliseconds_high + 1;
}

/// Only wakes the loop, which takes the frames and lets the next one interrupt again.
void ethernet() { reg(mac_mask) = 0; }
}

namespace board {

std::uint64_t monotonic_ms() {
    if (!is_running) start();
    return now_ms();
}

portwright::unix_time wall_clock() {
    static portwright::unix_time at_power = -1;
    if (at_power < 0) at_power = clock_at_power();
    return at_power + static_cast<portwright::unix_time>(now_ms() / 1000);
}

bool random(std::span<unsigned char> to) {
    static int handle = -1;
    constexpr char name[] = "/dev/urandom";
    if (handle < 0) handle = host_files::open(name, sizeof name - 1, host_files::read_binary);
    return handle >= 0 && host_files::read(handle, to.data(), to.size());
}

void log(std::string_view line) {
    if (!is_running) start();
    put(line);
    put("\n");
}

std::span<const std::uint8_t> settings() { return {settings_begin, settings_size}; }

void read_state(std::size_t slot, std::size_t offset, std::span<std::uint8_t> to) {
    host_files::seek(state_file(), slot * state_slot_size + offset);
    host_files::read(state_file(), to.data(), to.size());
}

void erase_state(std::size_t slot) {
    std::uint8_t erased[64];
    for (std::uint8_t& byte : erased) byte = 0xFF;
    for (std::size_t at = 0; at != state_slot_size; at += sizeof erased) program_state(slot, at, erased);
}

void program_state(std::size_t slot, std::size_t offset, std::span<const std::uint8_t> bytes) {
    host_files::seek(state_file(), slot * state_slot_size + offset);
    host_files::write(state_file(), bytes.data(), bytes.size());
}

void sleep_until(std::uint64_t until) {
    const std::uint64_t from = now_ticks();
    // With interrupts held back one that comes now still ends the sleep.
    for (;;) {
        asm volatile("cpsid i" ::: "memory");
        const bool has_frames = reg(mac_packets) != 0;
        if (!has_frames && now_ms() < until) {
            reg(mac_mask) = 1;
            asm volatile("wfi" ::: "memory");
        }
        asm volatile("cpsie i" ::: "memory");
        if (has_frames || reg(mac_packets) != 0 || now_ms() >= until || now_ms() % 50 == 0) break; // lwIP has timers
    }
    idle_ticks += now_ticks() - from;
}

} // namespace board

/// Says what the run took, and ends the emulator.
bool board_is_finished(const device::application& done) {
    const std::uint64_t busy = now_ticks() - idle_ticks;
    const auto* lowest = stack_bottom;
    while (lowest != stack_top && *lowest == paint) ++lowest;
    const auto arena = device_arena();
    std::size_t used = arena.size();
    while (used != 0 && arena[used - 1] == 0xA5) --used;
    const struct {
        const char* name;
        std::uint64_t value;
    } figures[] = {{"figure ticks ", busy},
                   {"figure stack ", static_cast<std::uint64_t>(stack_top - lowest) * 4},
                   {"figure stack_room ", static_cast<std::uint64_t>(stack_top - stack_bottom) * 4},
                   {"figure arena ", used},
                   {"figure arena_room ", arena.size()},
                   {"figure machine ", done.machine_bytes()},
                   {"figure tls ", done.tls_bytes()},
                   {"figure state ", done.state_bytes()},
                   {"figure application ", sizeof done}};
    for (const auto& one : figures) {
        put(one.name);
        put(one.value);
        put("\n");
    }
    return true;
}
