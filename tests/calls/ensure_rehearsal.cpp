// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Declarations against the emulator, which verifies every signature and parameter and shares nothing with the library:
// by every create action, the power cut at every step, the connection cut after bytes of every request and answer (of
// CLB after each), two devices at once, and the faults that the emulator knows.

#include "rehearsal.hpp"
#include "../one_of.hpp"

#include <portwright/aliyun/ga/ensure_listener.hpp>
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

namespace {

using namespace rehearsal;
using namespace std::string_view_literals;
namespace clb = tencent::clb;
namespace gaap = tencent::gaap;
namespace lb = tencent::lb;
namespace bmlb = tencent::bmlb;
namespace ga = aliyun::ga;

template <class Scheme, class Create>
void rehearse(const char* system, const char* owner, const Create& wanted, const Create& other,
              std::size_t bytes_between_cuts = 5) {
    using one = device<Scheme, Create>;
    unsigned runs = 0;
    std::array<unsigned, 5> outcomes{};
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
            one(wanted).run_until(w, i);
            w.pass(60000);
            one again(wanted);
            CHECK(again.run(w).outcome() == ensure_outcome::done);
            stands(w);
            ++runs;
        }
        for (std::size_t at = 0; at < bytes; at += bytes_between_cuts * PORTWRIGHT_ONE_OF) { // the connection breaks
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
        for (unsigned lead = 0; lead < steps; ++lead) { // two at once, where the cloud does one thing at a time
            CAPTURE(lead);
            world w({}, true);
            if (exists) ensure(w, other);
            one a(wanted), b(wanted);
            run_both(w, a, b, lead);
            stands(w);
            runs += 2;
        }
        for (const std::string fault : {"lost",
                                        "drop",
                                        "malformed",
                                        "throttle",
                                        "busy",
                                        "close",
                                        "no-date",
                                        "truncate=1",
                                        "truncate=40",
                                        "oversize=70000",
                                        "oversize=5000",
                                        "status=200",
                                        "status=204",
                                        "status=302",
                                        "status=400",
                                        "status=403",
                                        "status=404",
                                        "status=413",
                                        "status=429,retry-after=2",
                                        "status=500",
                                        "status=502",
                                        "status=502,done",
                                        "status=503,empty,retry-after=1",
                                        "status=504,done",
                                        "skew=86400",
                                        "skew=-315360000"}) {
            for (const std::string when : {"@1", "@2", "@3", "@4", "@5", "@6", "@1-3", "@2-4", "@2-7", "@4-"}) {
                CAPTURE(fault);
                CAPTURE(when);
                world w(exists ? std::vector<std::string>{} : std::vector{fault + when});
                const std::size_t before = exists ? 1 : 0;
                if (exists) ensure(w, other);
                one d(wanted);
                const auto& m = d.run(w);
                const std::string said = why(m);
                CAPTURE(said);
                const std::size_t count = w.on->cloud().count(system, owner);
                CHECK(count <= 1);
                if (m.outcome() == ensure_outcome::done) CHECK(count == 1);
                if (m.outcome() == ensure_outcome::not_sent) CHECK(count == before);
                CHECK(m.outcome() != ensure_outcome::in_the_way);
                ++outcomes[static_cast<std::size_t>(m.outcome())];
                ++runs;
                if (exists) break;
            }
        }
    }
    const auto count = [&](ensure_outcome of) { return outcomes[static_cast<std::size_t>(of)]; };
    const std::string action(std::string_view(Create::call.action));
    MESSAGE(std::string(system), " ", action, ": ", runs, " declarations; of those with faults ",
            count(ensure_outcome::done), " done, ", count(ensure_outcome::refused), " refused, ",
            count(ensure_outcome::not_sent), " not sent, ", count(ensure_outcome::unknown), " unknown");
}

TEST_CASE("rehearsal: somebody else's listener is in the way") {
    world w;
    constexpr std::uint16_t ports[] = {80};
    const clb::CreateListener tcp{.LoadBalancerId = "lb-a", .Ports = ports, .Protocol = clb::Protocol::TCP};
    portwright_tool::emulator::listener other;
    other.system = "tencent.clb";
    other.owner = "lb-a";
    other.protocol = "HTTP";
    other.ports = {{80, 80}};
    const std::string id = w.on->cloud().place(other);
    device<tc3<>, clb::CreateListener> d(tcp);
    CHECK(d.run(w).obstacle() == ensure_obstacle::other_listener);
    CHECK(d.machine->other_id() == id);
    CHECK(w.on->cloud().count("tencent.clb", "lb-a") == 1);

    world gaap_world;
    other.system = "tencent.gaap";
    other.owner = "link-a";
    other.protocol = "TCP";
    const std::string origin = gaap_world.on->cloud().place(other);
    const gaap::CreateHTTPListener http{.ListenerName = "web", .Port = 80, .ProxyId = "link-a"};
    device<tc3<>, gaap::CreateHTTPListener> g(http);
    g.run(gaap_world);
    const std::string said = why(*g.machine);
    CAPTURE(said);
    CHECK(g.machine->obstacle() == ensure_obstacle::other_listener);
    CHECK(g.machine->other_id() == origin);
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
    rehearse<tc3<>>("tencent.clb", "lb-a", wanted, other, 1);
}

TEST_CASE("rehearsal: GAAP") {
    const gaap::CreateHTTPListener http{.ListenerName = "web", .Port = 80, .ProxyId = "link-a"};
    gaap::CreateHTTPListener renamed = http;
    renamed.ListenerName = "other";
    rehearse<tc3<>>("tencent.gaap", "link-a", http, renamed);
    const gaap::CreateHTTPSListener https{
        .ListenerName = "web", .Port = 443, .CertificateId = "cert-1", .ForwardProtocol = "HTTP", .ProxyId = "link-a"};
    gaap::CreateHTTPSListener other = https;
    other.CertificateId = "cert-2";
    rehearse<tc3<>>("tencent.gaap", "link-a", https, other);
    constexpr int ports[] = {80};
    const gaap::CreateTCPListeners tcp{.ListenerName = "t",
                                       .Ports = ports,
                                       .Scheduler = "rr",
                                       .HealthCheck = 1,
                                       .RealServerType = "IP",
                                       .GroupId = "lg-a",
                                       .DelayLoop = 10,
                                       .ConnectTimeout = 5};
    gaap::CreateTCPListeners slower = tcp;
    slower.ConnectTimeout = 9;
    rehearse<tc3<>>("tencent.gaap", "lg-a", tcp, slower);
    const gaap::CreateUDPListeners udp{
        .ListenerName = "u", .Ports = ports, .Scheduler = "rr", .RealServerType = "IP", .ProxyId = "link-a"};
    gaap::CreateUDPListeners balanced = udp;
    balanced.Scheduler = "wrr";
    rehearse<tc3<>>("tencent.gaap", "link-a", udp, balanced);
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
