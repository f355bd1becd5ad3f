// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the device was told on its desk: credentials, whom to trust, and which listeners it wants. The host's tool
// configure.py writes it into a block of flash, in the form that read_settings() describes.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace device {

/// The systems, by the numbers that they have in flash.
enum class system : std::uint8_t { clb, gaap, lb, bmlb, ga };
inline constexpr std::size_t system_count = 5;

/// One listener, in terms that all systems have.
struct wanted_listener {
    device::system system = system::clb;
    bool is_udp = false;
    std::uint16_t port = 0;
    std::uint16_t target_port = 0; ///< of the servers behind it, where the system asks for it
    std::string_view region = {};
    std::string_view owner = {}; ///< the load balancer, connection or accelerator
    std::string_view name = {};
};

/// All texts are views of the flash.
struct settings {
    static constexpr std::size_t most_listeners = 8;

    std::string_view tencent_id = {};
    std::string_view tencent_key = {};
    std::string_view aliyun_id = {};
    std::string_view aliyun_key = {};
    std::string_view endpoint = {}; ///< HOST[:PORT] in place of the documented hosts; empty: those
    std::uint32_t address = 0; ///< where every host is, in network order as a number; 0: DNS says
    std::uint32_t poll_ms = 1000; ///< before it looks again whether an operation has ended
    std::span<const std::uint8_t> anchor = {}; ///< the certificate that is trusted, in DER
    std::array<wanted_listener, most_listeners> listeners = {};
    std::size_t listener_count = 0;
};

/// Reads the block: "PWST", then as little-endian numbers the payload's size and its CRC-32, then the payload. In that,
/// each text and the certificate are their length in two bytes, then their bytes:
///
///     tencent_id tencent_key aliyun_id aliyun_key endpoint  address:4 poll_ms:4  anchor  count:1
///     each listener: system:1 is_udp:1 port:2 target_port:2  region owner name
///
/// False for what is not whole, or asks for more than there is room for; `to` is of no use then.
bool read_settings(std::span<const std::uint8_t> block, settings& to);

} // namespace device
