// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// with_asio REGION LOAD_BALANCER...: opens TCP port 80 on all of these CLB load balancers at once, in one thread.
// Credentials come from TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY. ENDPOINT in the environment is HOST:PORT in
// place of the cloud's own, and OpenSSL takes SSL_CERT_FILE from there: `portwright emulate --ca-file` writes one.

#include "asio.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/message.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb.hpp>

#include <boost/asio/io_context.hpp>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <random>

namespace clb = portwright::tencent::clb;
using scheme = portwright::tc3<>;

namespace {

portwright::instant now() {
    return {static_cast<portwright::unix_time>(std::time(nullptr)),
            portwright::asio_connection<int, int>::monotonic_now()};
}

std::uint64_t random_bits() {
    static std::random_device device;
    return std::uint64_t{device()} << 32 | device();
}

/// One load balancer, and all that its call borrows.
struct job {
    job(const char* to, portwright::key_cache<scheme>& keys, portwright::call_clock& clock,
        const portwright::call_settings& settings, boost::asio::io_context& io, boost::asio::ssl::context& tls)
        : load_balancer(to), call{request, keys, clock, settings, created, refusal, scratch},
          connection{io.get_executor(), tls, &now, &random_bits} {}

    static constexpr std::uint16_t ports[] = {80};
    const char* load_balancer;
    clb::CreateListener request{.LoadBalancerId = load_balancer, .Ports = ports, .Protocol = clb::Protocol::TCP};
    clb::CreateListener::response created{};
    portwright::api_error refusal{};
    std::array<char, 256> scratch{};
    portwright::call_machine<scheme, clb::CreateListener> call;
    portwright::asio_connection<decltype(&now), decltype(&random_bits)> connection;
};

void show(const job& of) {
    static constexpr const char* words[] = {"not sent", "done", "refused", "unknown: look before asking again"};
    std::array<char, 256> text{};
    portwright::output out{text};
    if (of.refusal.message.has_value()) out.write(of.refusal.message.view());
    else if (of.call.outcome() != portwright::call_outcome::done) portwright::write_message(out, of.call.error());
    std::printf("%s: %s %.*s\n", of.load_balancer, words[static_cast<int>(of.call.outcome())],
                static_cast<int>(out.since(0).size()), text.data());
}

} // namespace

int main(int count, char** arguments) {
    const char* id = std::getenv("TENCENTCLOUD_SECRET_ID");
    const char* secret = std::getenv("TENCENTCLOUD_SECRET_KEY");
    if (count < 3 || id == nullptr || secret == nullptr) {
        std::fputs("usage: TENCENTCLOUD_SECRET_ID=... TENCENTCLOUD_SECRET_KEY=... with_asio REGION LOAD_BALANCER...\n",
                   stderr);
        return 2;
    }
    portwright::key_cache<scheme> keys{{.id = id, .secret = secret}};
    portwright::call_clock clock;
    portwright::retry_budget budget;
    boost::asio::io_context io;
    boost::asio::ssl::context tls{boost::asio::ssl::context::tls_client};
    tls.set_default_verify_paths();
    const char* const endpoint = std::getenv("ENDPOINT");
    const portwright::call_settings settings{.region = portwright::unlisted(arguments[1]),
                                             .endpoint = portwright::authority(endpoint),
                                             .keeps_open = false,
                                             .deadline = now().monotonic + 60000,
                                             .budget = &budget};
    std::deque<job> jobs;
    for (int i = 2; i != count; ++i) {
        job& added = jobs.emplace_back(arguments[i], keys, clock, settings, io, tls);
        added.connection.run(added.call, [&added] { show(added); });
    }
    io.run();
    for (const job& of : jobs)
        if (of.call.outcome() != portwright::call_outcome::done) return 1;
    return 0;
}
