// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// A client over mbedTLS's TLS, for count.sh to count in, against the emulator, which shows a certificate of ECDSA over
// P-256. The emulator is in threads of its own, which are not counted: callgrind switches counting on for a thread where
// that enters the function. Prints how many connections the provisioning took.

#include "figures.hpp"
#include "requests.hpp"
#include "../emulator_options.hpp"

#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/http/mbedtls_transport.hpp>
#include <portwright/tencent/clb/tasks.hpp>

#include "emulator/emulator.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <string>

namespace {

using namespace portwright;
namespace clb = tencent::clb;

/// All that a client takes.
struct device {
    explicit device(const portwright_tool::emulator_server& to) : endpoint("localhost:" + std::to_string(to.port())) {
        good = static_cast<bool>(tls.trust_pem(to.ca_pem().c_str()));
    }

    const std::string endpoint;
    http::mbedtls_transport tls{};
    std::array<char, 2048> io{};
    http::stream_transport transport{tls.stream(), io};
    std::array<char, 1024> scratch{};
    bool good = false;
    client<http::stream_transport, unix_time (*)(), std::uint64_t (*)(), for_speed<mbedtls>> cloud{
        transport, bench::tencent, +[] { return static_cast<unix_time>(std::time(nullptr)); },
        +[] { return ++last_nonce; }, client_options{.region = bench::region, .endpoint = endpoint}};

    static inline std::uint64_t last_nonce = 0x9E3779B97F4A7C15;

    void exchange() {
        const clb::DescribeTaskStatus query{.TaskId = "00000000-0000-0000-0000-000000000000"};
        good = good && cloud.call(query, scratch).head().status == 200;
    }
};

device* running;

} // namespace

PORTWRIGHT_MEASURED void provision() {
    const auto created = running->cloud.call(bench::documented, running->scratch);
    running->good = running->good && created && running->cloud.wait(*created, running->scratch);
}
PORTWRIGHT_MEASURED void connection_first() { running->exchange(); }
PORTWRIGHT_MEASURED void connection_kept() { running->exchange(); }
PORTWRIGHT_MEASURED void connection_resumed() { running->exchange(); }

int main() {
    const portwright_tool::emulator_server server{test::emulator_that_knows(bench::tencent)};
    device provisioned{server}, connected{server};
    running = &provisioned;
    provision();
    std::printf("connections %u\n", static_cast<unsigned>(provisioned.transport.openings));
    provisioned.cloud.disconnect();

    running = &connected;
    connection_first();
    connection_kept();
    connected.cloud.disconnect();
    connection_resumed();
    const bool as_meant = connected.transport.openings == 2 && connected.tls.resumed();
    connected.cloud.disconnect();
    return provisioned.good && connected.good && as_meant ? 0 : 1;
}
