// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The client against the emulator, over real TLS: each system's listener, and every way a call can end.

#include "../emulator_options.hpp"

#include <portwright/aliyun/ga.hpp>
#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/http/mbedtls_transport.hpp>
#include <portwright/tencent/bmlb.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/gaap.hpp>
#include <portwright/tencent/lb.hpp>

#include "emulator/emulator.hpp"

#include <doctest/doctest.h>

#include <array>
#include <ctime>
#include <memory>
#include <optional>
#include <string>

namespace {

using namespace portwright;
using portwright_tool::emulator_call;
using portwright_tool::emulator_fault;
using portwright_tool::emulator_options;
using portwright_tool::emulator_server;
namespace clb = tencent::clb;

constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};
constexpr std::uint16_t ports[] = {7569, 7570};
constexpr clb::CreateListener clb_listener{
    .LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = clb::Protocol::TCP};
static_assert(valid<clb_listener>);

emulator_options options_of(std::function<emulator_fault(const emulator_call&)> fault = {}) {
    return test::emulator_that_knows(who, std::move(fault));
}

/// A cloud and a client of it.
class pair {
public:
    explicit pair(const emulator_options& options = options_of(), const credentials& as = who, unsigned max_polls = 10)
        : server_(options), endpoint_("localhost:" + std::to_string(server_.port())),
          tls_(std::make_unique<http::mbedtls_transport>()), transport_{tls_->stream(), io_}, as_(as),
          max_polls_(max_polls) {
        REQUIRE(tls_->trust_pem(server_.ca_pem().c_str()));
    }

    std::uint32_t openings() const { return transport_.openings; }

    auto client(std::string_view region, std::int64_t clock_offset = 0, method verb = method::POST) {
        return portwright::client{transport_, as_, [this] { return static_cast<unix_time>(std::time(nullptr)) + skew; },
                                  [this] { return calls++; }, // a counter, from 0
                                  client_options{.region = region,
                                                 .endpoint = endpoint_,
                                                 .clock_offset = clock_offset,
                                                 .verb = verb,
                                                 .max_polls = max_polls_}};
    }

    unix_time skew = 0;
    std::uint64_t calls = 0;
    std::array<char, 1024> scratch{};

private:
    emulator_server server_;
    std::string endpoint_;
    std::unique_ptr<http::mbedtls_transport> tls_;
    std::array<char, 2048> io_{};
    http::stream_transport transport_;
    credentials as_;
    unsigned max_polls_;
};

TEST_CASE("client: a listener on each of the five systems, to the end of its task") {
    pair cloud;
    SUBCASE("tencent.clb") {
        auto client = cloud.client("ap-guangzhou");
        const auto created = client.call(clb_listener, cloud.scratch);
        REQUIRE(created);
        REQUIRE(created->ListenerIds.size() == 2);
        CHECK(created->ListenerIds[0].view().starts_with("lbl-"));
        const auto finished = client.wait(*created, cloud.scratch);
        CHECK(finished);
        CHECK(finished->Status == 0);
        CHECK(cloud.calls == 4); // the create and three polls
    }
    SUBCASE("tencent.gaap") {
        auto client = cloud.client("");
        const auto created = client.call(
            tencent::gaap::CreateHTTPListener{.ListenerName = "listener-1", .Port = 443, .ProxyId = "link-cuxw2rm0"},
            cloud.scratch);
        REQUIRE(created);
        const std::string id(created->ListenerId.view());
        const auto finished = client.wait(*created, cloud.scratch);
        REQUIRE(finished);
        CHECK(finished->ListenerSet[0].ListenerId == id);
    }
    SUBCASE("tencent.lb") {
        auto client = cloud.client("ap-guangzhou");
        using action = tencent::lb::CreateLoadBalancerListeners;
        constexpr action::Listener listeners[] = {{.loadBalancerPort = 80, .instancePort = 8080, .protocol = 1}};
        const auto created =
            client.call(action{.loadBalancerId = "lb-abcdefgh", .listeners = listeners}, cloud.scratch);
        REQUIRE(created);
        CHECK(created->requestId.has_value());
        CHECK(client.wait(*created, cloud.scratch));
    }
    SUBCASE("tencent.bmlb") {
        auto client = cloud.client("ap-guangzhou");
        using action = tencent::bmlb::CreateBmListeners;
        constexpr action::Listener listeners[] = {
            {.loadBalancerPort = 1234, .protocol = "tcp", .listenerName = "tcp-test"}};
        const auto created =
            client.call(action{.loadBalancerId = "lb-abcdefgh", .listeners = listeners}, cloud.scratch);
        REQUIRE(created);
        CHECK(client.wait(*created, cloud.scratch));
        const auto again = client.call(action{.loadBalancerId = "lb-abcdefgh", .listeners = listeners}, cloud.scratch);
        CHECK(again.error().code == errc::refused);
        CHECK(again.refusal().number == -12013); // the sign is part of the code (contradictions 6.6)
        CHECK(again.refusal().kind == error_class::conflict);
    }
    SUBCASE("aliyun.ga") {
        auto client = cloud.client("cn-hangzhou");
        constexpr aliyun::ga::PortRange ranges[] = {{.FromPort = 20, .ToPort = 20}};
        const auto created = client.call(
            aliyun::ga::CreateListener{.AcceleratorId = "ga-bp1odcab8tmno0hdq", .PortRanges = ranges}, cloud.scratch);
        REQUIRE(created);
        CHECK(client.wait(*created, cloud.scratch));
    }
}

