// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// HMAC (RFC 2104) over any hash, with prepared keys.
//
//     portwright::hmac_key<engine, engine::sha256> key;
//     key.prepare(secret);                              // two blocks hashed, once
//     portwright::buffered_hash<engine::sha256> message{hash};
//     hash.clone(key.inner()); message.write("..."); message.flush();
//     key.finish(hash, digest);

#include <portwright/core/inlining.hpp>
#include <portwright/core/sink.hpp>
#include <portwright/crypto/hash.hpp>

#include <cstdint>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

inline const std::uint8_t* bytes_of(const char* text) noexcept { return reinterpret_cast<const std::uint8_t*>(text); }

} // namespace detail

/// An output that feeds a running hash: in whole blocks, or, to take less stack, in smaller pieces. In a constant
/// expression the hash is constant_sha256, which takes characters.
template <class Hash, class Policy = size_policy>
class buffered_hash : public piecewise_output<Policy::is_fast ? 4 * Hash::block_size : 32, Policy> {
public:
    /// Feeds `target`, which is borrowed.
    constexpr explicit buffered_hash(Hash& target) noexcept : buffered_hash::piecewise_output(&feed), target_(target) {}

private:
    static constexpr void feed(basic_output<Policy>& self) noexcept {
        auto& out = static_cast<buffered_hash&>(self);
        if constexpr (hash<Hash>)
            out.drained(out.ok() && out.target_.update(detail::bytes_of(out.data()), out.waiting()));
        else out.drained(out.ok() && out.target_.update(out.data(), out.waiting()));
    }

    Hash& target_;
};

namespace detail {

/// Hashes each text as it is written, because a buffered_hash would need a buffer on the stack. It has the functions of
/// an output that schemes call, and no others.
template <class Hash>
class direct_hash {
public:
    constexpr explicit direct_hash(Hash& target) noexcept : target_(target) {}

    constexpr void write(const char* data, std::size_t size) noexcept {
        if constexpr (hash<Hash>) ok_ = ok_ && target_.update(bytes_of(data), size);
        else ok_ = ok_ && target_.update(data, size);
    }
    constexpr void write(std::string_view text) noexcept { write(text.data(), text.size()); }
    template <std::size_t N>
    constexpr void write(const char (&literal)[N]) noexcept {
        write(literal, N - 1);
    }
    constexpr void put(char c) noexcept { write(&c, 1); }
    constexpr bool flush() const noexcept { return ok_; }

private:
    Hash& target_;
    bool ok_ = true;
};

/// What a scheme writes its text into to have it hashed: the buffer of a buffered_hash saves calls of the engine, and
/// a direct_hash saves the buffer.
template <class Hash, class Policy>
using hash_writer = std::conditional_t<Policy::is_fast, buffered_hash<Hash, Policy>, direct_hash<Hash>>;

} // namespace detail

/// A key as the two hash states that every HMAC with it begins with, so that signing again costs only the message.
/// Wiped on destruction. Not copyable: pass it by reference. Not for two threads at once while it is prepared; any
/// number may sign with it then.
template <crypto_engine Engine, hash Hash>
class hmac_key {
public:
    static constexpr std::size_t digest_size = Hash::digest_size;

    hmac_key() = default;
    hmac_key(const hmac_key&) = delete;
    hmac_key& operator=(const hmac_key&) = delete;

    /// Hashes the padded key `first` followed by `second` (RFC 2104 section 2); longer keys than a block are hashed
    /// first. Neither is kept. Returns false if the engine fails.
    [[nodiscard]] bool prepare(std::string_view first, std::string_view second = {}) noexcept {
        std::uint8_t block[Hash::block_size] = {};
        bool ok = true;
        if (first.size() + second.size() > sizeof block) {
            Hash long_key;
            ok = long_key.start() && long_key.update(detail::bytes_of(first.data()), first.size()) &&
                 long_key.update(detail::bytes_of(second.data()), second.size()) && long_key.finish(block);
        } else {
            std::uint8_t* next = block;
            for (const std::string_view part : {first, second})
                for (const char c : part) *next++ = static_cast<std::uint8_t>(c);
        }
        ok = ok && start(inner_, block, 0x36) && start(outer_, block, 0x36 ^ 0x5c);
        Engine::wipe(block, sizeof block);
        return ok;
    }

    /// The state to clone into the hash of a message. Borrowed from this object.
    const Hash& inner() const noexcept { return inner_; }

    /// Ends a message begun with inner(): writes digest_size bytes. `message` is free for another start after.
    /// `digest` has room for that. Returns false if the engine fails.
    [[nodiscard]] PORTWRIGHT_IN_PLACE bool finish(Hash& message, std::uint8_t* digest) const noexcept {
        const bool ok = message.finish(digest) && message.clone(outer_) && message.update(digest, digest_size) &&
                        message.finish(digest);
        if constexpr (requires { Hash::wipe_stack(); }) Hash::wipe_stack();
        return ok;
    }

    /// The whole HMAC of a short message, for where a key is derived from a key: writes digest_size bytes. `message`
    /// is not kept; `digest` has room for the bytes.
    [[nodiscard]] bool sign(std::string_view message, std::uint8_t* digest) const noexcept {
        Hash hash;
        return hash.clone(inner_) && hash.update(detail::bytes_of(message.data()), message.size()) &&
               finish(hash, digest);
    }

private:
    static bool start(Hash& hash, std::uint8_t (&block)[Hash::block_size], std::uint8_t pad) noexcept {
        for (std::uint8_t& byte : block) byte = static_cast<std::uint8_t>(byte ^ pad);
        return hash.start() && hash.update(block, sizeof block);
    }

    Hash inner_;
    Hash outer_;
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
