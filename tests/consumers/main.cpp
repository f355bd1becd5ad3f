// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// A program of somebody else, built from what is delivered: it links the client and the transport over TLS, and prints a
// request that it signs by two schemes. Whichever way the library came, those are the bytes of signed.txt.

#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/http/mbedtls_transport.hpp>
#include <portwright/tencent/clb.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <memory>
#include <string_view>

namespace clb = portwright::tencent::clb;

namespace {

constexpr portwright::credentials who{.id = "id", .secret = "secret"};

template <class Scheme>
bool print_signed(const clb::CreateListener& request) {
    typename Scheme::key key;
    const portwright::unix_time when = 1'700'000'000;
    if constexpr (requires { key.prepare(who, clb::service, when); }) {
        if (!key.prepare(who, clb::service, when)) return false; // of a day and a service
    } else {
        if (!key.prepare(who)) return false;
    }
    const portwright::context<Scheme> context{
        .key = key, .region = "ap-guangzhou", .timestamp = when, .nonce = "11886"};
    std::array<char, 2048> buffer;
    const auto is = portwright::sign(request, context, buffer);
    if (!is) return false;
    const auto print = [](std::string_view text, const char* after) {
        std::printf("%.*s%s", static_cast<int>(text.size()), text.data(), after);
    };
    print(portwright::to_text(is->verb), " ");
    print(is->url, "\n");
    for (std::size_t i = 0; i != is->header_count; ++i) {
        print(is->headers[i].name, ": ");
        print(is->headers[i].value, "\n");
    }
    print(is->body, "\n");
    return true;
}

} // namespace

int main() {
    constexpr std::uint16_t ports[] = {7569};
    const clb::CreateListener request{.LoadBalancerId = "lb-1", .Ports = ports, .Protocol = clb::Protocol::TCP};
    if (!print_signed<portwright::hmac_sha256<>>(request) || !print_signed<portwright::tc3<>>(request)) return 3;

    const auto tls = std::make_unique<portwright::http::mbedtls_transport>(); // too large for a stack
    std::array<char, 4096> io, scratch;
    portwright::http::stream_transport transport{tls->stream(), io};
    portwright::client cloud{
        transport,
        who,
        [] { return static_cast<portwright::unix_time>(std::time(nullptr)); },
        [] { return std::uint64_t{11886}; },
        {.region = "ap-guangzhou"},
    };
    // Nothing is trusted, and nothing is asked: a request that is wrong is not sent.
    const auto created = cloud.call(clb::CreateListener{.LoadBalancerId = "lb-1"}, scratch);
    return !created && created.error().code == portwright::errc::missing_parameter ? 0 : 4;
}
