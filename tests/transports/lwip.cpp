// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The client over mbedTLS over real lwIP in this process, with lwIP's own loopback as the wire. At its far end, inside
// lwIP too, a relay hands the bytes on to the emulator.

#include "../../examples/transports/lwip.hpp"
#include "../emulator_options.hpp"

#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/http/mbedtls_transport.hpp>
#include <portwright/tencent/clb.hpp>

#include "emulator/emulator.hpp"

#include <doctest/doctest.h>

#include <lwip/netif.h>
#include <lwip/tcpip.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace {

using namespace portwright;
using portwright_tool::emulator_server;
namespace clb = tencent::clb;

constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};
constexpr std::uint16_t ports[] = {7569};
constexpr clb::CreateListener listener{.LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = clb::Protocol::TCP};

/// lwIP with one interface, 10.0.0.1, that nothing leaves: what is sent to itself comes back by its loopback.
void start_lwip() {
    static const bool started = [] {
        static netif interface;
        std::promise<void> up;
        tcpip_init(
            [](void* promise) {
                ip4_addr_t address, mask, gateway;
                IP4_ADDR(&address, 10, 0, 0, 1);
                IP4_ADDR(&mask, 255, 0, 0, 0);
                IP4_ADDR(&gateway, 0, 0, 0, 0);
                netif_add(
                    &interface, &address, &mask, &gateway, nullptr,
                    [](netif* of) -> err_t {
                        of->output = [](netif* from, pbuf* packet, const ip4_addr_t*) -> err_t {
                            return netif_loop_output(from, packet);
                        };
                        of->mtu = 1500;
                        return ERR_OK;
                    },
                    tcpip_input);
                netif_set_default(&interface);
                netif_set_link_up(&interface);
                netif_set_up(&interface);
                static_cast<std::promise<void>*>(promise)->set_value();
            },
            &up);
        up.get_future().wait();
        return true;
    }();
    static_cast<void>(started);
}

/// Accepts within lwIP and hands everything on to a port of the machine that runs the test, and back. From one thread
/// that never blocks: lwIP's sockets are of one thread each, closing included.
class relay {
public:
    explicit relay(std::uint16_t to) : to_(to) {
        listener_ = lwip_socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_port = lwip_htons(next_port);
        at.sin_addr.s_addr = lwip_htonl(0x0A000001);
        REQUIRE(lwip_bind(listener_, reinterpret_cast<sockaddr*>(&at), sizeof at) == 0);
        REQUIRE(lwip_listen(listener_, 2) == 0);
        REQUIRE(lwip_fcntl(listener_, F_SETFL, O_NONBLOCK) == 0);
        port_ = next_port++;
        running_ = std::thread([this] { run(); });
    }
    ~relay() {
        stopping_ = true;
        running_.join();
        lwip_close(listener_);
    }
    std::uint16_t port() const { return port_; }
    int connections() const { return connections_; }

private:
    void run() {
        while (!stopping_) {
            const int inner = lwip_accept(listener_, nullptr, nullptr);
            if (inner < 0) {
                rest();
                continue;
            }
            ++connections_;
            const int outer = ::socket(AF_INET, SOCK_STREAM, 0);
            sockaddr_in at{};
            at.sin_family = AF_INET;
            at.sin_port = htons(to_);
            at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            if (::connect(outer, reinterpret_cast<sockaddr*>(&at), sizeof at) == 0)
                while (!stopping_ && pass_on(inner, outer)) rest();
            ::close(outer);
            lwip_close(inner);
        }
    }

    /// Passes on what is there, both ways. False where a side has ended.
    static bool pass_on(int inner, int outer) {
        std::array<char, 1500> bytes;
        for (;;) {
            const auto up = lwip_recv(inner, bytes.data(), bytes.size(), MSG_DONTWAIT);
            if (up == 0 || (up < 0 && errno != EWOULDBLOCK)) return false;
            if (up > 0 && ::send(outer, bytes.data(), static_cast<std::size_t>(up), MSG_NOSIGNAL) != up) return false;
            const auto down = ::recv(outer, bytes.data(), bytes.size(), MSG_DONTWAIT);
            if (down == 0 || (down < 0 && errno != EWOULDBLOCK)) return false;
            if (down > 0 && lwip_send(inner, bytes.data(), static_cast<std::size_t>(down), 0) != down) return false;
            if (up < 0 && down < 0) return true;
        }
    }

