// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What lasts over a reboot: the clock's offset, a TLS session for each system, and what is known of each listener. None
// of it is needed: without it a boot takes longer, and ends the same.
//
// It lies twice in flash. A change is written into the older slot, and counts once its checksum is right, so that the
// power may go at any byte: the other slot is still what it was. What is the same as before is not written.

#include "board.hpp"
#include "settings.hpp"

#include <portwright/calls/ensure_report.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace device {

/// A secret: who has it can read and forge what is sent over the session.
struct kept_session {
    static constexpr std::size_t room = 448;
    std::uint16_t size = 0;
    std::array<std::uint8_t, room> bytes = {};
};

struct kept_listener {
    portwright::listener_id id = {};
    portwright::ensure_outcome outcome = portwright::ensure_outcome::not_sent; ///< of the last time
};

/// Lies in flash as it lies in memory: an image with another layout takes it for none, by its size or `version`.
struct kept_state {
    std::int64_t clock_offset = 0; ///< seconds from the wall clock to the cloud's time
    std::array<kept_session, system_count> sessions = {};
    std::array<kept_listener, settings::most_listeners> listeners = {};
};

/// Finds the newest whole state, and writes new ones.
class state_keeper {
public:
    /// False where there is none: a new device, or a block that has failed. `to` is untouched then.
    bool load(kept_state& to);
    /// Writes it unless it is what load() or save() had last. True where it was written.
    bool save(const kept_state& state);

    std::uint32_t writes() const { return writes_; }

private:
    std::uint32_t sequence_ = 0; ///< of the newest slot
    std::size_t newest_ = board::state_slots - 1;
    std::uint32_t crc_ = 0; ///< of the newest state
    bool has_any_ = false;
    std::uint32_t writes_ = 0;
};

} // namespace device
