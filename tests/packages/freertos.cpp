// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The FreeRTOS package's stream over a TransportInterface_t, against the emulator. The interface is a stand-in's that
// does not wait, as coreHTTP recommends.

#include "adapter.hpp"

#include "../../examples/packages/freertos/portwright_core_transport.hpp"

using namespace package_test;

extern "C" {

struct NetworkContext {
    stand_in::tls_peer peer;
    std::string certificates;
    std::uint32_t limit_ms = 0;
};

TickType_t xTaskGetTickCount(void) { return static_cast<TickType_t>(package_test::now().monotonic); }
void vTaskDelay(const TickType_t ticks) { std::this_thread::sleep_for(std::chrono::milliseconds(ticks)); }
}

namespace {

std::int32_t receive(NetworkContext_t* context, void* buffer, std::size_t size) {
    const long n = context->peer.read(buffer, size, 0);
    return n == -2 ? 0 : n == 0 ? -1 : static_cast<std::int32_t>(n);
}
std::int32_t send(NetworkContext_t* context, const void* buffer, std::size_t size) {
    return static_cast<std::int32_t>(context->peer.write(buffer, size));
}
errc connect(NetworkContext_t* context, const char* host, std::uint16_t port, std::uint32_t limit_ms) {
    context->limit_ms = limit_ms;
    switch (context->peer.connect(host, port, context->certificates)) {
    case stand_in::came::ok: return errc::none;
    case stand_in::came::unknown_host: return errc::bad_host;
    case stand_in::came::refused: return errc::connect_failed;
    case stand_in::came::unverified: return errc::tls_failed;
    }
    return errc::connect_failed;
}

struct board {
    static constexpr errc unknown_host = errc::bad_host, unverified = errc::tls_failed;

    board(const cloud& cloud, bool trusts) {
        if (trusts) context.certificates = cloud.ca();
    }
    void check_ensured() const {
        CHECK(context.limit_ms > 0);
        CHECK(context.limit_ms <= 5000);
    }
    void check_failed() const {}
    void check_refused() const {}

    NetworkContext context{};
    http::core_transport tls{
        {.interface = {.recv = &receive, .send = &send, .writev = nullptr, .pNetworkContext = &context},
         .connect = &connect,
         .disconnect = [](NetworkContext_t* of) { of->peer.close(); }},
        {.connect_ms = 5000, .read_ms = 2000, .write_ms = 2000}};
    std::array<char, 256> io{};
    http::stream_transport transport{tls.stream(), io};
};

TEST_CASE("core transport") { check_board<board>(); }

TEST_CASE("core transport: a send that has no room yet is asked again, and one that never has is given up") {
    static int refused;
    cloud cloud;
    board board{cloud, true};
    refused = 0;
    http::core_transport slow{
        {.interface = {.recv = &receive,
                       .send = [](NetworkContext_t* context, const void* buffer, std::size_t size) -> std::int32_t {
                           if (++refused % 3 != 0) return 0;
                           return send(context, buffer, size < 40 ? size : 40);
                       },
                       .writev = nullptr,
                       .pNetworkContext = &board.context},
         .connect = &connect,
         .disconnect = [](NetworkContext_t* of) { of->peer.close(); }},
        {.read_ms = 1000, .write_ms = 1000}};
    http::stream_transport transport{slow.stream(), board.io};
    const std::string endpoint = cloud.endpoint();
    const signed_create create{endpoint, method::POST};
    CHECK(transport.perform(create.request, nowhere, {}));
    CHECK(refused > 30);

    http::core_transport full{
        {.interface = {.recv = &receive,
                       .send = [](NetworkContext_t*, const void*, std::size_t) { return std::int32_t{0}; },
                       .writev = nullptr,
                       .pNetworkContext = &board.context},
         .connect = &connect,
         .disconnect = [](NetworkContext_t* of) { of->peer.close(); }},
        {.read_ms = 100, .write_ms = 100}};
    http::stream_transport stuck{full.stream(), board.io};
    const auto got = stuck.perform(create.request, nowhere, {});
    CHECK_FALSE(got);
    CHECK_FALSE(got.request_sent); // the head is longer than the buffer: its second piece was never handed on
}

} // namespace
