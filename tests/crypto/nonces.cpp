// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/crypto/mbedtls_nonces.hpp>
#include <portwright/crypto/psa_nonces.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>
#include <memory>
#include <set>

namespace {

using portwright::errc;
using portwright::nonces;

// Before all tests, as an application does it.
const bool psa_is_ready = psa_crypto_init() == PSA_SUCCESS;

TEST_CASE("nonces: none comes twice, and another boot has others") {
    std::set<std::uint64_t> seen;
    std::size_t count = 0;
    for (const std::uint64_t boot : {std::uint64_t{0}, std::uint64_t{0xFFFFFFFFFFFFFF00}, std::uint64_t{1} << 40}) {
        nonces of_boot;
        of_boot.seed(boot);
        CHECK(of_boot.is_seeded());
        const nonces::borrowed source = of_boot; // as a client takes it
        const auto other = of_boot.source(); // both lead to the same sequence
        for (int i = 0; i != 500; ++i, count += 2) seen.insert(source()), seen.insert(other());
    }
    CHECK(count == 3000);
    CHECK(seen.size() == count - 744); // the second begins 256 before the first, and goes on within it
}

TEST_CASE("nonces: mixing is one to one, and neighbours have nothing in common") {
    nonces counted;
    counted.seed(5);
    unsigned differing = 0;
    std::uint64_t last = counted();
    for (int i = 0; i != 1000; ++i) {
        const std::uint64_t next = counted();
        for (std::uint64_t bits = next ^ last; bits != 0; bits &= bits - 1) ++differing;
        last = next;
    }
    CHECK(differing > 31000);
    CHECK(differing < 33000);
}

#if MBEDTLS_VERSION_MAJOR < 4

int eights(void* calls, unsigned char* out, std::size_t size) {
    ++*static_cast<int*>(calls);
    std::memset(out, 8, size);
    return 0;
}

int fails(void*, unsigned char* out, std::size_t size) {
    std::memset(out, 8, size);
    return MBEDTLS_ERR_CTR_DRBG_ENTROPY_SOURCE_FAILED;
}

TEST_CASE("nonces: seeded by a generator of mbedTLS, once") {
    int calls = 0;
    nonces seeded, expected;
    CHECK_FALSE(seeded.is_seeded());
    CHECK(portwright::seed_nonces(seeded, fails, nullptr).error().code == errc::crypto_failed);
    CHECK_FALSE(seeded.is_seeded());
    CHECK(portwright::seed_nonces(seeded, eights, &calls));
    CHECK(seeded.is_seeded());
    CHECK(calls == 1);
    expected.seed(0x0808080808080808);
    for (int i = 0; i != 10; ++i) CHECK(seeded() == expected());
    CHECK(calls == 1);
}

TEST_CASE("nonces: seeded by entropy, each boot begins elsewhere") {
    const auto entropy = std::make_unique<mbedtls_entropy_context>(); // too large for a stack
    std::set<std::uint64_t> first;
    for (int boot = 0; boot != 20; ++boot) {
        mbedtls_entropy_init(entropy.get());
        nonces seeded;
        CHECK(portwright::seed_nonces(seeded, *entropy));
        first.insert(seeded());
        mbedtls_entropy_free(entropy.get());
    }
    CHECK(first.size() == 20);
}

#endif

TEST_CASE("nonces: seeded by PSA, each boot begins elsewhere") {
    REQUIRE(psa_is_ready);
    std::set<std::uint64_t> first;
    for (int boot = 0; boot != 20; ++boot) {
        nonces seeded;
        CHECK(portwright::seed_nonces_by_psa(seeded));
        first.insert(seeded());
    }
    CHECK(first.size() == 20);
}

} // namespace
