// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The checksum of what lies in flash: CRC-32 of IEEE 802.3, as zlib has it. By the bit, because it is seldom needed and
// a table takes a kilobyte.

#include <cstdint>
#include <span>

namespace device {

/// Goes on from `before`, which is 0 at first.
inline std::uint32_t crc32(std::span<const std::uint8_t> bytes, std::uint32_t before = 0) {
    std::uint32_t crc = ~before;
    for (const std::uint8_t byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit != 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

} // namespace device
