// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What a user of the library runs for one request: check, order, encode, sign, write out. PORTWRIGHT_BENCH_ENGINE is the
// crypto engine, with its policy.

#include "figures.hpp"
#include "late_key.hpp"
#include "requests.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/http/request_writer.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/stream.hpp>
#include <portwright/signature/tc3.hpp>

#ifndef PORTWRIGHT_BENCH_ENGINE
#define PORTWRIGHT_BENCH_ENGINE portwright::mbedtls
#endif

// Of this file, and visible from others: the compiler cannot know what is in them.
namespace bench {

using engine = PORTWRIGHT_BENCH_ENGINE;
using hmac_sha256 = portwright::hmac_sha256<engine>;
using tc3 = portwright::tc3<engine>;
using aliyun_rpc = portwright::aliyun_rpc<engine>;
using acs3 = portwright::acs3<engine>;

constinit clb::CreateListener hmacsha256_request = documented;
constinit clb::CreateListener tc3_request = probed;
constinit ga::CreateListener aliyun_request = accelerated;
constinit clb::CreateListener listeners_request = no_listeners;
constinit clb::CreateListener certified_request = certified;
char wire[4096];
bool failed = false;

late_key<hmac_sha256> hmacsha256_key;
late_key<tc3> tc3_key;
late_key<aliyun_rpc> aliyun_rpc_key;
late_key<acs3> acs3_key;

template <class Result>
void expect(const Result& good) noexcept {
    if (!good) failed = true;
}

void sign_listeners(std::size_t count) {
    set_listeners(listeners_request, count);
    expect(portwright::sign(listeners_request,
                            portwright::context<hmac_sha256>{
                                .key = hmacsha256_key.get(), .region = region, .timestamp = now, .nonce = nonce},
                            wire));
}

/// A transport, with memory of its own.
template <class Request>
[[gnu::noinline]] void transmit(const Request& request) {
    portwright::basic_output<tc3::policy> out{wire};
    expect(portwright::http::write_head(out, request));
    if (!out.ok()) failed = true;
    const portwright::sink send{[](void*, const char*, std::size_t) { return true; }, nullptr};
    if (!request.write_body(send)) failed = true;
}

} // namespace bench

void prepare_library() {
    using namespace bench;
    expect(hmacsha256_key.make().prepare(tencent));
    expect(tc3_key.make().prepare(tencent, clb::service, now));
    expect(aliyun_rpc_key.make().prepare(aliyun));
    expect(acs3_key.make().prepare(aliyun));
}

bool library_failed() { return bench::failed; }

PORTWRIGHT_MEASURED void ours_hmacsha256() {
    using namespace bench;
    expect(portwright::sign_url(hmacsha256_request,
                                portwright::context<hmac_sha256>{
                                    .key = hmacsha256_key.get(), .region = region, .timestamp = now, .nonce = nonce},
                                wire));
}

PORTWRIGHT_MEASURED void ours_tc3() {
    using namespace bench;
    expect(portwright::sign(tc3_request,
                            portwright::context<tc3>{.key = tc3_key.get(), .region = region, .timestamp = now}, wire));
}

PORTWRIGHT_MEASURED void ours_aliyun_rpc() {
    using namespace bench;
    expect(portwright::sign_url(
        aliyun_request,
        portwright::context<aliyun_rpc>{
            .key = aliyun_rpc_key.get(), .region = aliyun_region, .timestamp = now, .nonce = aliyun_nonce},
        wire));
}

PORTWRIGHT_MEASURED void ours_acs3() {
    using namespace bench;
    expect(
        portwright::sign(aliyun_request,
                         portwright::context<acs3>{
                             .key = acs3_key.get(), .region = aliyun_region, .timestamp = now, .nonce = aliyun_nonce},
                         wire));
}

PORTWRIGHT_MEASURED void listeners_1() { bench::sign_listeners(1); }
PORTWRIGHT_MEASURED void listeners_10() { bench::sign_listeners(10); }
PORTWRIGHT_MEASURED void listeners_50() { bench::sign_listeners(50); }

PORTWRIGHT_MEASURED void stream_two_certificates() {
    using namespace bench;
    const portwright::context<tc3> with{.key = tc3_key.get(), .region = region, .timestamp = now};
    const auto made = portwright::sign_streamed(certified_request, with);
    expect(made);
    if (made) transmit(*made);
}
