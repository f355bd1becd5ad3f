// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The state of examples/device over a power cut: in flash that takes only so many bytes before the power goes.

#include "../../examples/device/application/kept_state.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace {

/// A byte that is erased can be programmed, once; after `left` bytes nothing happens any more.
struct flash {
    std::array<std::array<std::uint8_t, board::state_slot_size>, board::state_slots> slots{};
    std::size_t left = SIZE_MAX;
    std::size_t used = 0;
    bool is_misused = false;

    bool spend() {
        ++used;
        return left != 0 && left-- != 0;
    }
};
flash chip;

device::kept_state state_of(std::uint8_t number) {
    device::kept_state made;
    made.clock_offset = -3600 * number;
    made.sessions[2].size = 300;
    made.sessions[2].bytes.fill(number);
    static_cast<void>(made.listeners[1].id.assign("lbl-kept"));
    return made;
}

bool same(const device::kept_state& a, const device::kept_state& b) {
    return a.clock_offset == b.clock_offset && a.sessions[2].size == b.sessions[2].size &&
           a.sessions[2].bytes == b.sessions[2].bytes && a.listeners[1].id.view() == b.listeners[1].id.view();
}

} // namespace

namespace board {

void read_state(std::size_t slot, std::size_t offset, std::span<std::uint8_t> to) {
    std::memcpy(to.data(), chip.slots[slot].data() + offset, to.size());
}
void erase_state(std::size_t slot) {
    for (std::uint8_t& byte : chip.slots[slot])
        if (chip.spend()) byte = 0xFF;
}
void program_state(std::size_t slot, std::size_t offset, std::span<const std::uint8_t> bytes) {
    chip.is_misused = chip.is_misused || offset % 4 != 0;
    for (std::size_t i = 0; i != bytes.size(); ++i) {
        std::uint8_t& byte = chip.slots[slot][offset + i];
        if (!chip.spend()) continue;
        chip.is_misused = chip.is_misused || byte != 0xFF;
        byte = bytes[i];
    }
}

} // namespace board

TEST_CASE("kept state: a new device has none") {
    chip = {};
    device::state_keeper keeper;
    device::kept_state found = state_of(7);
    CHECK_FALSE(keeper.load(found));
    CHECK(same(found, state_of(7)));
}

TEST_CASE("kept state: the last one is found, and what is the same is not written") {
    chip = {};
    device::state_keeper keeper;
    for (std::uint8_t i = 1; i != 6; ++i) {
        CHECK(keeper.save(state_of(i)));
        CHECK_FALSE(keeper.save(state_of(i)));
        device::state_keeper after_boot;
        device::kept_state found;
        REQUIRE(after_boot.load(found));
        CHECK(same(found, state_of(i)));
        CHECK_FALSE(after_boot.save(found));
    }
    CHECK_FALSE(chip.is_misused);
}

TEST_CASE("kept state: the power goes at any byte of a write, and the state is the old one or the new one") {
    chip = {};
    {
        device::state_keeper keeper;
        keeper.save(state_of(1));
        keeper.save(state_of(2));
    }
    const flash before = chip;
    chip.used = 0;
    {
        device::state_keeper keeper;
        device::kept_state found;
        REQUIRE(keeper.load(found));
        keeper.save(state_of(3));
    }
    const std::size_t bytes = chip.used;
    CHECK(bytes > board::state_slot_size);
    std::size_t new_ones = 0;
    for (std::size_t cut = 0; cut <= bytes; ++cut) {
        chip = before;
        device::state_keeper keeper;
        device::kept_state found;
        REQUIRE(keeper.load(found));
        chip.left = cut;
        keeper.save(state_of(3));
        chip.left = SIZE_MAX;
        device::state_keeper after_boot;
        REQUIRE(after_boot.load(found));
        const bool is_new = same(found, state_of(3));
        CHECK((is_new || same(found, state_of(2))));
        if (is_new) ++new_ones;
        // And the next write goes where it harms nothing.
        CHECK(after_boot.save(state_of(4)));
        device::state_keeper last;
        REQUIRE(last.load(found));
        CHECK(same(found, state_of(4)));
    }
    CHECK(new_ones != 0);
    CHECK_FALSE(chip.is_misused);
}

TEST_CASE("kept state: a slot with a spoilt byte is none") {
    chip = {};
    device::state_keeper keeper;
    keeper.save(state_of(1));
    keeper.save(state_of(2));
    const flash before = chip;
    const std::size_t newest = 1;
    for (std::size_t at = 0; at != 20 + sizeof(device::kept_state); ++at) {
        chip = before;
        chip.slots[newest][at] ^= 0x10;
        device::state_keeper after_boot;
        device::kept_state found;
        REQUIRE(after_boot.load(found));
        CHECK(same(found, state_of(1)));
    }
}
