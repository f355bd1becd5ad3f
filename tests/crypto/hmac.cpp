// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/crypto/hmac.hpp>
#include <portwright/crypto/mbedtls.hpp>

#include "digest.hpp"
#include "failing_engine.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstring>
#include <new>
#include <string>
#include <string_view>

namespace {

using portwright::buffered_hash;
using portwright::hmac_key;
using portwright::mbedtls;

struct vector {
    int number;
    std::string key;
    std::string data;
    std::string_view digest;
};

std::string sequence(unsigned char first, unsigned char last) {
    std::string bytes;
    for (unsigned code = first; code <= last; ++code) bytes += static_cast<char>(code);
    return bytes;
}

/// Signs in every way that the class has: whole, with the key in two parts, in pieces, and once more with the same key.
template <class Hash>
void check(const vector& v) {
    CAPTURE(v.number);
    std::array<std::uint8_t, Hash::digest_size> digest{};
    const auto text = [&] { return test::to_hex(digest).substr(0, v.digest.size()); };

    for (const std::size_t cut : {std::size_t{0}, v.key.size() / 2, v.key.size()}) {
        hmac_key<mbedtls, Hash> key;
        REQUIRE(key.prepare(std::string_view(v.key).substr(0, cut), std::string_view(v.key).substr(cut)));
        for (int again = 0; again != 2; ++again) {
            digest = {};
            REQUIRE(key.sign(v.data, digest.data()));
            CHECK(text() == v.digest);
        }
        for (const std::size_t piece : {1u, 7u, 63u, 64u, 65u, 1000u}) {
            Hash hash;
            REQUIRE(hash.clone(key.inner()));
            const auto write = [&](auto&& message) {
                for (std::size_t at = 0; at < v.data.size(); at += piece)
                    message.write(std::string_view(v.data).substr(at, piece));
                REQUIRE(message.flush());
                digest = {};
                REQUIRE(key.finish(hash, digest.data()));
                CHECK(text() == v.digest);
            };
            write(buffered_hash<Hash>{hash});
            REQUIRE(hash.clone(key.inner()));
            write(buffered_hash<Hash, portwright::speed_policy>{hash});
        }
    }
}

TEST_CASE("hmac: SHA-1, RFC 2202 section 3") {
    const vector vectors[] = {
        {1, std::string(20, '\x0b'), "Hi There", "b617318655057264e28bc0b6fb378c8ef146be00"},
        {2, "Jefe", "what do ya want for nothing?", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"},
        {3, std::string(20, '\xaa'), std::string(50, '\xdd'), "125d7342b9ac11cd91a39af48aa17b4f63f175d3"},
        {4, sequence(0x01, 0x19), std::string(50, '\xcd'), "4c9007f4026250c6bc8414f9bf50c86c2d7235da"},
        {5, std::string(20, '\x0c'), "Test With Truncation", "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04"},
        {6, std::string(80, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
         "aa4ae5e15272d00e95705637ce8a3b55ed402112"},
        {7, std::string(80, '\xaa'), "Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data",
         "e8e99d0f45237d786d6bbaa7965c7808bbff1a91"},
    };
    for (const vector& v : vectors) check<mbedtls::sha1>(v);
}

TEST_CASE("hmac: SHA-256, RFC 4231 section 4") {
    const vector vectors[] = {
        {1, std::string(20, '\x0b'), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
        {2, "Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        {3, std::string(20, '\xaa'), std::string(50, '\xdd'),
         "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
        {4, sequence(0x01, 0x19), std::string(50, '\xcd'),
         "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
        {5, std::string(20, '\x0c'), "Test With Truncation", "a3b6167473100ee06e0c796c2955552b"},
        {6, std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
         "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
        {7, std::string(131, '\xaa'),
         "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be "
         "hashed before being used by the HMAC algorithm.",
         "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"},
    };
    for (const vector& v : vectors) check<mbedtls::sha256>(v);
}

// A key of one block goes in as it is, one byte more and it is hashed (RFC 2104 section 2). Digests: Python's hmac.
TEST_CASE("hmac: keys of a block and of a byte more") {
    check<mbedtls::sha256>(
        {63, std::string(63, 'k'), "m", "e458f5dd7e8afee6b774e5d451ae43f4d268bf11646030143d0b0231dcb02383"});
    check<mbedtls::sha256>(
        {64, std::string(64, 'k'), "m", "3b7a8d453e76edb519238a515105a57508d0f169f480ebeee120a9e7803289fa"});
    check<mbedtls::sha256>(
        {65, std::string(65, 'k'), "m", "c2d7d4c2256ddb097409ec0c67e1d58fa1a007fc6932cac0d892a525d08af7cc"});
}

template <class Hash>
void check_failures() {
    using test::failing_engine;
    for (const std::string_view secret :
         {"short", "a key that is longer than the block of sixty-four bytes, and is hashed first"}) {
        failing_engine::reset();
        hmac_key<failing_engine, Hash> key;
        REQUIRE(key.prepare(secret));
        const std::size_t calls = failing_engine::calls;
        REQUIRE(calls >= 4);
        CHECK(failing_engine::wiped >= Hash::block_size);
        for (std::size_t at = 0; at != calls; ++at) {
            CAPTURE(at);
            failing_engine::reset(at);
            hmac_key<failing_engine, Hash> failing;
            CHECK_FALSE(failing.prepare(secret));
            CHECK(failing_engine::calls_after_failure == 0);
            CHECK(failing_engine::wiped >= Hash::block_size); // on this way out, too
        }

        std::uint8_t digest[Hash::digest_size];
        failing_engine::reset();
        REQUIRE(key.sign("message", digest));
        const std::size_t signing = failing_engine::calls;
        for (std::size_t at = 0; at != signing; ++at) {
            CAPTURE(at);
            failing_engine::reset(at);
            CHECK_FALSE(key.sign("message", digest));
            CHECK(failing_engine::calls_after_failure == 0);
        }
        failing_engine::reset();
        CHECK(key.sign("message", digest)); // a failure leaves the key as it was
    }
}

TEST_CASE("hmac: the engine fails at each of its calls") {
    check_failures<test::failing_engine::sha1>();
    check_failures<test::failing_engine::sha256>();
}

TEST_CASE("buffered_hash: a failing hash is not called again") {
    using hash_type = test::failing_engine::sha256;
    test::failing_engine::reset();
    hash_type hash;
    REQUIRE(hash.start());
    test::failing_engine::reset(1);
    buffered_hash<hash_type> out{hash};
    out.write(std::string(1000, 'x'));
    CHECK_FALSE(out.flush());
    CHECK(test::failing_engine::calls == 2);
    test::failing_engine::reset();
}

constexpr unsigned char filler = 0xA5;

/// Bytes that are neither zero nor were never written. A function of its own, so that the compiler does not know that
/// the object is gone.
[[gnu::noinline]] std::size_t left_in(const volatile unsigned char* memory, std::size_t size) {
    std::size_t left = 0;
    for (std::size_t i = 0; i != size; ++i) left += memory[i] != 0 && memory[i] != filler;
    return left;
}

/// The two states of a key stand for the secret: nothing of them may stay in memory.
template <class Hash>
void check_wiped() {
    using key_type = hmac_key<mbedtls, Hash>;
    alignas(key_type) static unsigned char memory[sizeof(key_type)];
    std::memset(memory, filler, sizeof memory);
    auto* const key = new (memory) key_type;
    REQUIRE(key->prepare("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"));
    CHECK(left_in(memory, sizeof memory) >= Hash::digest_size); // the states were there before
    key->~key_type();
    CHECK(left_in(memory, sizeof memory) == 0);
}

TEST_CASE("hmac_key: wiped when it goes") {
    check_wiped<mbedtls::sha1>();
    check_wiped<mbedtls::sha256>();
}

TEST_CASE("hmac_key: is not copied by accident") {
    using key_type = hmac_key<mbedtls, mbedtls::sha256>;
    static_assert(!std::is_copy_constructible_v<key_type> && !std::is_copy_assignable_v<key_type>);
    static_assert(!std::is_move_constructible_v<key_type>);
}

} // namespace
