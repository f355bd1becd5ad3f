// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declares a listener by the structure that creates it, and has it made so: looks, creates what is missing, modifies
// what differs, leaves what is right, and looks again. As a machine that does no I/O.
//
//     portwright::ensure_machine<scheme, clb::CreateListener> machine{request, keys, clock, settings, scratch};
//     for (auto step = machine.next(); step.wants != portwright::call_wish::done; step = machine.next())
//         ...                                          // as of call_machine
//     if (machine.outcome() == portwright::ensure_outcome::done) use(machine.id());
//
// It can run at every boot, any number of times, by two devices at once and after a power cut at any instant: nothing
// but the cloud remembers anything. A create of which nobody knows what became of it is looked up, and again after a
// pause, before there is another. It never deletes: only who includes calls/replacing.hpp and says so has that.
//
// Nothing remembers who declared what: two declarations of one port that differ, by one device or by two, are each made
// so in turn, at every boot. Within one request that is refused as ensure_obstacle::declared_twice.

#include <portwright/calls/call.hpp>
#include <portwright/calls/ensure_series.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// The machine. A request with several ports declares a listener for each; they are ensured one after the other, so
/// that there may be any number of them. Borrows all that it is made of until it is done, is neither copied nor
/// moved. Not for two threads at once. `now` is what the device's clocks show, in seconds and in milliseconds.
template <class Scheme, class Declaration>
class ensure_machine : private detail::ensure_series<Scheme, Declaration> {
    using base = detail::ensure_series<Scheme, Declaration>;
    static constexpr bool replaces = detail::declaration_of<Declaration>::replaces;

public:
    /// `listeners`: where to keep what becomes of each listener of the request, as far as there is room; may be empty.
    /// `kept`: as of call_machine. `wanted` is the create action's request or `replacing` of it. `keys`, `clock` and
    /// `settings` are as of call_machine. `scratch`: ensure_scratch<Create> bytes.
    ensure_machine(const Declaration& wanted, key_cache<Scheme>& keys, call_clock& clock,
                   const ensure_settings& settings, std::span<char> scratch, std::span<ensured_listener> listeners = {},
                   bool kept = false) noexcept
        : base(wanted, settings, scratch, listeners), keys_(keys), clock_(clock), kept_(kept) {
        static_assert(
            sizeof(ensure_machine) <= 1200 + 186 * sizeof(void*) + (replaces ? 136 : 0),
            "what a declaration takes of a device's memory, beside its key and scratch; half of it is the call "
            "that runs");
    }

    /// The same wishes as of a call. It waits for longer times, too.
    call_step next() const noexcept { return call_ ? call_->next() : base::next(); }

    // What happened, as of call_machine.

    /// The time, and 64 `random` bits: for the nonce of the attempt that begins, and for its pauses.
    void sign(const instant& now, std::uint64_t random) noexcept {
        if (!call_) {
            if (base::next().wants != call_wish::sign || !base::begin(random)) return;
            call_.emplace(base::subject(), keys_, clock_, base::settings(), base::call_refusal(), base::room(), kept_);
            if (base::taker() != nullptr) call_->take_elements(*base::taker());
        }
        call_->sign(now, random);
        settle(now);
    }
    /// Only time has passed.
    void wake(const instant& now) noexcept {
        if (call_) call_->wake(now), settle(now);
        else base::wake(now);
    }
    /// The connection that was wanted stands.
    void connected(const instant& now) noexcept {
        if (call_) call_->connected(now), settle(now);
    }
    /// The bytes to be sent next, written into `room` of at least one byte, which they borrow; empty where there are
    /// none.
    std::span<const char> bytes(std::span<char> room, const instant& now) noexcept {
        if (!call_) return {};
        const std::span<const char> out = call_->bytes(room, now);
        settle(now);
        return out;
    }
    /// So many of the bytes() have been written: `size`.
    void sent(std::size_t size, const instant& now) noexcept {
        if (call_) call_->sent(size, now), settle(now);
    }
    /// These bytes have arrived: `size` of them, at `data`; any number but 0.
    void received(const char* data, std::size_t size, const instant& now) noexcept {
        if (call_) call_->received(data, size, now), settle(now);
        else kept_ = false; // nobody has asked for it: the connection is spoilt
    }
    /// The peer has closed in good order: over TLS, with a closure alert.
    void closed(const instant& now) noexcept {
        if (call_) call_->closed(now), settle(now);
        else kept_ = false;
    }
    /// What was wanted failed, and `why`. Whether the bytes() that were handed out have left is not known then.
    void failed(errc why, const instant& now) noexcept {
        if (call_) call_->failed(why, now), settle(now);
        else kept_ = false;
    }
    /// The same, and `why`, where the bytes() that were handed out last are not delivered whole, neither now nor
    /// later.
    void failed_to_write(errc why, const instant& now) noexcept {
        if (call_) call_->failed_to_write(why, now), settle(now);
        else kept_ = false;
    }

    // What is known, once it is done.

    using base::calls;
    using base::change;
    using base::differing;
    using base::error;
    using base::id;
    using base::index;
    using base::not_verifiable;
    using base::obstacle;
    using base::other_id;
    using base::outcome;
    using base::parameters;
    using base::refusal;
    /// Of a declaration that is replacing: what was deleted, or asked to be. Views the machine, or the caller's list.
    auto deletions() const noexcept
        requires replaces
    {
        if constexpr (replaces) return base::deletions().all();
    }
    /// Whether the connection that stands may serve the next call to this authority.
    bool keeps_connection() const noexcept { return call_ ? call_->keeps_connection() : kept_; }

private:
    void settle(const instant& now) noexcept {
        if (call_->next().wants != call_wish::done) return;
        kept_ = call_->keeps_connection();
        base::conclude(call_->outcome(), call_->error(), now);
        call_.reset();
    }

    key_cache<Scheme>& keys_;
    call_clock& clock_;
    bool kept_;
    std::optional<detail::byte_call<Scheme>> call_;
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
