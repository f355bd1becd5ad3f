// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// Both engines, in one program.

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/crypto/mbedtls_psa.hpp>

#include "digest.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace {

using portwright::mbedtls;

using portwright::mbedtls_psa;

// Before all tests, as an application does it.
const bool psa_is_ready = psa_crypto_init() == PSA_SUCCESS;

TEST_CASE("mbedtls: PSA hashing is ready") { CHECK(psa_is_ready); }

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
TEST_CASE_TEMPLATE("mbedtls: SHA-1", engine, mbedtls, mbedtls_psa) {
    CHECK(hashed<typename engine::sha1>("") == "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    CHECK(hashed<typename engine::sha1>("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d");
    CHECK(hashed<typename engine::sha1>(two_blocks) == "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
    for (const std::size_t piece : {1u, 63u, 64u, 65u, 1001u})
        CHECK(hashed<typename engine::sha1>(std::string(1000000, 'a'), piece) ==
              "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

TEST_CASE_TEMPLATE("mbedtls: SHA-256", engine, mbedtls, mbedtls_psa) {
    CHECK(hashed<typename engine::sha256>("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hashed<typename engine::sha256>("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hashed<typename engine::sha256>(two_blocks) ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    for (const std::size_t piece : {1u, 63u, 64u, 65u, 1001u})
        CHECK(hashed<typename engine::sha256>(std::string(1000000, 'a'), piece) ==
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

TEST_CASE_TEMPLATE("mbedtls: cloned and started again", engine, mbedtls, mbedtls_psa) {
    check_states<typename engine::sha1>();
    check_states<typename engine::sha256>();
}

TEST_CASE_TEMPLATE("mbedtls: wipes", engine, mbedtls, mbedtls_psa) {
    std::array<char, 16> memory;
    memory.fill('x');
    engine::wipe(memory.data() + 4, 8);
    CHECK(std::string_view(memory.data(), 16) == std::string_view("xxxx\0\0\0\0\0\0\0\0xxxx", 16));
}

} // namespace
