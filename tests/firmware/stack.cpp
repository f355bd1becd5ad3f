// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// sign() by every scheme, of a request with as many structures in each other as the catalogue has, and streamed, which
// hashes while it walks through them.

#include "../bench/requests.hpp"
#include "measure.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/stream.hpp>
#include <portwright/signature/tc3.hpp>

#include <new>

namespace ga = portwright::aliyun::ga;
using bench::documented;

namespace {

using group = ga::CustomRoutingEndpointGroupConfiguration;
using endpoint = group::EndpointConfiguration;
constexpr endpoint::PolicyConfiguration::PortRange allowed[] = {{.FromPort = 80, .ToPort = 81}};
constexpr endpoint::PolicyConfiguration policies[] = {{.Address = "10.0.0.1", .PortRanges = allowed}};
constexpr endpoint endpoints[] = {{.Endpoint = "vsw-1",
                                   .PolicyConfigurations = policies,
                                   .TrafficToEndpointPolicy = endpoint::TrafficToEndpointPolicy::AllowCustom}};
constexpr group groups[] = {{.EndpointConfigurations = endpoints, .EndpointGroupRegion = "cn-hangzhou"}};
constexpr ga::CreateListener nested{.AcceleratorId = "ga-bp1odcab8tmno0hdq****",
                                    .PortRanges = bench::one_range,
                                    .CustomRoutingEndpointGroupConfigurations = groups,
                                    .Type = ga::CreateListener::Type::CustomRouting};
static_assert(portwright::valid<documented> && portwright::valid<nested>);

/// A key in static memory without a constructor to be called before main.
template <class Scheme>
typename Scheme::key& key() {
    using type = typename Scheme::key;
    alignas(type) static unsigned char memory[sizeof(type)];
    return *std::launder(reinterpret_cast<type*>(memory));
}

template <class Scheme>
void prepare() {
    static_cast<void>(new (&key<Scheme>()) typename Scheme::key);
    if constexpr (requires { key<Scheme>().prepare(bench::tencent, bench::clb::service, bench::now); })
        static_cast<void>(key<Scheme>().prepare(bench::tencent, bench::clb::service, bench::now));
    else static_cast<void>(key<Scheme>().prepare(bench::tencent));
}

char buffer[1536];
bool good;

template <class Scheme>
portwright::context<Scheme> context() {
    constexpr bool at_aliyun = portwright::detail::accepts<portwright::aliyun::rpc, Scheme>;
    return {.key = key<Scheme>(),
            .region = at_aliyun ? bench::aliyun_region : bench::region,
            .timestamp = bench::now,
            .nonce = bench::nonce};
}

template <class Scheme, const auto& Request>
inline void sign() {
    good = static_cast<bool>(portwright::sign(Request, context<Scheme>(), buffer));
}

template <class Scheme, const auto& Request>
inline void sign_streamed() {
    const portwright::context<Scheme> with = context<Scheme>();
    const auto made = portwright::sign_streamed(Request, with, buffer);
    good = made && made->write_body({[](void*, const char*, std::size_t) { return true; }, nullptr});
}

}  // namespace

PORTWRIGHT_MEASURED void hmac_sha1() { sign<portwright::hmac_sha1<>, documented>(); }
PORTWRIGHT_MEASURED void hmac_sha256() { sign<portwright::hmac_sha256<>, documented>(); }
PORTWRIGHT_MEASURED void tc3() { sign<portwright::tc3<>, documented>(); }
PORTWRIGHT_MEASURED void aliyun_rpc_nested() { sign<portwright::aliyun_rpc<>, nested>(); }
PORTWRIGHT_MEASURED void acs3_nested() { sign<portwright::acs3<>, nested>(); }
PORTWRIGHT_MEASURED void acs3_nested_streamed() { sign_streamed<portwright::acs3<>, nested>(); }

int main() {
    prepare<portwright::hmac_sha1<>>();
    prepare<portwright::hmac_sha256<>>();
    prepare<portwright::tc3<>>();
    prepare<portwright::aliyun_rpc<>>();
    prepare<portwright::acs3<>>();
    for (const figure& each : {figure{"hmac_sha1", hmac_sha1}, figure{"hmac_sha256", hmac_sha256}, figure{"tc3", tc3},
                               figure{"aliyun_rpc_nested", aliyun_rpc_nested}, figure{"acs3_nested", acs3_nested},
                               figure{"acs3_nested_streamed", acs3_nested_streamed}}) {
        good = false;
        measure(each);
        if (!good) return 1;
    }
    return 0;
}
