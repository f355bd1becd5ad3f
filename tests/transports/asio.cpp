// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Two hundred calls by one thread over real TLS, and what an event loop makes of a peer that does not answer.

#include "../../examples/transports/asio.hpp"
#include "../emulator_options.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb.hpp>

#include "emulator/emulator.hpp"

#include <boost/asio/io_context.hpp>

#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <deque>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace {

using namespace portwright;
using portwright_tool::emulator_server;
namespace clb = tencent::clb;
using scheme = tc3<>;

constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};

instant now() { return {static_cast<unix_time>(std::time(nullptr)), asio_connection<int, int>::monotonic_now()}; }

/// One device of many: its connection, its request and its answer.
struct device {
    using clock = instant (*)();
    using random = std::uint64_t (*)();

    device(boost::asio::io_context& io, boost::asio::ssl::context& tls, call_settings with, unsigned number)
        : settings(with), name("lb-" + std::to_string(number)),
          connection(
              io.get_executor(), tls, &now, +[] { return counter += 0x9E3779B97F4A7C15; }) {}

    static inline std::uint64_t counter = 1;
    call_settings settings;
    std::string name;
    const std::uint16_t ports[1] = {80};
    clb::CreateListener request{.LoadBalancerId = name, .Ports = ports, .Protocol = clb::Protocol::TCP};
    key_cache<scheme> keys{who};
    call_clock offset{};
    clb::CreateListener::response created{};
    api_error refusal{};
    std::array<char, 256> scratch{};
    call_machine<scheme, clb::CreateListener> call{request, keys, offset, settings, created, refusal, scratch};
    asio_connection<clock, random> connection;
};

TEST_CASE("asio: two hundred creates under way at once in one thread") {
    emulator_server cloud{test::emulator_that_knows(who)};
    const std::string endpoint = "localhost:" + std::to_string(cloud.port());
    boost::asio::io_context io;
    boost::asio::ssl::context tls{boost::asio::ssl::context::tls_client};
    tls.add_certificate_authority(boost::asio::buffer(cloud.ca_pem()));
    std::deque<device> devices;
    int done = 0;
    for (unsigned i = 0; i != 200; ++i) {
        device& added = devices.emplace_back(
            io, tls, call_settings{.region = "ap-guangzhou", .endpoint = endpoint, .keeps_open = false}, i);
        added.connection.run(added.call, [&done] { ++done; });
    }
    CHECK(done == 0); // none of them has blocked
    io.run();
    CHECK(done == 200);
    for (const device& of : devices) {
        CAPTURE(of.name);
        CHECK(of.call.outcome() == call_outcome::done);
        CHECK(of.created.ListenerIds.size() == 1);
        CHECK_FALSE(of.connection.is_open());
        const std::string_view left(reinterpret_cast<const char*>(&of.connection), sizeof of.connection);
        CHECK(left.find("CreateListener") == left.npos);
        CHECK(left.find("ListenerIds") == left.npos);
    }
}

TEST_CASE("asio: a certificate that nobody vouches for, a port where nobody listens, a name that is none") {
    emulator_server cloud{test::emulator_that_knows(who)};
    boost::asio::io_context io;
    boost::asio::ssl::context trusts_nobody{boost::asio::ssl::context::tls_client};
    const std::string endpoint = "localhost:" + std::to_string(cloud.port());
    for (const std::string& to : {endpoint, std::string("localhost:1"), std::string("no.such.host.invalid")}) {
        CAPTURE(to);
        device one{io, trusts_nobody, {.region = "ap-guangzhou", .endpoint = to, .attempts = 1}, 1};
        bool done = false;
        one.connection.run(one.call, [&done] { done = true; });
        io.run();
        io.restart();
        CHECK(done);
        CHECK(one.call.outcome() == call_outcome::not_sent);
        CHECK(one.call.error().code == (to == endpoint ? errc::tls_failed : errc::connect_failed));
    }
}

TEST_CASE("asio: a certificate for another name is refused") {
    emulator_server cloud{test::emulator_that_knows(who)};
    boost::asio::io_context io;
    boost::asio::ssl::context tls{boost::asio::ssl::context::tls_client};
    tls.add_certificate_authority(boost::asio::buffer(cloud.ca_pem()));
    const std::string endpoint = "127.1:" + std::to_string(cloud.port());
    device one{io, tls, {.region = "ap-guangzhou", .endpoint = endpoint, .attempts = 1}, 1};
    one.connection.run(one.call, [] {});
    io.run();
    CHECK(one.call.outcome() == call_outcome::not_sent);
    CHECK(one.call.error().code == errc::tls_failed); // and not connect_failed: 127.1 is 127.0.0.1
}

TEST_CASE("asio: the deadline ends a call that nobody answers") {
    boost::asio::io_context io;
    boost::asio::ip::tcp::acceptor silent{io, {boost::asio::ip::make_address("127.0.0.1"), 0}};
    boost::asio::ssl::context tls{boost::asio::ssl::context::tls_client};
    const std::string endpoint = "127.0.0.1:" + std::to_string(silent.local_endpoint().port());
    const auto begun = std::chrono::steady_clock::now();
    device one{
        io, tls, {.region = "ap-guangzhou", .endpoint = endpoint, .attempts = 2, .deadline = now().monotonic + 300}, 1};
    bool done = false;
    one.connection.run(one.call, [&done] { done = true; });
    io.run();
    CHECK(done);
    CHECK(one.call.outcome() == call_outcome::not_sent);
    CHECK(one.call.error().code == errc::timed_out);
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(5));
}

TEST_CASE("asio: one connection for a call and the next one") {
    emulator_server cloud{test::emulator_that_knows(who)};
    const std::string endpoint = "localhost:" + std::to_string(cloud.port());
    boost::asio::io_context io;
    boost::asio::ssl::context tls{boost::asio::ssl::context::tls_client};
    tls.add_certificate_authority(boost::asio::buffer(cloud.ca_pem()));
    device one{io, tls, {.region = "ap-guangzhou", .endpoint = endpoint}, 1};
    clb::DescribeTaskStatus::response task;
    const clb::DescribeTaskStatus query{.TaskId = "00000000-0000-0000-0000-000000000000"};
    std::optional<call_machine<scheme, clb::DescribeTaskStatus>> next;
    bool done = false;
    one.connection.run(one.call, [&] {
        REQUIRE(one.connection.is_open());
        next.emplace(query, one.keys, one.offset, one.settings, task, one.refusal, one.scratch, true);
        one.connection.run(*next, [&done] { done = true; });
    });
    io.run();
    CHECK(done);
    CHECK((next->outcome() == call_outcome::done || next->outcome() == call_outcome::refused));
}

} // namespace
