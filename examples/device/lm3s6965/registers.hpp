// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The registers that this board's files use, by the LM3S6965's data sheet and the Armv7-M manual.

#include <cstdint>

namespace lm3s6965 {

inline volatile std::uint32_t& reg(std::uint32_t address) {
    return *reinterpret_cast<volatile std::uint32_t*>(address);
}

// Clocks: section 5.5.
inline constexpr std::uint32_t raw_interrupts = 0x400FE050, run_mode_clock = 0x400FE060, clock_gate_1 = 0x400FE104,
                               clock_gate_2 = 0x400FE108;
// The first serial port: section 12.5.
inline constexpr std::uint32_t uart_data = 0x4000C000, uart_flags = 0x4000C018, uart_integer_divisor = 0x4000C024,
                               uart_fraction_divisor = 0x4000C028, uart_line = 0x4000C02C, uart_control = 0x4000C030;
inline constexpr std::uint32_t uart_is_full = 1u << 5;
// Ethernet: section 15.5.
inline constexpr std::uint32_t mac_interrupts = 0x40048000, mac_mask = 0x40048004, mac_receive = 0x40048008,
                               mac_transmit = 0x4004800C, mac_data = 0x40048010, mac_address_0 = 0x40048014,
                               mac_address_1 = 0x40048018, mac_packets = 0x40048034, mac_request = 0x40048038;
// The core.
inline constexpr std::uint32_t tick_control = 0xE000E010, tick_reload = 0xE000E014, tick_value = 0xE000E018,
                               interrupt_enable_1 = 0xE000E104;
inline constexpr unsigned ethernet_interrupt = 42;

inline constexpr std::uint32_t clock_hz = 50000000;

} // namespace lm3s6965
