// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The prepared key of whichever scheme was used last, so that a client which signs by several schemes has room for one.
//
//     portwright::key_ring<sizeof(portwright::key_cache<portwright::tc3<>>)> ring;
//     portwright::key_cache<portwright::tc3<>>& keys = ring.of<portwright::tc3<>>(credentials);

#include <portwright/calls/key_cache.hpp>

#include <cstddef>
#include <new>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// Room for one key_cache of at most so many bytes. What was in it is wiped where another scheme comes, and at the
/// end. Not for two threads at once.
template <std::size_t Size>
class key_ring {
public:
    key_ring() noexcept = default;
    key_ring(const key_ring&) = delete;
    key_ring& operator=(const key_ring&) = delete;
    ~key_ring() { clear(); }

    template <class Scheme>
    static constexpr bool holds =
        sizeof(key_cache<Scheme>) <= Size && alignof(key_cache<Scheme>) <= alignof(std::max_align_t);

    /// The cache of this scheme, empty where the last one asked for was of another. Ends with the next call for another
    /// scheme. `who` must be the same in all calls until clear().
    template <class Scheme>
    key_cache<Scheme>& of(const credentials& who) noexcept {
        static_assert(holds<Scheme>, "the ring is too small for a key of this scheme");
        if (kept_ != &kind_of<Scheme>) {
            clear();
            ::new (static_cast<void*>(room_)) key_cache<Scheme>(who);
            kept_ = &kind_of<Scheme>;
        }
        return *std::launder(reinterpret_cast<key_cache<Scheme>*>(room_));
    }

    /// Wipes what is kept.
    void clear() noexcept {
        if (kept_ != nullptr) kept_->destroy(room_);
        kept_ = nullptr;
    }

private:
    struct kind {
        void (*destroy)(void*) noexcept;
    };
    /// Its address says which scheme the key is of.
    template <class Scheme>
    static constexpr kind kind_of{
        [](void* room) noexcept { std::launder(static_cast<key_cache<Scheme>*>(room))->~key_cache<Scheme>(); }};

    const kind* kept_ = nullptr;
    alignas(std::max_align_t) unsigned char room_[Size];
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
