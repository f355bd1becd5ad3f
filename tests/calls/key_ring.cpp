// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/calls/key_ring.hpp>

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

namespace {

using namespace portwright;

constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};
constexpr unix_time when = 1700006400;
using pairs = hmac_sha256<>;
using body = tc3<>;
using ring = key_ring<std::max(sizeof(key_cache<pairs>), sizeof(key_cache<body>))>;

static_assert(ring::holds<pairs> && ring::holds<body>);
static_assert(!key_ring<sizeof(key_cache<body>) - 1>::holds<body>);

TEST_CASE("key_ring: a key stays while its scheme does, and is gone after another one") {
    ring keys;
    auto& first = keys.of<pairs>(who);
    REQUIRE(first.prepare(tencent::clb::service, when));
    CHECK(&keys.of<pairs>(who) == &first);
    CHECK(keys.of<pairs>(who).preparations() == 1);
    auto& second = keys.of<body>(who);
    CHECK(second.preparations() == 0);
    REQUIRE(second.prepare(tencent::clb::service, when));
    CHECK(keys.of<body>(who).key().fits(tencent::clb::service, when));
    CHECK(keys.of<pairs>(who).preparations() == 0);
}

TEST_CASE("key_ring: what is cleared is as if it had never been") {
    ring keys;
    keys.clear(); // of nothing
    REQUIRE(keys.of<pairs>(who).prepare(tencent::clb::service, when));
    keys.clear();
    keys.clear();
    CHECK(keys.of<pairs>(who).preparations() == 0);
}

/// The bytes of a key that was prepared in the same way.
template <class Scheme>
std::string states_of_key() {
    key_cache<Scheme> cache(who);
    REQUIRE(cache.prepare(tencent::clb::service, when));
    const auto* const bytes = reinterpret_cast<const char*>(&cache.key().hmac());
    return std::string(bytes, sizeof cache.key().hmac());
}

TEST_CASE("key_ring: no part of a key is in the ring after it") {
    const std::string whole = states_of_key<pairs>();
    const auto remains = [&](const ring& keys) {
        const std::string_view room(reinterpret_cast<const char*>(&keys), sizeof keys);
        std::size_t found = 0, looked_for = 0;
        for (std::size_t at = 0; at + 8 <= whole.size(); at += 8) {
            const std::string_view word(whole.data() + at, 8);
            if (std::count(word.begin(), word.end(), '\0') > 3) continue; // a length, which others may have
            ++looked_for;
            found += room.find(word) != room.npos;
        }
        REQUIRE(looked_for >= 6); // two states of SHA-256, less where one begins within a word
        return found;
    };
    ring keys;
    REQUIRE(keys.of<pairs>(who).prepare(tencent::clb::service, when));
    CHECK(remains(keys) >= 6);
    keys.clear();
    CHECK(remains(keys) == 0);
    REQUIRE(keys.of<pairs>(who).prepare(tencent::clb::service, when));
    keys.of<body>(who);
    CHECK(remains(keys) == 0);
}

} // namespace
