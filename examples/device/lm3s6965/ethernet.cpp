// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The Stellaris Ethernet controller: a frame's first word has its length in the lower half and its first two bytes in
// the upper one, which is how lwIP's frames lie with ETH_PAD_SIZE of 2.

#include "../lwip/driver.hpp"
#include "registers.hpp"

#include <cstring>

using namespace lm3s6965;

namespace {

constexpr std::uint32_t receives = 1, restarts_fifo = 1u << 4;
constexpr std::uint32_t transmits = 1, pads = 1u << 1, adds_checksum = 1u << 2, is_full_duplex = 1u << 4;
constexpr std::size_t length_size = 2, checksum_size = 4, header_size = 14;
static_assert(ETH_PAD_SIZE == length_size);

} // namespace

namespace driver {

void start(unsigned char (&mac)[6]) {
    const std::uint32_t low = reg(mac_address_0), high = reg(mac_address_1);
    for (unsigned i = 0; i != 4; ++i) mac[i] = static_cast<unsigned char>(low >> 8 * i);
    for (unsigned i = 0; i != 2; ++i) mac[4 + i] = static_cast<unsigned char>(high >> 8 * i);
    reg(mac_mask) = 0;
    reg(mac_receive) = restarts_fifo;
    reg(mac_receive) = receives;
    reg(mac_transmit) = transmits | pads | adds_checksum | is_full_duplex;
    reg(mac_interrupts) = 0x7F;
    reg(interrupt_enable_1) = 1u << (ethernet_interrupt - 32);
}

pbuf* receive() {
    if (reg(mac_packets) == 0) {
        reg(mac_interrupts) = 1;
        return nullptr;
    }
    std::uint32_t word = reg(mac_data);
    const std::size_t whole = word & 0xFFFF; // the length's own bytes and the checksum's, too
    const std::size_t size = whole > checksum_size ? whole - checksum_size : 0;
    pbuf* const frame = pbuf_alloc(PBUF_RAW, static_cast<u16_t>(size), PBUF_POOL);
    pbuf* piece = frame;
    std::size_t in_piece = 0;
    for (std::size_t at = 0; at < whole; at += 4) {
        if (at != 0) word = reg(mac_data);
        for (std::size_t i = 0; i != 4 && piece != nullptr && at + i < size; ++i) {
            if (in_piece == piece->len) {
                piece = piece->next;
                in_piece = 0;
                if (piece == nullptr) break;
            }
            static_cast<unsigned char*>(piece->payload)[in_piece++] = static_cast<unsigned char>(word >> 8 * i);
        }
    }
    return frame;
}

err_t send(const pbuf& frame) {
    if ((reg(mac_request) & 1) != 0) return ERR_IF; // the last one is still on its way
    std::uint32_t word = frame.tot_len - length_size - header_size;
    std::size_t at = 0;
    for (const pbuf* piece = &frame; piece != nullptr; piece = piece->next)
        for (std::size_t i = 0; i != piece->len; ++i, ++at) {
            if (at < length_size) continue;
            word |= static_cast<std::uint32_t>(static_cast<const unsigned char*>(piece->payload)[i]) << 8 * (at % 4);
            if (at % 4 != 3) continue;
            reg(mac_data) = word;
            word = 0;
        }
    if (at % 4 != 0) reg(mac_data) = word;
    reg(mac_request) = 1;
    return ERR_OK;
}

} // namespace driver