TEST_CASE("client: a wrong request is not sent") {
    pair cloud;
    auto client = cloud.client("ap-guangzhou");
    constexpr int wrong[] = {80, 70000};
    auto got = client.call(
        clb::CreateListener{.LoadBalancerId = "lb-1", .Ports = wrong, .Protocol = clb::Protocol::TCP}, cloud.scratch);
    CHECK(got.error().code == errc::out_of_range);
    CHECK(got.error().number == 70000);
    CHECK(cloud.client("").call(clb_listener, cloud.scratch).error().code == errc::missing_region);
}

TEST_CASE("client: what the cloud refuses, in its own words") {
    SUBCASE("a wrong secret") {
        pair cloud{options_of(), {.id = who.id, .secret = "another"}};
        auto client = cloud.client("ap-guangzhou");
        const auto got = client.call(clb_listener, cloud.scratch);
        CHECK(got.error().code == errc::refused);
        CHECK(got.refusal().code == "AuthFailure.SignatureFailure");
        CHECK(got.refusal().kind == error_class::auth);
        CHECK(got.refusal().request_id.has_value());
    }
}

// Five minutes at Tencent, where the manual of 2017 says two hours, and fifteen at Aliyun.
TEST_CASE("client: a clock beyond the clouds' tolerance is put right by the answer, once") { // contradiction 1.10
    pair cloud;
    /// How often the request was signed.
    const auto call = [&]<class Action>(const Action& request, unix_time skew, bool stands = false) {
        cloud.skew = skew;
        auto client = cloud.client(detail::accepts<system_of<Action>, acs3<>> ? "cn-hangzhou"
                                   : request.call.service->takes_region       ? "ap-guangzhou"
                                                                              : "");
        const std::uint64_t before = cloud.calls;
        const auto got = client.call(request, cloud.scratch);
        if (!stands) CHECK((got || got.refusal().kind != error_class::clock_skew));
        const std::uint64_t attempts = cloud.calls - before; // each has a nonce of its own
        const std::int64_t expected = attempts == 1 ? 0 : -skew;
        CHECK(client.clock_offset() >= expected - 2);
        CHECK(client.clock_offset() <= expected + 2);
        return attempts;
    };
    const auto check_system = [&](const auto& request, unix_time tolerance) {
        CHECK(call(request, -tolerance - 60) == 2);
        CHECK(call(request, tolerance + 60) == 2); // API v2 calls that a replay
        CHECK(call(request, 0, true) == 1);
    };
    check_system(clb_listener, 300);
    check_system(tencent::gaap::CreateHTTPListener{.ListenerName = "a", .Port = 80, .ProxyId = "link-1"}, 300);
    using Classic = tencent::lb::CreateLoadBalancerListeners;
    constexpr Classic::Listener listeners[] = {{.loadBalancerPort = 80, .instancePort = 8080, .protocol = 1}};
    check_system(Classic{.loadBalancerId = "lb-1", .listeners = listeners}, 300);
    constexpr aliyun::ga::PortRange ranges[] = {{.FromPort = 20, .ToPort = 20}};
    check_system(aliyun::ga::CreateListener{.AcceleratorId = "ga-1", .PortRanges = ranges}, 900);

    const clb::DescribeTaskStatus query{.TaskId = "8f27"};
    for (const unix_time within : {-240, 240}) CHECK(call(query, within) == 1);
    for (const unix_time beyond : {-360, 360, -315360000, 315360000}) CHECK(call(query, beyond) == 2);
}

TEST_CASE("client: a saved offset spares the next boot the lesson, and an unset clock asks first") {
    pair cloud;
    cloud.skew = -1000000;
    std::int64_t saved = 0;
    {
        auto client = cloud.client("ap-guangzhou");
        CHECK(client.call(clb_listener, cloud.scratch));
        saved = client.clock_offset();
    }
    const std::uint64_t before = cloud.calls;
    auto client = cloud.client("ap-guangzhou", saved);
    CHECK_FALSE(client.call(clb::DescribeTaskStatus{.TaskId = "8f27"}, cloud.scratch).refusal().kind ==
                error_class::clock_skew);
    CHECK(cloud.calls == before + 1);
    cloud.skew = 100 - static_cast<unix_time>(std::time(nullptr)); // 1970
    auto other = cloud.client("ap-guangzhou");
    const auto got = other.call(clb::DescribeTaskStatus{.TaskId = "8f27"}, cloud.scratch);
    CHECK(got.outcome() != call_outcome::not_sent);
    CHECK(got.refusal().kind != error_class::clock_skew);
}

