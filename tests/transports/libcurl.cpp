// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The client over libcurl's connections, against the emulator over real TLS.

#include "../../examples/transports/libcurl.hpp"

#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/tencent/clb.hpp>

#include "emulator/emulator.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace portwright;
using portwright_tool::emulator_call;
using portwright_tool::emulator_fault;
using portwright_tool::emulator_options;
using portwright_tool::emulator_server;
namespace clb = tencent::clb;

constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};
constexpr std::uint16_t ports[] = {7569, 7570};
constexpr clb::CreateListener listener{.LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = clb::Protocol::TCP};

/// The emulator, its certificate in a file as libcurl wants it, and a client of it.
class pair {
public:
    explicit pair(std::function<emulator_fault(const emulator_call&)> fault = {})
        : server_(options(std::move(fault))), endpoint_("localhost:" + std::to_string(server_.port())) {
        file_ = std::string("/tmp/portwright-libcurl-") + std::to_string(server_.port()) + ".pem";
        std::FILE* to = std::fopen(file_.c_str(), "w");
        REQUIRE(to != nullptr);
        std::fputs(server_.ca_pem().c_str(), to);
        std::fclose(to);
        trust(file_);
    }
    ~pair() { std::remove(file_.c_str()); }

    void trust(const std::string& file) { curl_easy_setopt(curl.handle(), CURLOPT_CAINFO, file.c_str()); }

    auto client(std::string_view endpoint) {
        return portwright::client{transport, who, [] { return static_cast<unix_time>(std::time(nullptr)); },
                                  [this] { return ++calls; },
                                  client_options{.region = "ap-guangzhou", .endpoint = endpoint}};
    }
    const std::string& endpoint() const { return endpoint_; }

    std::uint64_t calls = 0;
    http::curl_stream curl{};
    std::array<char, 1024> io{};
    std::array<char, 1024> scratch{};
    http::stream_transport transport{curl.stream(), io};

private:
    static emulator_options options(std::function<emulator_fault(const emulator_call&)> fault) {
        emulator_options of;
        of.tencent = {std::string(who.id), std::string(who.secret), ""};
        of.fault = std::move(fault);
        return of;
    }
    emulator_server server_;
    std::string endpoint_;
    std::string file_{};
};

TEST_CASE("libcurl: a create and the wait for its task, over one connection") {
    pair cloud;
    auto client = cloud.client(cloud.endpoint());
    const auto created = client.call(listener, cloud.scratch);
    REQUIRE(created);
    CHECK(created->ListenerIds.size() == 2);
    CHECK(client.wait(*created, cloud.scratch));
    CHECK(cloud.transport.openings == 1);
}

TEST_CASE("libcurl: a certificate that nobody vouches for, or for another name") {
    pair cloud;
    const std::string port = cloud.endpoint().substr(cloud.endpoint().find(':'));
    const std::string other = "other.example" + port;
    curl_slist* const names = curl_slist_append(nullptr, (other + ":127.0.0.1").c_str());
    curl_easy_setopt(cloud.curl.handle(), CURLOPT_RESOLVE, names);
    auto wrong_name = cloud.client(other);
    CHECK(wrong_name.call(listener, cloud.scratch).error().code == errc::tls_failed);
    CHECK(cloud.curl.last_error() == CURLE_PEER_FAILED_VERIFICATION);
    curl_easy_setopt(cloud.curl.handle(), CURLOPT_RESOLVE, nullptr);
    curl_slist_free_all(names);
    cloud.trust("/etc/ssl/certs/ca-certificates.crt");
    auto client = cloud.client(cloud.endpoint());
    const auto created = client.call(listener, cloud.scratch);
    CHECK_FALSE(created);
    CHECK((created.error().code == errc::tls_failed || created.error().code == errc::connect_failed));
}

TEST_CASE("libcurl: nobody there") {
    pair cloud;
    auto nobody = cloud.client("localhost:1");
    CHECK(nobody.call(listener, cloud.scratch).error().code == errc::connect_failed);
    auto unknown = cloud.client("no.such.host.invalid");
    CHECK(unknown.call(listener, cloud.scratch).error().code == errc::connect_failed);
}

TEST_CASE("libcurl: an answer that is lost leaves the outcome unknown") {
    pair cloud([](const emulator_call&) {
        emulator_fault fault;
        fault.what = emulator_fault::kind::drop;
        fault.take_effect = true;
        return fault;
    });
    auto client = cloud.client(cloud.endpoint());
    const auto created = client.call(listener, cloud.scratch);
    CHECK(created.error().code == errc::outcome_unknown);
    CHECK(cloud.calls == 1); // a create is not repeated blindly
}

} // namespace
