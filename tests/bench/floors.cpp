// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The least that any library can do over mbedTLS 2.28: hash the bytes that the scheme says, with the
// two HMAC midstates (RFC 2104) computed beforehand.

#include "figures.hpp"

#include <mbedtls/sha1.h>
#include <mbedtls/sha256.h>

namespace {

// Which bytes are hashed does not matter to the cost, how many does.
unsigned char text[aliyun_rpc_signed];
unsigned char signature[32];

struct sha1 {
    using context = mbedtls_sha1_context;
    static constexpr int size = 20;
    static void init(context* c) { mbedtls_sha1_init(c); }
    static void start(context* c) { mbedtls_sha1_starts_ret(c); }
    static void update(context* c, const unsigned char* data, unsigned long n) { mbedtls_sha1_update_ret(c, data, n); }
    static void finish(context* c, unsigned char* out) { mbedtls_sha1_finish_ret(c, out); }
    static void clone(context* to, const context* from) { mbedtls_sha1_clone(to, from); }
    static void wipe(context* c) { mbedtls_sha1_free(c); }
};

struct sha256 {
    using context = mbedtls_sha256_context;
    static constexpr int size = 32;
    static void init(context* c) { mbedtls_sha256_init(c); }
    static void start(context* c) { mbedtls_sha256_starts_ret(c, 0); }
    static void update(context* c, const unsigned char* data, unsigned long n) {
        mbedtls_sha256_update_ret(c, data, n);
    }
    static void finish(context* c, unsigned char* out) { mbedtls_sha256_finish_ret(c, out); }
    static void clone(context* to, const context* from) { mbedtls_sha256_clone(to, from); }
    static void wipe(context* c) { mbedtls_sha256_free(c); }
};

template <class Hash>
struct prepared_key {
    typename Hash::context inner, outer;
};

prepared_key<sha1> key1;
prepared_key<sha256> key256;

template <class Hash>
void prepare(prepared_key<Hash>& key) {
    unsigned char pad[64];
    Hash::init(&key.inner);
    Hash::init(&key.outer);
    for (auto& byte : pad) byte = 0x36 ^ 'k';
    Hash::start(&key.inner);
    Hash::update(&key.inner, pad, sizeof pad);
    for (auto& byte : pad) byte = 0x5c ^ 'k';
    Hash::start(&key.outer);
    Hash::update(&key.outer, pad, sizeof pad);
}

template <class Hash>
inline void hmac(const prepared_key<Hash>& key, const unsigned char* data, unsigned long n, unsigned char* out) {
    unsigned char digest[Hash::size];
    typename Hash::context context;
    Hash::init(&context);
    Hash::clone(&context, &key.inner);
    Hash::update(&context, data, n);
    Hash::finish(&context, digest);
    Hash::clone(&context, &key.outer);
    Hash::update(&context, digest, sizeof digest);
    Hash::finish(&context, out);
    Hash::wipe(&context);
}

inline void hash(const unsigned char* data, unsigned long n, unsigned char* out) {
    mbedtls_sha256_context context;
    sha256::init(&context);
    sha256::start(&context);
    sha256::update(&context, data, n);
    sha256::finish(&context, out);
    sha256::wipe(&context);
}

}  // namespace

void prepare_floors() {
    for (auto& byte : text) byte = 'a';
    prepare(key1);
    prepare(key256);
}

PORTWRIGHT_MEASURED void floor_hmac_sha256() { hmac(key256, text, hmacsha256_signed, signature); }

// The body, the canonical request around its hash, and the string to sign around that one's.
PORTWRIGHT_MEASURED void floor_tc3() {
    unsigned char digest[32];
    hash(text, tc3_body, digest);
    hash(text, tc3_canonical_request, digest);
    hmac(key256, text, tc3_signed, signature);
}

PORTWRIGHT_MEASURED void floor_hmac_sha1() { hmac(key1, text, aliyun_rpc_signed, signature); }