    static void rest() { std::this_thread::sleep_for(std::chrono::milliseconds(1)); }

    static inline std::uint16_t next_port = 8443;
    std::uint16_t to_, port_ = 0;
    int listener_ = -1;
    std::atomic<bool> stopping_{false};
    std::atomic<int> connections_{0};
    std::thread running_{};
};

/// A device that knows one name.
bool knows_localhost(void*, std::string_view host, ip_addr_t& address) {
    if (host != "localhost") return false;
    IP_ADDR4(&address, 10, 0, 0, 1);
    return true;
}

auto client_of(http::stream_transport& transport, std::uint64_t& calls, std::string_view endpoint) {
    return client{transport, who, [] { return static_cast<unix_time>(std::time(nullptr)); },
                  [&calls] { return ++calls; }, client_options{.region = "ap-guangzhou", .endpoint = endpoint}};
}

TEST_CASE("lwip: a listener over TLS over lwIP, and its task, on one connection") {
    start_lwip();
    emulator_server cloud{test::emulator_that_knows(who)};
    std::array<char, 1024> scratch;
    {
        relay wire{cloud.port()};
        http::lwip_stream tcp{{}, &knows_localhost};
        const auto tls = std::make_unique<http::mbedtls_transport>(tcp.stream());
        REQUIRE(tls->trust_pem(cloud.ca_pem().c_str()));
        std::array<char, 1024> io;
        http::stream_transport transport{tls->stream(), io};
        std::uint64_t calls = 0;
        {
            const std::string endpoint = "localhost:" + std::to_string(wire.port());
            auto client = client_of(transport, calls, endpoint);
            const auto created = client.call(listener, scratch);
            REQUIRE(created);
            CHECK(created->ListenerIds.size() == 1);
            CHECK(client.wait(*created, scratch));
        }
        CHECK(wire.connections() == 1);
    }
}

TEST_CASE("lwip: nobody there, a name that nobody knows, and a peer that says nothing") {
    start_lwip();
    http::lwip_stream tcp{{.connect_ms = 500, .read_ms = 200, .write_ms = 200}, &knows_localhost};
    const http::byte_stream stream = tcp.stream();
    CHECK(stream.open(stream.context, "localhost", 1) == errc::connect_failed);
    CHECK(stream.open(stream.context, "no.such.host", 443) == errc::bad_host);
    CHECK(stream.open(stream.context, std::string(300, 'a'), 443) == errc::bad_host);

    const int silent = lwip_socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = lwip_htons(9999);
    at.sin_addr.s_addr = lwip_htonl(0x0A000001);
    REQUIRE(lwip_bind(silent, reinterpret_cast<sockaddr*>(&at), sizeof at) == 0);
    REQUIRE(lwip_listen(silent, 2) == 0);
    REQUIRE(stream.open(stream.context, "10.0.0.1", 9999) == errc::none);
    char c = 0;
    const auto begun = std::chrono::steady_clock::now();
    CHECK(stream.read(stream.context, &c, 1) == http::stream_timed_out);
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(5));
    // One limit for all waits together, although each could be long.
    http::lwip_stream patient{{.connect_ms = 0, .read_ms = 60000, .write_ms = 60000}, &knows_localhost};
    const http::byte_stream bounded = patient.stream();
    bounded.limit_waits(200);
    REQUIRE(bounded.open(bounded.context, "10.0.0.1", 9999) == errc::none);
    for (int i = 0; i != 2; ++i) CHECK(bounded.read(bounded.context, &c, 1) == http::stream_timed_out);
    CHECK(bounded.write(bounded.context, &c, 1) == http::stream_timed_out);
    bounded.limit_waits(0);
    CHECK(bounded.write(bounded.context, &c, 1) == 1);
    bounded.close(bounded.context);
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(10));
    // Nobody reads: what is written fills the windows, and then the time for it passes.
    const std::string much(1 << 16, 'x');
    std::ptrdiff_t n = 1;
    for (int i = 0; i != 1000 && n > 0; ++i) n = stream.write(stream.context, much.data(), much.size());
    CHECK(n < 0);
    stream.close(stream.context);
    lwip_close(silent);
}

} // namespace
