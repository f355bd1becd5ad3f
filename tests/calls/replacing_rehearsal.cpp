// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Declarations that replace, against the emulator, by every create action: with a listener of another protocol on the
// port, one that differs in what no action changes, and a dead one. The power is cut at every step, the connection
// after bytes of every request and answer, two devices do the same at once, and the faults that the emulator knows.
// Beside it stands a listener on another port, which nothing may ever touch.

#include "rehearsal.hpp"
#include "../one_of.hpp"

#include <portwright/aliyun/ga/ensure_listener.hpp>
#include <portwright/aliyun/ga/replace_listener.hpp>
#include <portwright/calls/replacing.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/bmlb/ensure_listeners.hpp>
#include <portwright/tencent/bmlb/replace_listeners.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>
#include <portwright/tencent/clb/replace_listener.hpp>
#include <portwright/tencent/gaap/ensure_http_listener.hpp>
#include <portwright/tencent/gaap/ensure_https_listener.hpp>
#include <portwright/tencent/gaap/ensure_tcp_listeners.hpp>
#include <portwright/tencent/gaap/ensure_udp_listeners.hpp>
#include <portwright/tencent/gaap/replace_listeners.hpp>
#include <portwright/tencent/lb/ensure_forward_listeners.hpp>
#include <portwright/tencent/lb/ensure_listeners.hpp>
#include <portwright/tencent/lb/replace_forward_listeners.hpp>
#include <portwright/tencent/lb/replace_listeners.hpp>

