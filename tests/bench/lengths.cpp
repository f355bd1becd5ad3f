// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Holds the requests to the lengths that the floors hash, with an engine that counts what reaches it, and prints
// `NAME BYTES` for each request: the text that its signature is made of, and for TC3 the body and its hash's.

#include "figures.hpp"
#include "requests.hpp"

#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/tc3.hpp>

#include <array>
#include <cstdio>

namespace {

std::size_t hashed;

template <std::size_t DigestSize>
struct counting_hash {
    static constexpr std::size_t digest_size = DigestSize;
    static constexpr std::size_t block_size = 64;

    bool start() noexcept { return true; }
    bool clone(const counting_hash&) noexcept { return true; }
    bool update(const std::uint8_t*, std::size_t size) noexcept {
        hashed += size;
        return true;
    }
    bool finish(std::uint8_t*) noexcept { return true; }
};

struct counting {
    using sha1 = counting_hash<20>;
    using sha256 = counting_hash<32>;
    static void wipe(void*, std::size_t) noexcept {}
};

bool good = true;

void expect(bool true_, const char* name) {
    if (!true_) std::fprintf(stderr, "lengths: %s\n", name);
    good = good && true_;
}

/// What is hashed, less the digest that the second hash of an HMAC is of.
template <class Scheme>
std::size_t count(const char* name, const auto& request, const portwright::context<Scheme>& with, std::size_t digest) {
    static std::array<char, 4096> wire;
    hashed = 0;
    expect(static_cast<bool>(portwright::sign(request, with, wire)), name);
    std::printf("%s %zu\n", name, hashed - digest);
    return hashed - digest;
}

} // namespace

int main() {
    using namespace bench;
    portwright::hmac_sha256<counting>::key hmacsha256_key;
    portwright::aliyun_rpc<counting>::key aliyun_rpc_key;
    portwright::tc3<counting>::key tc3_key;
    expect(hmacsha256_key.prepare(tencent) && aliyun_rpc_key.prepare(aliyun) &&
               tc3_key.prepare(tencent, clb::service, now),
           "keys");
    portwright::context<portwright::hmac_sha256<counting>> with{
        .key = hmacsha256_key, .region = region, .timestamp = now, .nonce = nonce, .verb = portwright::method::GET};
    expect(count("ours_hmacsha256", documented, with, 32) == hmacsha256_signed, "hmacsha256_signed");
    expect(count("ours_aliyun_rpc", accelerated,
                 portwright::context<portwright::aliyun_rpc<counting>>{.key = aliyun_rpc_key,
                                                                       .region = aliyun_region,
                                                                       .timestamp = now,
                                                                       .nonce = aliyun_nonce,
                                                                       .verb = portwright::method::GET},
                 20) == aliyun_rpc_signed,
           "aliyun_rpc_signed");

    std::array<char, tc3_body> body;
    const auto json = portwright::json_body(probed, body);
    expect(json && json->size() == tc3_body, "tc3_body");
    constexpr std::string_view canonical_request = "POST\n/\n\ncontent-type:application/json; charset=utf-8\n"
                                                   "host:clb.tencentcloudapi.com\n\ncontent-type;host\n";
    static_assert(canonical_request.size() + 64 == tc3_canonical_request);
    static_assert(std::string_view("TC3-HMAC-SHA256\n1551113065\n2019-02-25/clb/tc3_request\n").size() + 64 ==
                  tc3_signed);
    expect(count("ours_tc3", probed,
                 portwright::context<portwright::tc3<counting>>{.key = tc3_key, .region = region, .timestamp = now},
                 32) == tc3_body + tc3_canonical_request + tc3_signed,
           "tc3_body + tc3_canonical_request + tc3_signed");

    with.verb = portwright::method::POST;
    for (const unsigned listeners : {1U, 10U, 50U}) {
        clb::CreateListener request = no_listeners;
        set_listeners(request, listeners);
        char name[16];
        std::snprintf(name, sizeof name, "listeners_%u", listeners);
        count(name, request, with, 32);
    }
    return good ? 0 : 1;
}
