// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// Compiled twice: over mbedTLS's hash contexts, and with PORTWRIGHT_MBEDTLS_PSA over PSA hashing.

#include <portwright/crypto/mbedtls.hpp>

#include "digest.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <type_traits>

namespace {

using portwright::mbedtls;

#if PORTWRIGHT_MBEDTLS_PSA
const bool psa_is_ready = psa_crypto_init() == PSA_SUCCESS;
TEST_CASE("mbedtls: PSA hashing is what is tested here") {
    CHECK(psa_is_ready);
    static_assert(std::is_same_v<mbedtls::sha1, portwright::detail::psa::sha1>);
}
#else
TEST_CASE("mbedtls: the hash contexts are what is tested here") {
    static_assert(std::is_same_v<mbedtls::sha1, portwright::detail::contexts::sha1>);
}
#endif

const std::uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

template <class Hash>
std::string hashed(std::string_view text, std::size_t piece = SIZE_MAX) {
    Hash hash;
    REQUIRE(hash.start());
    for (std::size_t at = 0; at < text.size(); at += std::min(piece, text.size()))
        REQUIRE(hash.update(bytes_of(text.substr(at)), std::min(piece, text.size() - at)));
    std::array<std::uint8_t, Hash::digest_size> digest{};
    REQUIRE(hash.finish(digest.data()));
    return test::to_hex(digest);
}

constexpr std::string_view two_blocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

// FIPS 180-2, appendices A and B.
TEST_CASE("mbedtls: SHA-1") {
    CHECK(hashed<mbedtls::sha1>("") == "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    CHECK(hashed<mbedtls::sha1>("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d");
    CHECK(hashed<mbedtls::sha1>(two_blocks) == "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
    for (const std::size_t piece : {1u, 63u, 64u, 65u, 1001u})
        CHECK(hashed<mbedtls::sha1>(std::string(1000000, 'a'), piece) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

TEST_CASE("mbedtls: SHA-256") {
    CHECK(hashed<mbedtls::sha256>("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hashed<mbedtls::sha256>("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hashed<mbedtls::sha256>(two_blocks) == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    for (const std::size_t piece : {1u, 63u, 64u, 65u, 1001u})
        CHECK(hashed<mbedtls::sha256>(std::string(1000000, 'a'), piece) ==
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

template <class Hash>
void check_states() {
    std::array<std::uint8_t, Hash::digest_size> digest{};
    Hash first;
    REQUIRE(first.start());
    REQUIRE(first.update(bytes_of("ab"), 2));
    for (int i = 0; i != 2; ++i) { // the original is as it was, and the copy goes its own way
        Hash copy;
        REQUIRE(copy.clone(first));
        REQUIRE(copy.update(bytes_of("c"), 1));
        REQUIRE(copy.finish(digest.data()));
        CHECK(test::to_hex(digest) == hashed<Hash>("abc"));
        // What has finished may begin again, from nothing or from another.
        REQUIRE(copy.clone(first));
        REQUIRE(copy.finish(digest.data()));
        CHECK(test::to_hex(digest) == hashed<Hash>("ab"));
        REQUIRE(copy.start());
        REQUIRE(copy.finish(digest.data()));
        CHECK(test::to_hex(digest) == hashed<Hash>(""));
    }
}

TEST_CASE("mbedtls: cloned and started again") {
    check_states<mbedtls::sha1>();
    check_states<mbedtls::sha256>();
}

TEST_CASE("mbedtls: wipes") {
    std::array<char, 16> memory;
    memory.fill('x');
    mbedtls::wipe(memory.data() + 4, 8);
    CHECK(std::string_view(memory.data(), 16) == std::string_view("xxxx\0\0\0\0\0\0\0\0xxxx", 16));
}

} // namespace
