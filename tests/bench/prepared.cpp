// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What a user of the library runs for one request that is constant. PORTWRIGHT_BENCH_ENGINE as in library.cpp.

#include "figures.hpp"
#include "late_key.hpp"
#include "prepared.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/prepared.hpp>
#include <portwright/signature/tc3.hpp>

#ifndef PORTWRIGHT_BENCH_ENGINE
#define PORTWRIGHT_BENCH_ENGINE portwright::mbedtls
#endif

namespace {

using engine = PORTWRIGHT_BENCH_ENGINE;
using hmac_sha256 = portwright::hmac_sha256<engine>;
using tc3 = portwright::tc3<engine>;

char prepared_wire[1024];
bool prepared_failure = false;

bench::late_key<hmac_sha256> pairs_key;
bench::late_key<tc3> body_key;

template <class Result>
void expect(const Result& good) noexcept {
    if (!good) prepared_failure = true;
}

template <const auto& Request>
[[gnu::always_inline]] inline void sign_url() noexcept {
    expect(portwright::sign_url(
        portwright::prepared<Request, hmac_sha256>{},
        portwright::context<hmac_sha256>{
            .key = pairs_key.get(), .region = bench::region, .timestamp = bench::now, .nonce = bench::nonce},
        prepared_wire));
}

} // namespace

void prepare_prepared() {
    expect(pairs_key.make().prepare(bench::tencent));
    expect(body_key.make().prepare(bench::tencent, bench::clb::service, bench::now));
}

bool prepared_failed() { return prepared_failure; }

PORTWRIGHT_MEASURED void prepared_clb_hmacsha256() { sign_url<bench::documented>(); }
PORTWRIGHT_MEASURED void prepared_gaap() { sign_url<bench::proxied>(); }
PORTWRIGHT_MEASURED void prepared_clb_tc3() {
    expect(portwright::sign(
        portwright::prepared<bench::probed, tc3>{},
        portwright::context<tc3>{.key = body_key.get(), .region = bench::region, .timestamp = bench::now},
        prepared_wire));
}
