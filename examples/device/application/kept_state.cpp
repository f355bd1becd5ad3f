// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "kept_state.hpp"

#include "crc32.hpp"

#include <cstring>
#include <span>
#include <type_traits>

namespace device {
namespace {

constexpr std::uint32_t version = 1;

struct slot_head {
    std::uint32_t magic = 0x53535750; // "PWSS"
    std::uint32_t layout = version << 16 | static_cast<std::uint32_t>(sizeof(kept_state));
    std::uint32_t sequence = 0;
    std::uint32_t state_crc = 0;
    std::uint32_t head_crc = 0; ///< of the four above
};

constexpr std::size_t row_size = 64; ///< how much is programmed at once
static_assert(sizeof(slot_head) + sizeof(kept_state) <= board::state_slot_size && sizeof(kept_state) % 4 == 0);
static_assert(std::is_trivially_copyable_v<kept_state>);

template <class T>
std::span<const std::uint8_t> bytes_of(const T& object) {
    return {reinterpret_cast<const std::uint8_t*>(&object), sizeof object};
}

std::uint32_t head_crc(const slot_head& head) { return crc32(bytes_of(head).first(offsetof(slot_head, head_crc))); }

bool read_head(std::size_t slot, slot_head& head) {
    const slot_head expected;
    board::read_state(slot, 0, {reinterpret_cast<std::uint8_t*>(&head), sizeof head});
    return head.magic == expected.magic && head.layout == expected.layout && head.head_crc == head_crc(head);
}

/// Whether the state of a slot is whole: by the row, as there is no memory for a second one.
bool is_whole(std::size_t slot, const slot_head& head) {
    std::uint32_t crc = 0;
    std::uint8_t row[row_size];
    for (std::size_t at = 0; at != sizeof(kept_state);) {
        const std::size_t size = sizeof(kept_state) - at < row_size ? sizeof(kept_state) - at : row_size;
        board::read_state(slot, sizeof head + at, {row, size});
        crc = crc32({row, size}, crc);
        at += size;
    }
    return crc == head.state_crc;
}

} // namespace

bool state_keeper::load(kept_state& to) {
    for (std::size_t slot = 0; slot != board::state_slots; ++slot) {
        slot_head head;
        if (!read_head(slot, head) || !is_whole(slot, head)) continue;
        // The numbers run round: newer is what is ahead by less than half of them.
        if (has_any_ && static_cast<std::int32_t>(head.sequence - sequence_) <= 0) continue;
        has_any_ = true;
        newest_ = slot;
        sequence_ = head.sequence;
        crc_ = head.state_crc;
    }
    if (has_any_) board::read_state(newest_, sizeof(slot_head), {reinterpret_cast<std::uint8_t*>(&to), sizeof to});
    return has_any_;
}

bool state_keeper::save(const kept_state& state) {
    const auto bytes = bytes_of(state);
    const std::uint32_t crc = crc32(bytes);
    if (has_any_ && crc == crc_) return false;
    const std::size_t slot = (newest_ + 1) % board::state_slots;
    slot_head head;
    head.sequence = sequence_ + 1;
    head.state_crc = crc;
    head.head_crc = head_crc(head);
    board::erase_state(slot);
    for (std::size_t at = 0; at < bytes.size(); at += row_size)
        board::program_state(slot, sizeof head + at,
                             bytes.subspan(at, bytes.size() - at < row_size ? bytes.size() - at : row_size));
    board::program_state(slot, 0, bytes_of(head)); // last: before it the slot counts for nothing
    newest_ = slot;
    sequence_ = head.sequence;
    crc_ = crc;
    has_any_ = true;
    ++writes_;
    return true;
}

} // namespace device
