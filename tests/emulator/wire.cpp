// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// The stage behind TLS: faults as a client meets them, and the addresses and names that a board may reach it by.

#include <chrono>
#include <stdexcept>
#include <thread>

#include <doctest/doctest.h>
#include <httplib.h>
#include <openssl/x509v3.h>

#include "../../examples/portwright/emulator/certificate.hpp"
#include "../../examples/portwright/emulator/stage.hpp"
#include "client.hpp"

namespace {

using namespace emulator_test;
using portwright_tool::emulator_options;
using portwright_tool::emulator_server;

http_request create(int port) {
    return tc3("clb", "CreateListener", "2018-03-17",
               {{"LoadBalancerId", "lb-a"}, {"Ports", {port}}, {"Protocol", "TCP"}});
}

emulator_options with(std::vector<std::string> faults) {
    emulator_options options = test_options();
    options.faults = std::move(faults);
    return options;
}

TEST_CASE("emulator: faults over TLS") {
    const emulator_server server{
        with({"cut-answer=100@1", "lost@2", "cut-request=50@3", "drip=1@4", "malformed@5", "close@6"})};
    client cloud{server};
    const auto made = [&] { return server.stage().cloud().count("tencent.clb", "lb-a"); };
    CHECK_FALSE(cloud.send(create(1)).arrived);
    CHECK(made() == 1);
    CHECK_FALSE(cloud.send(create(2)).arrived);
    CHECK(made() == 2);
    CHECK_FALSE(cloud.send(create(3)).arrived);
    CHECK(made() == 2);
    const auto before = std::chrono::steady_clock::now();
    CHECK(cloud.send(create(3)).code() == "");
    CHECK(std::chrono::steady_clock::now() - before > std::chrono::milliseconds{200});   // a byte a millisecond
    CHECK(cloud.send(create(4)).code() == "no JSON object");
    CHECK(cloud.send(create(5)).code() == "");
    CHECK(cloud.send(create(6)).code() == "");   // over a new connection
    CHECK(made() == 6);
    CHECK_THROWS_AS(emulator_server{with({"dropp@1"})}, std::invalid_argument);
}

TEST_CASE("emulator: faults of a handshake") {
    const emulator_server server{with({"cut-handshake=0@1", "cut-handshake=500@2", "drip-handshake=1@3"})};
    client cloud{server};
    for (int i = 0; i != 2; ++i) CHECK_FALSE(cloud.send(create(1)).arrived);
    CHECK(server.stage().requests() == 0);
    const auto before = std::chrono::steady_clock::now();
    CHECK(cloud.send(create(1)).code() == "");
    CHECK(std::chrono::steady_clock::now() - before > std::chrono::milliseconds{500});   // a byte a millisecond
    CHECK(cloud.send(create(2)).code() == "");
}

TEST_CASE("emulator: it stops in the middle of a delay") {
    emulator_server server{with({"delay=60000@1"})};
    std::thread waiting{[&] { CHECK_FALSE(client{server}.send(create(1)).arrived); }};
    while (server.stage().requests() == 0) std::this_thread::sleep_for(std::chrono::milliseconds{5});
    const auto before = std::chrono::steady_clock::now();
    server.stop();
    waiting.join();
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds{5});
}

// Whether the certificate is for that name, as a client would look it up.
bool is_for(const std::vector<std::string>& names, const char* host) {
    const auto identity = portwright_tool::emulator::make_server_identity(names);
    return X509_check_host(identity.certificate.get(), host, 0, 0, nullptr) == 1 ||
           X509_check_ip_asc(identity.certificate.get(), host, 0) == 1;
}

TEST_CASE("emulator: names of its certificate") {
    CHECK(is_for({}, "localhost"));
    CHECK(is_for({}, "clb.tencentcloudapi.com"));
    CHECK_FALSE(is_for({}, "desk.example"));
    const std::vector<std::string> more{"desk.example", "*.lab.example", "192.0.2.7", "2001:db8::7"};
    for (const char* name : {"localhost", "desk.example", "a.lab.example", "192.0.2.7", "2001:db8::7"}) {
        CAPTURE(name);
        CHECK(is_for(more, name));
    }
    CHECK_FALSE(is_for(more, "192.0.2.8"));
    // In OpenSSL's own words a comma begins another entry.
    for (const char* wrong : {"", "a,DNS:b", "a b", "*", "*.", ".a", "-a", "a:b", "192.0.2.7/24", "a\nb"}) {
        CAPTURE(wrong);
        CHECK_THROWS_AS((void)portwright_tool::emulator::make_server_identity({wrong}), std::invalid_argument);
    }
}

TEST_CASE("emulator: it listens where it is told to") {
    auto options = test_options();
    options.address = "127.0.0.2";   // every address of 127/8 is this machine's own
    const emulator_server server{options};
    httplib::SSLClient there{"127.0.0.2", server.port()};
    there.enable_server_certificate_verification(false);
    CHECK(there.Get("/other")->status == 404);
    httplib::SSLClient elsewhere{"127.0.0.1", server.port()};
    CHECK_FALSE(elsewhere.Get("/other"));
    options.address = "0.0.0.0";
    const emulator_server everywhere{options};
    CHECK(client{everywhere}.send(create(1)).code() == "");
    options.address = "192.0.2.1";   // RFC 5737: nobody's
    CHECK_THROWS_AS(emulator_server{options}, std::runtime_error);
}

} // namespace
