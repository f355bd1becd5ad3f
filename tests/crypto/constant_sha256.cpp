// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/crypto/constant_sha256.hpp>

#include <portwright/crypto/mbedtls.hpp>

#include "../verify.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using portwright::detail::constant_sha256;
using digest_array = std::array<std::uint8_t, constant_sha256::digest_size>;

constexpr digest_array hashed(std::string_view text) {
    digest_array digest{};
    constant_sha256 hash;
    hash.start();
    hash.update(text.data(), text.size());
    hash.finish(digest.data());
    return digest;
}

constexpr bool has_digest(std::string_view text, std::string_view hex) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<char, 64> made{};
    std::size_t i = 0;
    for (const std::uint8_t byte : hashed(text)) {
        made[i++] = digits[byte >> 4];
        made[i++] = digits[byte & 15];
    }
    return std::string_view(made.data(), made.size()) == hex;
}

// FIPS 180-2, appendix B, and the hash of nothing.
TEST_CASE("constant_sha256: the published digests") {
    VERIFY(has_digest("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    VERIFY(has_digest("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    VERIFY(has_digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
}

TEST_CASE("constant_sha256: as the engine hashes it, whatever its length") {
    std::string text;
    for (std::size_t size = 0; size != 200; ++size, text += static_cast<char>(size * 7)) {
        digest_array expected{};
        portwright::mbedtls::sha256 hash;
        REQUIRE(hash.start());
        REQUIRE(hash.update(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
        REQUIRE(hash.finish(expected.data()));
        CHECK(hashed(text) == expected);
    }
}

} // namespace
