// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// A task that has one TCP listener stand on a Tencent CLB load balancer, over the transport that the application has for
// coreMQTT or coreHTTP already. What is declared extern is the board's.

#include <portwright/calls/ensure.hpp>
#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>
#include <portwright_core_transport.hpp>

#include <FreeRTOS.h>
#include <task.h>
#include <transport_interface.h>

#include <array>
#include <cstdint>

namespace clb = portwright::tencent::clb;

extern NetworkContext_t network_context;
extern std::int32_t tls_receive(NetworkContext_t* context, void* buffer, std::size_t size);
extern std::int32_t tls_send(NetworkContext_t* context, const void* buffer, std::size_t size);
extern portwright::errc tls_connect(NetworkContext_t* context, const char* host, std::uint16_t port,
                                    std::uint32_t limit_ms);
extern void tls_disconnect(NetworkContext_t* context);
extern const portwright::credentials board_credentials(); // from protected storage
extern std::int64_t board_time(); // seconds since 1970, or 0 where the clock is not set
extern std::uint64_t board_random();
extern void report(const portwright::error& why);

namespace {

/// For one task: the ticks turn over, and this does not.
std::uint64_t monotonic_ms() {
    static TickType_t last = xTaskGetTickCount();
    static std::uint64_t ticks = 0;
    const TickType_t now = xTaskGetTickCount();
    ticks += static_cast<TickType_t>(now - last);
    last = now;
    return ticks * 1000 / configTICK_RATE_HZ;
}

} // namespace

/// A stack of 12 KB, beside what the interface's TLS takes.
extern "C" void provision_task(void*) {
    static std::array<char, 1024> io;
    static std::array<char, portwright::ensure_scratch<clb::CreateListener>> scratch;
    portwright::http::core_transport tls{
        {.interface = {.recv = &tls_receive, .send = &tls_send, .writev = nullptr, .pNetworkContext = &network_context},
         .connect = &tls_connect,
         .disconnect = &tls_disconnect}};
    portwright::http::stream_transport transport{tls.stream(), io};
    portwright::client cloud{transport,
                             board_credentials(),
                             [] {
                                 return portwright::instant{board_time(), monotonic_ms()};
                             },
                             &board_random,
                             {.region = "ap-guangzhou", .wait_ms = 120000, .pause = [](void*, std::uint32_t ms) {
                                  vTaskDelay(pdMS_TO_TICKS(ms));
                              }}};

    constexpr std::uint16_t ports[] = {7569};
    const clb::CreateListener wanted{.LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = clb::Protocol::TCP};
    for (;;) {
        const auto stands = cloud.ensure(wanted, scratch);
        if (stands) break;
        report(stands.error);
        vTaskDelay(pdMS_TO_TICKS(60000));
    }
    vTaskDelete(nullptr);
}
