// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Declarations against the emulator, which verifies every signature and parameter and shares nothing with the library:
// by every create action, the power cut at every step, and the connection cut after bytes of every request and answer.

#include "../../examples/portwright/emulator/stage.hpp"

#include <portwright/aliyun/ga/ensure_listener.hpp>
#include <portwright/calls/ensure.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/message.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/bmlb/ensure_listeners.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>
#include <portwright/tencent/gaap/ensure_http_listener.hpp>
#include <portwright/tencent/gaap/ensure_https_listener.hpp>
#include <portwright/tencent/gaap/ensure_tcp_listeners.hpp>
#include <portwright/tencent/gaap/ensure_udp_listeners.hpp>
#include <portwright/tencent/lb/ensure_forward_listeners.hpp>
#include <portwright/tencent/lb/ensure_listeners.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace {

using namespace portwright;
using namespace std::string_view_literals;
using portwright_tool::emulator_options;
using portwright_tool::emulator::exchange;
using portwright_tool::emulator::stage;
namespace clb = tencent::clb;
namespace gaap = tencent::gaap;
namespace lb = tencent::lb;
namespace bmlb = tencent::bmlb;
namespace ga = aliyun::ga;

constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};
std::uint64_t random_bits = 1; // never the same twice, over all tests

/// A cloud and the only clock there is.
struct world {
    instant now{1800000000, 5000};
    std::unique_ptr<stage> on{};

    explicit world(std::vector<std::string> faults = {}) {
        emulator_options options;
        options.tencent = {std::string(who.id), std::string(who.secret), ""};
        options.aliyun = options.tencent;
        options.clock = [this] { return now.wall; };
        options.faults = std::move(faults);
        options.seed = 7;
        on = std::make_unique<stage>(options);
    }
    world(const world&) = delete;
    world& operator=(const world&) = delete;
    void pass(http::monotonic_ms ms) {
        now.monotonic += ms;
        now.wall += static_cast<unix_time>(now.monotonic / 1000 - (now.monotonic - ms) / 1000);
    }
};

template <class Scheme, class Create>
struct device {
    key_cache<Scheme> keys{who};
    call_clock clock{};
    std::array<char, ensure_scratch<Create>> scratch{};
    std::optional<ensure_machine<Scheme, Create>> machine{};
    std::optional<exchange> wire{};
    std::string outgoing{};
    std::size_t passed = 0, cut_after = SIZE_MAX; ///< bytes of all connections, either way
    unsigned wishes = 0, connections = 0;

    explicit device(const Create& wanted) {
        ensure_settings settings;
        if (Create::call.service->takes_region)
            settings.call.region = system_of<Create>::template default_scheme<mbedtls>::name == "ACS3-HMAC-SHA256"
                                       ? "cn-hangzhou"
                                       : "ap-guangzhou";
        machine.emplace(wanted, keys, clock, settings, scratch);
    }

    bool step(world& w) {
        auto& m = *machine;
        const call_step step = m.next();
        if (step.wants == call_wish::done) return false;
        REQUIRE(++wishes < 100000);
        w.pass(1);
        std::array<char, 512> buffer;
        switch (step.wants) {
        case call_wish::sign: m.sign(w.now, random_bits++); break;
        case call_wish::wait:
            if (step.wake_at > w.now.monotonic) w.pass(step.wake_at - w.now.monotonic);
            m.wake(w.now);
            break;
        case call_wish::connect:
            ++connections;
            wire.emplace(*w.on);
            outgoing.clear();
            m.connected(w.now);
            break;
        case call_wish::send: {
            const auto out = m.bytes(buffer, w.now);
            if (out.empty()) break;
            const std::size_t n = std::min(out.size(), cut_after - passed);
            passed += n;
            wire->receive({out.data(), n});
            while (const auto next = wire->take_output()) outgoing += next->bytes;
            if (n != out.size()) return cut(w), true;
            m.sent(n, w.now);
            break;
        }
        default: {
            if (outgoing.empty()) {
                m.failed(errc::receive_failed, w.now);
                break;
            }
            const std::size_t n = std::min({outgoing.size(), std::size_t{512}, cut_after - passed});
            if (n == 0) return cut(w), true;
            passed += n;
            const std::string piece = outgoing.substr(0, n);
            outgoing.erase(0, n);
            m.received(piece.data(), n, w.now);
        }
        }
        return true;
    }
    void cut(world& w) {
        cut_after = SIZE_MAX;
        machine->failed(errc::receive_failed, w.now);
    }
    ensure_machine<Scheme, Create>& run(world& w) {
        while (step(w)) {
        }
        return *machine;
    }
};

/// What says why a declaration has not ended well.
template <class Machine>
std::string why(const Machine& m) {
    char text[200];
    return std::string(message(m.error(), text)) + " / " + std::string(std::string_view(m.refusal().code)) + " " +
           std::string(std::string_view(m.refusal().message)) + " / " + std::to_string(static_cast<int>(m.obstacle()));
}

