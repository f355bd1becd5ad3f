// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// A program of somebody else, built from what is installed: it links the client and the transport over TLS, and signs.

#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/http/mbedtls_transport.hpp>
#include <portwright/tencent/clb.hpp>

#include <array>
#include <cstdint>
#include <ctime>
#include <memory>
#include <string_view>

namespace clb = portwright::tencent::clb;

int main() {
    constexpr std::uint16_t ports[] = {7569};
    const clb::CreateListener request{.LoadBalancerId = "lb-1", .Ports = ports, .Protocol = clb::Protocol::TCP};

    const portwright::credentials who{.id = "id", .secret = "secret"};
    portwright::hmac_sha256<>::key key;
    if (!key.prepare(who)) return 2;
    const portwright::context<portwright::hmac_sha256<>> context{
        .key = key, .region = "ap-guangzhou", .timestamp = 1'700'000'000, .nonce = "11886"};
    std::array<char, 2048> buffer;
    if (!portwright::sign(request, context, buffer)) return 3;

    const auto tls = std::make_unique<portwright::http::mbedtls_transport>(); // too large for a stack
    std::array<char, 4096> io;
    portwright::http::stream_transport transport{tls->stream(), io};
    portwright::client cloud{
        transport,
        who,
        [] { return static_cast<portwright::unix_time>(std::time(nullptr)); },
        [] { return std::uint64_t{11886}; },
        {.region = "ap-guangzhou"},
    };
    // Nothing is trusted, and nothing is asked: a request that is wrong is not sent.
    const auto created = cloud.call(clb::CreateListener{.LoadBalancerId = "lb-1"}, buffer);
    return !created && created.error().code == portwright::errc::missing_parameter ? 0 : 4;
}