TEST_CASE("client: one connection serves a create and the looks at its task, whatever the scheme and the verb") {
    pair cloud;
    const auto provision = [&](auto& client, auto scheme, const char* balancer) {
        using chosen = decltype(scheme);
        const auto created = client.template call<chosen>(
            clb::CreateListener{
                .LoadBalancerId = text(std::string_view(balancer)), .Ports = ports, .Protocol = clb::Protocol::TCP},
            cloud.scratch);
        REQUIRE(created);
        CHECK(client.template wait<chosen>(*created, cloud.scratch));
    };
    for (const method verb : {method::POST, method::GET}) {
        const std::uint32_t before = cloud.openings();
        const std::uint64_t calls = cloud.calls;
        auto client = cloud.client("ap-guangzhou", 0, verb);
        provision(client, tc3<>(), verb == method::GET ? "lb-1" : "lb-2");
        provision(client, hmac_sha256<>(), verb == method::GET ? "lb-3" : "lb-4");
        provision(client, hmac_sha1<>(), verb == method::GET ? "lb-5" : "lb-6");
        CHECK(cloud.calls == calls + 12);
        CHECK(cloud.openings() == before + 1);
        client.disconnect();
        client.disconnect();
        provision(client, tc3<>(), verb == method::GET ? "lb-7" : "lb-8");
        CHECK(cloud.openings() == before + 2);
    }
}

TEST_CASE("client: a connection that idled carries queries only") {
    pair cloud;
    auto client = cloud.client("ap-guangzhou");
    const clb::DescribeTaskStatus query{.TaskId = "8f27"};
    CHECK(client.call(clb_listener, cloud.scratch));
    cloud.skew += 60;
    CHECK(client.call(query, cloud.scratch).head().status == 200);
    CHECK(cloud.openings() == 1);
    cloud.skew += 60;
    CHECK(client.call(clb_listener, cloud.scratch).head().status == 200);
    CHECK(cloud.openings() == 2);
}

TEST_CASE("client: two clients over one transport take turns") {
    pair cloud;
    auto one = cloud.client("ap-guangzhou");
    auto other = cloud.client("ap-guangzhou");
    const clb::DescribeTaskStatus query{.TaskId = "8f27"};
    for (int i = 0; i != 3; ++i) {
        CHECK(one.call(query, cloud.scratch).head().status == 200);
        CHECK(other.call(query, cloud.scratch).head().status == 200);
    }
    CHECK(cloud.openings() == 6);
}

TEST_CASE("client: an answer that never came leaves the outcome unknown") {
    pair cloud{options_of(
        [](const emulator_call&) { return emulator_fault{.what = emulator_fault::kind::drop, .take_effect = true}; })};
    auto client = cloud.client("ap-guangzhou");
    const auto got = client.call(clb_listener, cloud.scratch);
    CHECK(got.error().code == errc::outcome_unknown);
    CHECK(got.outcome() == call_outcome::unknown);
}

TEST_CASE("client: a server's failure is no answer of the API") {
    pair cloud{options_of(
        [](const emulator_call&) { return emulator_fault{.what = emulator_fault::kind::status, .status = 503}; })};
    auto client = cloud.client("ap-guangzhou");
    const auto got = client.call(clb_listener, cloud.scratch);
    CHECK_FALSE(got);
    CHECK(got.outcome() == call_outcome::refused);
    CHECK(got.refusal().http_status == 503);
    CHECK(got.head().status == 503);
}

TEST_CASE("client: an untrusted endpoint is not spoken to") {
    emulator_server cloud{options_of()}, other{options_of()};
    auto tls = std::make_unique<http::mbedtls_transport>();
    REQUIRE(tls->trust_pem(other.ca_pem().c_str()));
    std::array<char, 512> io{};
    http::stream_transport transport{tls->stream(), io};
    const std::string endpoint = "localhost:" + std::to_string(cloud.port());
    portwright::client client{transport, who, [] { return static_cast<unix_time>(std::time(nullptr)); },
                              [] { return std::uint64_t{2}; },
                              client_options{.region = "ap-guangzhou", .endpoint = endpoint}};
    std::array<char, 512> scratch{};
    CHECK(client.call(clb_listener, scratch).error().code == errc::tls_failed);
}

TEST_CASE("client: patience ends") {
    auto options = options_of();
    options.polls_until_done = 100;
    pair cloud{options, who, 3};
    auto client = cloud.client("ap-guangzhou");
    const auto created = client.call(clb_listener, cloud.scratch);
    REQUIRE(created);
    CHECK(client.wait(*created, cloud.scratch).error().code == errc::still_running);
    CHECK(cloud.calls == 4);
}

} // namespace