namespace {

using namespace rehearsal;
using portwright_tool::emulator::condition;
using portwright_tool::emulator::json;
using portwright_tool::emulator::listener;
namespace clb = tencent::clb;
namespace gaap = tencent::gaap;
namespace lb = tencent::lb;
namespace bmlb = tencent::bmlb;
namespace ga = aliyun::ga;

/// One step of `all` is taken, of which a sanitizer takes fewer.
constexpr unsigned stride = PORTWRIGHT_ONE_OF;

template <class Scheme, class Create>
void rehearse(const Create& wanted, const listener& in_the_way, std::size_t bytes_between_cuts = 23) {
    using one = device<Scheme, Create, replacing<Create>>;
    const replacing declared{wanted};
    listener neighbour = in_the_way;
    neighbour.is = condition::running;
    neighbour.ports = {{9999, 9999}};
    neighbour.details["loadBalancerPort"] = 9999;
    // Not a bare list, of which clang 14 leaks the value that it replaces.
    neighbour.details["PortRanges"] = json::array({json{{"FromPort", 9999}, {"ToPort", 9999}}});
    neighbour.in_use = false;
    const std::string system = in_the_way.system, owner = in_the_way.owner;
    unsigned runs = 0;
    std::array<unsigned, 6> outcomes{};
    const auto fill = [&](world& w) {
        w.on->cloud().place(neighbour);
        return w.on->cloud().place(in_the_way);
    };
    /// Whether the declared listener and its neighbour stand, and nothing else.
    const auto stands = [&](world& w, const std::string& old) {
        const auto all = w.on->cloud().listeners(system, owner);
        REQUIRE(all.size() == 2);
        CHECK(all[0].ports[0].first == 9999);
        CHECK(all[1].id != old);
        CHECK(all[1].ports[0].first == in_the_way.ports[0].first);
        CHECK(all[1].is != condition::deleting);
        CHECK_FALSE(is_dead(all[1].is));
    };
    for (const bool shows_deleted : {false, true}) {
        const bool is_shown_anyhow = system != "tencent.clb" && system != "tencent.lb";
        if (shows_deleted && is_shown_anyhow) break;
        std::size_t bytes = 0;
        unsigned steps = 0;
        {
            world w({}, false, shows_deleted);
            const std::string old = fill(w);
            one d(declared);
            const auto& m = d.run(w);
            const std::string said = why(m);
            CAPTURE(said);
            CHECK(m.outcome() == ensure_outcome::done);
            CHECK(m.change() == ensure_change::created);
            REQUIRE(m.deletions().size() == 1);
            CHECK(m.deletions()[0].what == deletion::done);
            CHECK(m.deletions()[0].id.view() == old);
            CHECK(d.connections == 1);
            stands(w, old);
            bytes = d.passed;
            steps = d.wishes;
            one again(declared);
            CHECK(again.run(w).change() == ensure_change::nothing);
            CHECK(again.machine->deletions().empty());
            stands(w, old);
        }
        for (unsigned i = 0; i <= steps; ++i) { // the power goes
            CAPTURE(i);
            world w({}, false, shows_deleted);
            const std::string old = fill(w);
            one(declared).run_until(w, i);
            CHECK(w.on->cloud().count(system, owner) <= 2);
            w.pass(60000);
            one again(declared);
            CHECK(again.run(w).outcome() == ensure_outcome::done);
            stands(w, old);
            ++runs;
        }
        for (std::size_t cut = 0; cut < bytes; cut += bytes_between_cuts * stride) { // the connection breaks
            CAPTURE(cut);
            world w({}, false, shows_deleted);
            const std::string old = fill(w);
            one d(declared);
            d.cut_after = cut;
            const auto& m = d.run(w);
            const std::string said = why(m);
            CAPTURE(said);
            CHECK(m.outcome() == ensure_outcome::done);
            REQUIRE(m.deletions().size() == 1);
            CHECK(m.deletions()[0].what == deletion::done);
            stands(w, old);
            ++runs;
        }
        for (unsigned lead = 0; lead < steps; lead += stride) { // two at once, where the cloud does one thing at a time
            CAPTURE(lead);
            world w({}, true, shows_deleted);
            const std::string old = fill(w);
            one a(declared), b(declared);
            run_both(w, a, b, lead);
            CHECK(a.machine->deletions().size() + b.machine->deletions().size() >= 1);
            stands(w, old);
            runs += 2;
        }
    }
    for (const std::string fault : {"lost", "drop", "malformed", "throttle", "busy", "truncate=40", "oversize=70000",
                                    "status=200", "status=302", "status=403", "status=404", "status=500",
                                    "status=502,done", "status=503,empty,retry-after=1", "skew=86400"}) {
        for (const std::string when : {"@1", "@2", "@3", "@4", "@5", "@6", "@7", "@8", "@2-4", "@3-9", "@4-"}) {
            CAPTURE(fault);
            CAPTURE(when);
            world w({fault + when});
            const std::string old = fill(w);
            one d(declared);
            const auto& m = d.run(w);
            const std::string said = why(m);
            CAPTURE(said);
            const auto all = w.on->cloud().listeners(system, owner);
            REQUIRE(all.size() >= 1);
            CHECK(all.size() <= 2);
            CHECK(all[0].ports[0].first == 9999);
            const bool old_stands = all.size() == 2 && all[1].id == old && all[1].is != condition::deleting;
            const deletion what = m.deletions().empty() ? deletion::none : m.deletions()[0].what;
            if (what == deletion::done) CHECK_FALSE(old_stands);
            if (what == deletion::none || what == deletion::refused) CHECK(old_stands);
            if (m.outcome() == ensure_outcome::done) stands(w, old);
            if (m.outcome() == ensure_outcome::not_sent) CHECK(old_stands);
            if (m.outcome() == ensure_outcome::partly) CHECK(what == deletion::done);
            ++outcomes[static_cast<std::size_t>(m.outcome())];
            ++runs;
        }
    }
    { // without being told so
        world w;
        fill(w);
        device<Scheme, Create> d(wanted);
        CHECK(d.run(w).outcome() == ensure_outcome::in_the_way);
        CHECK(w.on->cloud().count(system, owner) == 2);
    }
    if (!is_dead(in_the_way.is)) { // in use
        world w;
        listener used = in_the_way;
        used.in_use = true;
        const std::string old = w.on->cloud().place(used);
        one d(declared);
        const auto& m = d.run(w);
        CHECK(m.outcome() == ensure_outcome::in_the_way);
        CHECK(m.obstacle() != ensure_obstacle::none);
        REQUIRE(m.deletions().size() == 1);
        CHECK(m.deletions()[0].what == deletion::refused);
        CHECK((m.refusal().code.has_value() || m.refusal().message.has_value()));
        CHECK(w.on->cloud().listeners(system, owner)[0].id == old);
    }
    const auto count = [&](ensure_outcome of) { return outcomes[static_cast<std::size_t>(of)]; };
    const std::string action(std::string_view(Create::call.action));
    MESSAGE(system, " ", action, ": ", runs, " declarations; of those with faults ", count(ensure_outcome::done),
            " done, ", count(ensure_outcome::refused), " refused, ", count(ensure_outcome::not_sent), " not sent, ",
            count(ensure_outcome::partly), " partly, ", count(ensure_outcome::unknown), " unknown, ",
            count(ensure_outcome::in_the_way), " in the way");
}

listener placed(std::string system, std::string owner, std::string protocol, std::int64_t port, json details = {}) {
    listener made;
    made.system = std::move(system);
    made.owner = std::move(owner);
    made.protocol = std::move(protocol);
    made.ports = {{port, port}};
    if (!details.is_null()) made.details = std::move(details);
    return made;
}

TEST_CASE("replacing, rehearsed: CLB") {
    constexpr std::uint16_t ports[] = {80};
    const clb::CreateListener tcp{.LoadBalancerId = "lb-a", .Ports = ports, .Protocol = clb::Protocol::TCP};
    rehearse<tc3<>>(tcp, placed("tencent.clb", "lb-a", "HTTP", 80), 7);
    clb::CreateListener h2c = tcp;
    h2c.Protocol = clb::Protocol::HTTP;
    h2c.H2cSwitch = true;
    rehearse<tc3<>>(h2c, placed("tencent.clb", "lb-a", "HTTP", 80));
}

TEST_CASE("replacing, rehearsed: GAAP") {
    const gaap::CreateHTTPListener http{.ListenerName = "web", .Port = 80, .ProxyId = "link-a"};
    rehearse<tc3<>>(http, placed("tencent.gaap", "link-a", "TCP", 80, {{"ProxyId", "link-a"}}));
    const gaap::CreateHTTPSListener https{.ListenerName = "web",
                                          .Port = 443,
                                          .CertificateId = "cert-1",
                                          .ForwardProtocol = "HTTP",
                                          .ProxyId = "link-a",
                                          .AuthType = 0};
    rehearse<tc3<>>(https, placed("tencent.gaap", "link-a", "HTTPS", 443,
                                  {{"ProxyId", "link-a"},
                                   {"ListenerName", "web"},
                                   {"CertificateId", "cert-1"},
                                   {"ForwardProtocol", "HTTP"},
                                   {"AuthType", 1},
                                   {"ClientCertificateId", "c"}}));
    constexpr int ports[] = {80};
    const gaap::CreateTCPListeners tcp{.ListenerName = "t",
                                       .Ports = ports,
                                       .Scheduler = "rr",
                                       .HealthCheck = 0,
                                       .RealServerType = "IP",
                                       .GroupId = "lg-a"};
    rehearse<tc3<>>(tcp, placed("tencent.gaap", "lg-a", "HTTPS", 80, {{"GroupId", "lg-a"}}));
    const gaap::CreateUDPListeners udp{
        .ListenerName = "u", .Ports = ports, .Scheduler = "rr", .RealServerType = "IP", .ProxyId = "link-a"};
    listener other = placed("tencent.gaap", "link-a", "UDP", 80,
                            {{"ProxyId", "link-a"}, {"Scheduler", "rr"}, {"RealServerType", "DOMAIN"}});
    other.transports = portwright_tool::emulator::over_udp;
    rehearse<tc3<>>(udp, other);
}

TEST_CASE("replacing, rehearsed: LB, classic") {
    using create = lb::CreateLoadBalancerListeners;
    const create::Listener a[] = {{.loadBalancerPort = 80, .instancePort = 8080, .protocol = 2}};
    listener other =
        placed("tencent.lb", "lb-a", "2", 80, {{"loadBalancerPort", 80}, {"instancePort", 8081}, {"protocol", 2}});
    rehearse<hmac_sha256<>>(create{.loadBalancerId = "lb-a", .listeners = a}, other);
    other = placed("tencent.lb", "lb-a", "3", 80, {{"loadBalancerPort", 80}, {"instancePort", 8080}, {"protocol", 3}});
    other.transports = portwright_tool::emulator::over_udp;
    rehearse<hmac_sha256<>>(create{.loadBalancerId = "lb-a", .listeners = a}, other);
}

TEST_CASE("replacing, rehearsed: LB, application") {
    using fourth = lb::CreateForwardLBFourthLayerListeners;
    const fourth::Listener a[] = {{.loadBalancerPort = 80, .protocol = 2, .listenerName = "a"}};
    listener other = placed("tencent.lb", "lb-b", "1", 80, {{"loadBalancerPort", 80}, {"protocol", 1}});
    other.application = true;
    rehearse<hmac_sha256<>>(fourth{.loadBalancerId = "lb-b", .listeners = a}, other);
    using seventh = lb::CreateForwardLBSeventhLayerListeners;
    const seventh::Listener b[] = {
        {.loadBalancerPort = 443, .protocol = 4, .SSLMode = "unidirectional", .certId = "c1"}};
    other = placed("tencent.lb", "lb-b", "2", 443, {{"loadBalancerPort", 443}, {"protocol", 2}});
    other.application = true;
    rehearse<hmac_sha256<>>(seventh{.loadBalancerId = "lb-b", .listeners = b}, other);
}

TEST_CASE("replacing, rehearsed: BMLB, whose dead listeners keep their ports") {
    using create = bmlb::CreateBmListeners;
    const create::Listener a[] = {{.loadBalancerPort = 80, .protocol = "tcp", .listenerName = "a"}};
    listener dead = placed("tencent.bmlb", "lb-a", "tcp", 80, {{"loadBalancerPort", 80}, {"protocol", "tcp"}});
    for (const condition how : {condition::creation_failed, condition::deletion_failed}) {
        dead.is = how;
        rehearse<hmac_sha256<>>(create{.loadBalancerId = "lb-a", .listeners = a}, dead);
    }
}

TEST_CASE("replacing, rehearsed: GA") {
    constexpr ga::PortRange ranges[] = {{.FromPort = 80, .ToPort = 80}};
    const ga::CreateListener wanted{.AcceleratorId = "ga-a", .Name = "a-name", .PortRanges = ranges};
    json settings{{"PortRanges", {{{"FromPort", 80}, {"ToPort", 80}}}}};
    rehearse<acs3<>>(wanted, placed("aliyun.ga", "ga-a", "http", 80, settings));
}

TEST_CASE("replacing, rehearsed: what is in the way stands on the third page, and so do its looks") {
    constexpr ga::PortRange ranges[] = {{.FromPort = 80, .ToPort = 80}};
    const ga::CreateListener wanted{.AcceleratorId = "ga-a", .Name = "a-name", .PortRanges = ranges};
    world w;
    for (std::int64_t port = 1000; port != 1120; ++port)
        w.on->cloud().place(
            placed("aliyun.ga", "ga-a", "tcp", port, {{"PortRanges", {{{"FromPort", port}, {"ToPort", port}}}}}));
    const std::string old = w.on->cloud().place(
        placed("aliyun.ga", "ga-a", "http", 80, {{"PortRanges", {{{"FromPort", 80}, {"ToPort", 80}}}}}));
    device<acs3<>, ga::CreateListener, replacing<ga::CreateListener>> d(replacing{wanted});
    const auto& m = d.run(w);
    const std::string said = why(m);
    CAPTURE(said);
    CHECK(m.outcome() == ensure_outcome::done);
    REQUIRE(m.deletions().size() == 1);
    CHECK(m.deletions()[0].id.view() == old);
    CHECK(m.deletions()[0].what == deletion::done);
    const auto all = w.on->cloud().listeners("aliyun.ga", "ga-a");
    REQUIRE(all.size() == 121);
    CHECK(all.back().id == m.id());
    CHECK(all.back().protocol == "tcp");
}

} // namespace
