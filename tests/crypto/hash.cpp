// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/crypto/hash.hpp>

#include <portwright/crypto/mbedtls.hpp>

#include "../verify.hpp"
#include "failing_engine.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace {

using portwright::crypto_engine;
using portwright::for_speed;
using portwright::hash;
using portwright::mbedtls;
using portwright::detail::policy_of;

static_assert(hash<mbedtls::sha1> && hash<mbedtls::sha256> && !hash<mbedtls> && !hash<int>);
static_assert(crypto_engine<mbedtls> && crypto_engine<for_speed<mbedtls>> && crypto_engine<test::failing_engine>);

struct without_wipe : portwright::hashes<mbedtls::sha1, mbedtls::sha256> {};
struct with_wipe : without_wipe {
    static void wipe(void*, std::size_t) noexcept {}
};
static_assert(!crypto_engine<without_wipe> && crypto_engine<with_wipe>);

struct throwing_hash : mbedtls::sha256 {
    bool start() { return true; } // a failure must come back as false, and not as an exception
};
static_assert(!hash<throwing_hash>);

struct own_policy : with_wipe {
    using policy = portwright::speed_policy;
};
static_assert(std::is_same_v<policy_of<mbedtls>, portwright::size_policy>);
static_assert(std::is_same_v<policy_of<for_speed<mbedtls>>, portwright::speed_policy>);
static_assert(std::is_same_v<policy_of<own_policy>, portwright::speed_policy>);
static_assert(std::is_same_v<for_speed<with_wipe>::sha256, mbedtls::sha256>);

TEST_CASE_TEMPLATE("hash: a clone goes on from where the other is, which is not touched", Hash, mbedtls::sha1,
                   mbedtls::sha256) {
    const std::uint8_t text[] = {'a', 'b', 'c'};
    std::uint8_t whole[Hash::digest_size], cloned[Hash::digest_size], other[Hash::digest_size];
    Hash first;
    REQUIRE((first.start() && first.update(text, 3) && first.finish(whole)));
    Hash begun;
    REQUIRE((begun.start() && begun.update(text, 1)));
    for (int i = 0; i != 2; ++i) {
        Hash clone;
        REQUIRE((clone.clone(begun) && clone.update(text + 1, 2) && clone.finish(cloned)));
        CHECK(std::equal(whole, whole + Hash::digest_size, cloned));
    }
    REQUIRE(begun.finish(other));
    CHECK_FALSE(std::equal(whole, whole + Hash::digest_size, other));
}

} // namespace