template <class Scheme, class Create>
void rehearse(const char* system, const char* owner, const Create& wanted, const Create& other) {
    using one = device<Scheme, Create>;
    unsigned runs = 0;
    const auto stands = [&](world& w) { CHECK(w.on->cloud().count(system, owner) == 1); };
    const auto ensure = [&](world& w, const Create& of) -> ensure_change {
        one d(of);
        const auto& m = d.run(w);
        const std::string said = why(m);
        CAPTURE(said);
        CHECK(m.outcome() == ensure_outcome::done);
        CHECK(d.connections == 1);
        ++runs;
        return m.change();
    };
    world first;
    CHECK(ensure(first, wanted) == ensure_change::created);
    CHECK(ensure(first, wanted) == ensure_change::nothing);
    const ensure_change changed = ensure(first, other);
    CHECK(ensure(first, other) == ensure_change::nothing);
    stands(first);
    for (const bool exists : {false, true}) {
        if (exists && changed == ensure_change::nothing) break;
        std::size_t bytes = 0;
        unsigned steps = 0;
        {
            world w;
            if (exists) ensure(w, other);
            one d(wanted);
            d.run(w);
            bytes = d.passed;
            steps = d.wishes;
        }
        for (unsigned i = 0; i <= steps; ++i) { // the power goes
            CAPTURE(i);
            world w;
            if (exists) ensure(w, other);
            {
                one d(wanted);
                for (unsigned k = 0; k != i && d.step(w); ++k) {
                }
            }
            w.pass(60000);
            one again(wanted);
            CHECK(again.run(w).outcome() == ensure_outcome::done);
            stands(w);
            ++runs;
        }
        for (std::size_t at = 0; at < bytes; at += at % 3 == 0 ? 29 : 31) { // the connection breaks
            CAPTURE(at);
            world w;
            if (exists) ensure(w, other);
            one d(wanted);
            d.cut_after = at;
            const auto& m = d.run(w);
            const std::string said = why(m);
            CAPTURE(said);
            CHECK(m.outcome() == ensure_outcome::done);
            stands(w);
            ++runs;
        }
    }
    MESSAGE(system, " ", std::string(std::string_view(Create::call.action)), ": ", runs, " declarations");
}

TEST_CASE("rehearsal: CLB") {
    constexpr std::uint16_t ports[] = {80};
    constexpr std::string_view names[] = {"web"};
    clb::CreateListener wanted{.LoadBalancerId = "lb-a",
                               .Ports = ports,
                               .Protocol = clb::Protocol::TCP,
                               .ListenerNames = names,
                               .HealthCheck = {.TimeOut = 3, .IntervalTime = 10},
                               .SessionExpireTime = 60,
                               .Scheduler = "WRR"};
    clb::CreateListener other = wanted;
    other.HealthCheck.TimeOut = 5;
    other.SessionExpireTime = 0;
    rehearse<tc3<>>("tencent.clb", "lb-a", wanted, other);
}

TEST_CASE("rehearsal: GAAP") {
    const gaap::CreateHTTPListener http{.ListenerName = "web", .Port = 80, .ProxyId = "link-a"};
    gaap::CreateHTTPListener renamed = http;
    renamed.ListenerName = "other";
    rehearse<tc3<>>("tencent.gaap", "link-a", http, renamed);
}

TEST_CASE("rehearsal: LB, classic") {
    using create = lb::CreateLoadBalancerListeners;
    const create::Listener a[] = {{.loadBalancerPort = 80,
                                   .instancePort = 8080,
                                   .protocol = 2,
                                   .listenerName = "a",
                                   .timeOut = 3,
                                   .intervalTime = 6}};
    const create::Listener b[] = {{.loadBalancerPort = 80,
                                   .instancePort = 8080,
                                   .protocol = 2,
                                   .listenerName = "b",
                                   .timeOut = 4,
                                   .intervalTime = 7}};
    rehearse<hmac_sha256<>>("tencent.lb", "lb-a", create{.loadBalancerId = "lb-a", .listeners = a},
                            create{.loadBalancerId = "lb-a", .listeners = b});
}

TEST_CASE("rehearsal: LB, application, layer 4") {
    using create = lb::CreateForwardLBFourthLayerListeners;
    const create::Listener a[] = {{.loadBalancerPort = 80, .protocol = 2, .listenerName = "a"}};
    const create::Listener b[] = {{.loadBalancerPort = 80, .protocol = 2, .listenerName = "b"}};
    rehearse<hmac_sha256<>>("tencent.lb", "lb-b", create{.loadBalancerId = "lb-b", .listeners = a},
                            create{.loadBalancerId = "lb-b", .listeners = b});
}

TEST_CASE("rehearsal: LB, application, layer 7") {
    using create = lb::CreateForwardLBSeventhLayerListeners;
    const create::Listener a[] = {
        {.loadBalancerPort = 443, .protocol = 4, .SSLMode = "unidirectional", .certId = "c1"}};
    const create::Listener b[] = {
        {.loadBalancerPort = 443, .protocol = 4, .SSLMode = "unidirectional", .certId = "c2"}};
    rehearse<hmac_sha256<>>("tencent.lb", "lb-b", create{.loadBalancerId = "lb-b", .listeners = a},
                            create{.loadBalancerId = "lb-b", .listeners = b});
}

TEST_CASE("rehearsal: BMLB") {
    using create = bmlb::CreateBmListeners;
    const create::Listener a[] = {
        {.loadBalancerPort = 80, .protocol = "tcp", .listenerName = "a", .timeOut = 3, .intervalTime = 6}};
    const create::Listener b[] = {
        {.loadBalancerPort = 80, .protocol = "tcp", .listenerName = "b", .sessionExpire = 900}};
    rehearse<hmac_sha256<>>("tencent.bmlb", "lb-a", create{.loadBalancerId = "lb-a", .listeners = a},
                            create{.loadBalancerId = "lb-a", .listeners = b});
}

TEST_CASE("rehearsal: GA") {
    constexpr ga::PortRange ranges[] = {{.FromPort = 20, .ToPort = 30}};
    const ga::CreateListener wanted{.AcceleratorId = "ga-a", .Name = "a-name", .PortRanges = ranges};
    ga::CreateListener other = wanted;
    other.Description = "other";
    other.IdleTimeout = 60;
    rehearse<acs3<>>("aliyun.ga", "ga-a", wanted, other);
}

} // namespace
