// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The transport over TLS with nothing but what mbedTLS 4.x has: see version_4.h. That it compiles is the test. The
// machine's own mbedTLS is given no random generator by it, and must refuse a handshake.

#include <portwright/http/mbedtls_transport.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

static_assert(MBEDTLS_VERSION_MAJOR == 4);

namespace {

using portwright::errc;
namespace http = portwright::http;

TEST_CASE("mbedtls 4: a transport without a random generator of its own") {
    http::mbedtls_transport over_sockets;
    http::byte_stream below;
    below.open = [](void*, std::string_view, std::uint16_t) { return errc::none; };
    below.write = [](void*, const char*, std::size_t) { return http::stream_broken; };
    below.read = [](void*, char*, std::size_t) { return http::stream_broken; };
    below.close = [](void*) {};
    http::mbedtls_transport tls{below};
    const http::byte_stream stream = tls.stream();
    CHECK(stream.open(stream.context, "localhost", 443) == errc::tls_failed);
    CHECK(tls.mbedtls_error() != 0);
}

TEST_CASE("mbedtls 4: PSA is made ready before anything that needs it") {
    http::mbedtls_transport tls;
    const std::uint8_t bytes[] = {1, 2, 3, 4};
    const int before = psa_crypto_inits;
    CHECK_FALSE(tls.trust_pem("no certificate"));
    CHECK(psa_crypto_inits == before + 1);
    CHECK_FALSE(tls.trust_der(bytes));
    CHECK(psa_crypto_inits == before + 2);
    CHECK_FALSE(tls.import_session(bytes));
    CHECK(psa_crypto_inits == before + 3);
}

} // namespace
