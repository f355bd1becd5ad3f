// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Declares a listener and has it made so, at every boot: prints its ID, or what stands in the way.
//
//     TENCENTCLOUD_SECRET_ID=... TENCENTCLOUD_SECRET_KEY=... ensure lb-cuxw2rm0 [CA-FILE HOST:PORT]

#include <portwright/calls/ensure.hpp>
#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/crypto/nonces.hpp>
#include <portwright/http/mbedtls_transport.hpp>
#include <portwright/request/message.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <thread>

namespace clb = portwright::tencent::clb;

namespace {

portwright::instant now() {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return {std::time(nullptr),
            static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since).count())};
}

void sleep_ms(void*, std::uint32_t ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }

void print(const char* what, const portwright::parameter_set& parameters) {
    for (int i = 0; i != parameters.size(); ++i) {
        std::array<char, 96> line;
        portwright::output out{line};
        portwright::write_path(out, parameters[i]);
        std::printf("%s: %.*s\n", what, static_cast<int>(out.since(0).size()), out.since(0).data());
    }
}

} // namespace

int main(int argc, char** argv) {
    const char* id = std::getenv("TENCENTCLOUD_SECRET_ID");
    const char* secret = std::getenv("TENCENTCLOUD_SECRET_KEY");
    if (id == nullptr || secret == nullptr || argc < 2) return 2;

    constexpr std::uint16_t ports[] = {7569};
    constexpr std::string_view names[] = {"gateway"};
    const clb::CreateListener wanted{
        .LoadBalancerId = argv[1],
        .Ports = ports,
        .Protocol = clb::Protocol::TCP,
        .ListenerNames = names,
        .HealthCheck = {.TimeOut = 3, .IntervalTime = 10},
    };

    std::ifstream file(argc > 2 ? argv[2] : "/etc/ssl/certs/ca-certificates.crt");
    const std::string authorities{std::istreambuf_iterator<char>(file), {}};
    const portwright::authority endpoint = argc > 3 ? portwright::authority(argv[3]) : portwright::authority();
    portwright::nonces nonces;
    std::random_device random;
    nonces.seed(std::uint64_t{random()} << 32 | random());

    portwright::http::mbedtls_transport tls;
    if (!tls.trust_pem(authorities.c_str())) return 2;
    std::array<char, 1024> io;
    portwright::http::stream_transport transport{tls.stream(), io};
    portwright::client cloud{transport,
                             {.id = id, .secret = secret},
                             now,
                             nonces,
                             {.region = "ap-guangzhou", .endpoint = endpoint, .wait_ms = 120000, .pause = sleep_ms}};

    std::array<char, portwright::ensure_scratch<clb::CreateListener>> scratch;
    const auto stands = cloud.ensure(wanted, scratch);
    print("not verifiable", stands.not_verifiable);
    if (stands) {
        static constexpr const char* did[] = {"stood", "changed", "created"};
        const std::string_view listener = stands.id;
        std::printf("%.*s: %s\n", static_cast<int>(listener.size()), listener.data(),
                    did[static_cast<int>(stands.change)]);
        return 0;
    }
    print("differs", stands.differing);
    const std::string_view other = stands.other_id, code = stands.refusal.code;
    std::array<char, 160> line;
    const auto why = portwright::message(stands.error, line);
    std::printf("outcome %d, obstacle %d, by %.*s %.*s %.*s\n", static_cast<int>(stands.outcome),
                static_cast<int>(stands.obstacle), static_cast<int>(other.size()), other.data(),
                static_cast<int>(code.size()), code.data(), static_cast<int>(why.size()), why.data());
    return stands.outcome == portwright::ensure_outcome::in_the_way ? 5 : 1;
}
