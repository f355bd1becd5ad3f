// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What a user of the library runs for one request that is constant but for two values. PORTWRIGHT_BENCH_ENGINE as in
// library.cpp.

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

using hmac_sha256 = portwright::hmac_sha256<PORTWRIGHT_BENCH_ENGINE>;
using tc3 = portwright::tc3<PORTWRIGHT_BENCH_ENGINE>;

char template_wire[1024];
bool template_failure = false;
volatile int later_port = 7569;
const char* volatile later_balancer = "lb-cuxw2rm0";
bench::late_key<hmac_sha256> template_pairs_key;
bench::late_key<tc3> template_body_key;

template <class Result>
void expect(const Result& good) noexcept {
    if (!good) template_failure = true;
}

} // namespace

void prepare_templates() {
    expect(template_pairs_key.make().prepare(bench::tencent));
    expect(template_body_key.make().prepare(bench::tencent, bench::clb::service, bench::now));
}

bool templates_failed() { return template_failure; }

PORTWRIGHT_MEASURED void template_clb_hmacsha256() {
    expect(portwright::sign_url(
        portwright::prepared<bench::waiting, hmac_sha256>{}.with(std::string_view(later_balancer, 11), later_port),
        portwright::context<hmac_sha256>{
            .key = template_pairs_key.get(), .region = bench::region, .timestamp = bench::now, .nonce = bench::nonce},
        template_wire));
}
PORTWRIGHT_MEASURED void template_clb_tc3() {
    expect(portwright::sign(
        portwright::prepared<bench::waiting_probed, tc3>{}.with(std::string_view(later_balancer, 11), later_port),
        portwright::context<tc3>{.key = template_body_key.get(), .region = bench::region, .timestamp = bench::now},
        template_wire));
}
