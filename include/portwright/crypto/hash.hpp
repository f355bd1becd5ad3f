// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The seam to a hash engine.
//
// An engine is a type that names its two hashes and how it clears memory:
//
//     struct my_engine {
//         using sha1 = ...;     // both satisfy portwright::hash
//         using sha256 = ...;
//         static void wipe(void* memory, std::size_t size) noexcept;
//     };
//
// crypto/mbedtls.hpp has one. Signature schemes take the engine as a template argument, and with it
// whether their code is to be small or fast:
//
//     portwright::hmac_sha256<portwright::mbedtls>                          // less code: the default
//     portwright::hmac_sha256<portwright::for_speed<portwright::mbedtls>>   // fewer instructions

#include <portwright/core/policy.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// The ready engine; include <portwright/crypto/mbedtls.hpp> to use it.
struct mbedtls;

/// One running hash. Each function returns false on failure of the engine, after which only destruction is
/// allowed. update() takes no bytes, too, and their pointer may be null then. A hash that has started may be cloned
/// into one that has not. The destructor wipes the state. A type whose finish() leaves words of the state on the stack
/// also has a static `wipe_stack()`, which overwrites them when it is called by the function that called finish().
template <class H>
concept hash = requires(H h, const H& other, const std::uint8_t* data, std::size_t size, std::uint8_t* digest) {
    { H::digest_size } -> std::convertible_to<std::size_t>; ///< 20 or 32
    { H::block_size } -> std::convertible_to<std::size_t>; ///< 64
    { h.start() } noexcept -> std::same_as<bool>;
    { h.clone(other) } noexcept -> std::same_as<bool>;
    { h.update(data, size) } noexcept -> std::same_as<bool>;
    { h.finish(digest) } noexcept -> std::same_as<bool>;
};

/// A SHA-256 that can also go on from a state that was computed elsewhere: `resume(state, size)` begins it as if `size`
/// bytes, whole blocks, had been hashed, with the eight words of FIPS 180-4 that they lead to. Optional: what has it
/// saves the blocks of a prepared request's text that are constant.
template <class H>
concept resumable_hash = hash<H> && requires(H h, const std::uint32_t (&state)[8], std::uint32_t size) {
    { h.resume(state, size) } noexcept -> std::same_as<bool>;
};

/// The hashes that schemes need, and a `wipe` that no optimizer removes, of so many bytes.
template <class E>
concept crypto_engine = hash<typename E::sha1> && hash<typename E::sha256> && requires(void* memory) {
    { E::wipe(memory, std::size_t{}) } noexcept;
};

namespace detail {

/// The engine itself. Schemes reach its hashes through this type, so that a program which forgot to include the
/// engine's header is told the name of that header before any other error.
template <class Engine>
struct included {
    static_assert(
        requires { sizeof(Engine); },
        "the crypto engine is not included: #include <portwright/crypto/mbedtls.hpp> has portwright::mbedtls");
    using type = Engine;
};
template <class Engine>
using included_engine = typename included<Engine>::type;

} // namespace detail

/// The same engine for schemes that sign in fewer instructions, with more code and stack: see core/policy.hpp.
template <class Engine>
struct for_speed : detail::included_engine<Engine> {
    using policy = speed_policy;
};

namespace detail {

template <class Engine>
struct engine_policy {
    using type = size_policy;
};
template <class Engine>
    requires requires { typename Engine::policy; }
struct engine_policy<Engine> {
    using type = typename Engine::policy;
};

/// The policy of an engine: size_policy where the engine names none.
template <class Engine>
using policy_of = typename engine_policy<Engine>::type;

} // namespace detail

/// A base class that gives an engine its two hashes without spelling `sha1` and `sha256`, for files in which these are
/// macros: mbedtls/compat-1.3.h defines both.
template <class Sha1, class Sha256>
struct hashes {
    using sha1 = Sha1;
    using sha256 = Sha256;
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
