// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Declarations against a cloud that lies: numbers at the ends of their type, listeners that vanish between two calls,
// pages that never end, answers that nobody asked for.

#include "ensure_cloud.hpp"

#include <portwright/aliyun/ga/ensure_listener.hpp>
#include <portwright/calls/replacing.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>
#include <portwright/tencent/lb/ensure_forward_listeners.hpp>
#include <portwright/tencent/lb/ensure_listeners.hpp>
#include <portwright/tencent/lb/replace_forward_listeners.hpp>
#include <portwright/tencent/lb/replace_listeners.hpp>

namespace {

using namespace ensure_test;
namespace clb = tencent::clb;
namespace lb = tencent::lb;
namespace ga = aliyun::ga;

constexpr std::int64_t most = (std::int64_t{1} << 53) - 1; // what any number of an answer can be
constexpr std::int64_t least = -most;

std::string v3(json body) {
    body["RequestId"] = "r-1";
    return json{{"Response", body}}.dump();
}
std::string v3_no(std::string_view code) { return v3({{"Error", {{"Code", code}, {"Message", "no"}}}}); }
std::string rpc(json body) {
    body["RequestId"] = "r-1";
    return body.dump();
}

std::string rpc_no(std::string_view code) { return rpc({{"Code", code}, {"Message", "no"}}); }

cloud made(std::function<std::string(cloud&, const request&)> answers) {
    cloud c;
    c.answers = std::move(answers);
    return c;
}

using clb_device = device<tc3<>, clb::CreateListener>;
using ga_device = device<acs3<>, ga::CreateListener>;

constexpr std::uint16_t ports[] = {80};
constexpr std::string_view listener_names[] = {"web"};
constexpr clb::CreateListener plain{.LoadBalancerId = "lb-1", .Ports = ports, .Protocol = clb::Protocol::TCP};
constexpr clb::CreateListener named{
    .LoadBalancerId = "lb-1", .Ports = ports, .Protocol = clb::Protocol::TCP, .ListenerNames = listener_names};
constexpr ga::PortRange ranges[] = {{.FromPort = 80, .ToPort = 90}};
constexpr ga::CreateListener ranged{
    .AcceleratorId = "ga-1", .Name = "web", .Protocol = ga::Protocol::tcp, .PortRanges = ranges};

json clb_listener(std::string_view id, std::string_view name = "web") {
    return {{"ListenerId", id}, {"Protocol", "TCP"}, {"Port", 80}, {"EndPort", 0}, {"ListenerName", name}};
}
json ga_listener(std::string_view id, std::string_view name = "web") {
    return {{"ListenerId", id},
            {"Protocol", "tcp"},
            {"Name", name},
            {"State", "active"},
            {"PortRanges", json::array({{{"FromPort", 80}, {"ToPort", 90}}})}};
}

TEST_CASE("hostile: ports at the ends of their type") {
    for (const std::int64_t last : {most, most + 1, least, std::int64_t{0}, std::int64_t{-1}})
        for (const std::int64_t first : {std::int64_t{80}, most, least, std::int64_t{0}}) {
            cloud c = made([=](cloud&, const request& r) {
                if (r.action == "ListListeners") {
                    json l = ga_listener("lsn-1");
                    l["PortRanges"] = json::array({{{"FromPort", first}, {"ToPort", last}}});
                    return rpc({{"Listeners", json::array({l})}, {"TotalCount", 1}});
                }
                return rpc_no("PortConflict.Listener");
            });
            ga_device d;
            const auto& m = d.run(c, ranged);
            CHECK((m.outcome() == ensure_outcome::in_the_way || m.error().code == errc::wrong_type));
        }
}

TEST_CASE("hostile: a listener goes while its change is lost, and the create has a token of its own") {
    unsigned looks = 0;
    std::vector<std::string> tokens;
    cloud c = made([&](cloud& self, const request& r) {
        if (r.action == "ListListeners") {
            ++looks;
            return rpc({{"Listeners", looks == 1 ? json::array({ga_listener("lsn-1", "other")}) : json(self.listeners)},
                        {"TotalCount", 1}});
        }
        if (r.action == "CreateListener") {
            tokens.push_back(r.get("ClientToken"));
            self.listeners.push_back(ga_listener("lsn-2"));
        }
        return rpc({{"ListenerId", "lsn-2"}});
    });
    c.decides = [](cloud&, const request& r) {
        return r.action == "UpdateListener" ? fate::answer_lost : fate::arrives;
    };
    ga_device d;
    const auto& m = d.run(c, ranged);
    CHECK(m.outcome() == ensure_outcome::done);
    CHECK(m.id() == "lsn-2");
    REQUIRE(tokens.size() == 1);
    CHECK(tokens[0].size() == 32);
    CHECK(tokens[0].find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEST_CASE("hostile: what is refused after the listener was seen is refused, not unknown") {
    cloud c = made([&](cloud& self, const request& r) {
        if (r.action == "DescribeListeners")
            return v3({{"Listeners", self.listeners}, {"TotalCount", self.listeners.size()}});
        if (r.action == "CreateListener") {
            self.listeners.push_back(clb_listener("lbl-1", "made up"));
            return v3({{"ListenerIds", json::array({"lbl-1"})}});
        }
        if (r.action == "DescribeTaskStatus") return v3({{"Status", 0}});
        return v3_no("UnauthorizedOperation");
    });
    clb_device d;
    const auto& m = d.run(c, named);
    CHECK(m.outcome() == ensure_outcome::refused);
    CHECK(m.refusal().code.view() == "UnauthorizedOperation");
    CHECK(m.change() == ensure_change::created);
    CHECK(m.id() == "lbl-1");
}

TEST_CASE("hostile: a change whose answer is lost was a change") {
    cloud c = made([&](cloud& self, const request& r) {
        if (r.action == "ModifyListener") self.listeners[0]["ListenerName"] = r.get("ListenerName");
        return v3({{"Listeners", self.listeners}, {"TotalCount", 1}});
    });
    c.listeners.push_back(clb_listener("lbl-1", "other"));
    c.decides = [](cloud&, const request& r) {
        return r.action == "ModifyListener" ? fate::answer_lost : fate::arrives;
    };
    clb_device d;
    const auto& m = d.run(c, named);
    CHECK(m.outcome() == ensure_outcome::done);
    CHECK(m.change() == ensure_change::modified);
    CHECK(d.listeners[0].change == ensure_change::modified);
}

TEST_CASE("hostile: pages that never end show nothing, and nothing is made of that") {
    cloud c = made([&](cloud&, const request& r) {
        if (r.action != "ListListeners") return rpc({{"ListenerId", "lsn-2"}});
        json all = json::array();
        for (int i = 0; i != 50; ++i) {
            json l = ga_listener("lsn-" + std::to_string(i));
            l["PortRanges"] = json::array({{{"FromPort", 1000 + i}, {"ToPort", 1000 + i}}});
            all.push_back(l);
        }
        return rpc({{"Listeners", all}, {"TotalCount", 50}});
    });
    ga_device d;
    const auto& m = d.run(c, ranged);
    CHECK(m.outcome() == ensure_outcome::not_sent);
    CHECK(m.error().code == errc::answer_too_large);
    CHECK(c.count("CreateListener") == 0);
}

TEST_CASE("hostile: pages that are shorter than was asked for") {
    cloud c = made([&](cloud& self, const request& r) {
        if (r.action != "ListListeners") return ++self.created, rpc({{"ListenerId", "lsn-99"}});
        json all = json::array();
        const int page = std::stoi(r.get("PageNumber"));
        for (int i = (page - 1) * 10; i != page * 10 && i < 25; ++i) {
            json l = ga_listener("lsn-" + std::to_string(i));
            if (i != 24) l["PortRanges"] = json::array({{{"FromPort", 1000 + i}, {"ToPort", 1000 + i}}});
            all.push_back(l);
        }
        return rpc({{"Listeners", all}, {"TotalCount", 25}, {"PageSize", 10}});
    });
    ga_device d;
    const auto& m = d.run(c, ranged);
    CHECK(m.outcome() == ensure_outcome::done);
    CHECK(m.id() == "lsn-24");
    CHECK(c.created == 0);
}

TEST_CASE("hostile: a value that is declared twice is not two") {
    static constexpr clb::CertInfo twice[] = {{.CertId = "c-1"}, {.CertId = "c-1"}};
    clb::CreateListener wanted{.LoadBalancerId = "lb-1",
                               .Ports = ports,
                               .Protocol = clb::Protocol::HTTPS,
                               .MultiCertInfo = {.SSLMode = clb::SSLMode::UNIDIRECTIONAL, .CertList = twice}};
    cloud c = made([&](cloud& self, const request& r) {
        if (r.action == "ModifyListener") return v3_no("UnauthorizedOperation");
        return v3({{"Listeners", self.listeners}, {"TotalCount", 1}});
    });
    json l = clb_listener("lbl-1");
    l["Protocol"] = "HTTPS";
    l["Certificate"] = {{"SSLMode", "UNIDIRECTIONAL"}, {"CertId", "c-1"}, {"ExtCertIds", json::array({"c-2"})}};
    c.listeners.push_back(l);
    clb_device d;
    const auto& m = d.run(c, wanted);
    CHECK(m.outcome() != ensure_outcome::done);
}

TEST_CASE("hostile: a time that ends before it can be signed with") {
    clb::DescribeListeners look{.LoadBalancerId = "lb-1"};
    key_cache<tc3<>> keys(who);
    call_clock clock;
    clb::DescribeListeners::response answer;
    api_error refusal;
    char scratch[2000];
    call_settings settings{.region = "ap-guangzhou"};
    call_machine<tc3<>, clb::DescribeListeners> call{look, keys, clock, settings, answer, refusal, scratch};
    instant now{0, 5000};
    unsigned wishes = 0;
    std::string sent;
    for (call_step step = call.next(); step.wants != call_wish::done && wishes < 2000; step = call.next(), ++wishes) {
        now.monotonic += 1000;
        char room[600];
        switch (step.wants) {
        case call_wish::sign: call.sign(now, wishes); break;
        case call_wish::connect: call.connected(now); break;
        case call_wish::wait:
            now.monotonic = step.wake_at;
            call.wake(now);
            break;
        case call_wish::send: {
            const auto out = call.bytes(room, now);
            sent.append(out.data(), out.size());
            call.sent(out.size(), now);
            break;
        }
        default: {
            const auto text = "HTTP/1.1 200 OK\r\nDate: Fri, 31 Dec 9999 23:59:59 GMT\r\nContent-Length: 0\r\n\r\n"sv;
            call.received(text.data(), text.size(), now);
        }
        }
    }
    CHECK(wishes < 2000);
    CHECK(sent.find("Authorization") == std::string::npos);
}

TEST_CASE("hostile: an answer that comes before the request is no answer to it") {
    clb::CreateListener create = plain;
    key_cache<tc3<>> keys(who);
    call_clock clock;
    clb::CreateListener::response answer;
    api_error refusal;
    char scratch[2000];
    call_settings settings{.region = "ap-guangzhou"};
    call_machine<tc3<>, clb::CreateListener> call{create, keys, clock, settings, answer, refusal, scratch, true};
    instant now{truth, 5000};
    call.sign(now, 1);
    REQUIRE(call.next().wants == call_wish::send);
    const std::string body = v3({{"ListenerIds", json::array({"lbl-old"})}});
    const std::string text = "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    call.received(text.data(), text.size(), now);
    CHECK(call.next().wants == call_wish::connect);
    CHECK(call.outcome() != call_outcome::done);
}

TEST_CASE("hostile: one port twice, with two names, is no declaration") {
    static constexpr std::uint16_t twice[] = {79, 80, 80};
    static constexpr std::string_view three[] = {"x", "a", "b"};
    clb::CreateListener wrong = named;
    wrong.Ports = twice;
    wrong.ListenerNames = three;
    cloud c = made([&](cloud& self, const request&) {
        return v3({{"Listeners", self.listeners}, {"TotalCount", self.listeners.size()}});
    });
    clb_device d;
    for (const bool only_plans : {false, true}) {
        const auto& m = d.run(c, wrong, {.only_plans = only_plans});
        CHECK(m.outcome() == ensure_outcome::in_the_way);
        CHECK(m.obstacle() == ensure_obstacle::declared_twice);
        CHECK(m.index() == 2);
        CHECK(c.actions.empty());
    }
    // Each of them by itself is one, so the machine cannot know: two that do not agree take turns.
    clb::CreateListener a = named, b = named;
    a.ListenerNames = std::span(three).subspan(1, 1);
    b.ListenerNames = std::span(three).subspan(2, 1);
    c.listeners.push_back(clb_listener("lbl-1", "a"));
    c.answers = [](cloud& self, const request& r) {
        if (r.action == "ModifyListener") self.listeners[0]["ListenerName"] = r.get("ListenerName");
        return v3({{"Listeners", self.listeners}, {"TotalCount", 1}, {"Status", 0}});
    };
    for (int boot = 0; boot != 2; ++boot) {
        CHECK(d.run(c, a).outcome() == ensure_outcome::done);
        CHECK(d.run(c, b).outcome() == ensure_outcome::done);
    }
    CHECK(c.count("ModifyListener") == 3);
    CHECK(c.count("CreateListener") == 0);
}

TEST_CASE("hostile: a cloud that fails may have created it, where no look can be read after that") {
    for (const char* const code : {"InternalError", "UnauthorizedOperation"}) {
        cloud c = made([&](cloud& self, const request& r) {
            if (r.action == "CreateListener") return ++self.created, v3_no(code);
            const json shown = self.created != 0 ? json::array({json::object()}) : json::array();
            return v3({{"Listeners", shown}, {"TotalCount", shown.size()}});
        });
        clb_device d;
        const auto& m = d.run(c, named);
        CHECK(c.created == 1);
        const bool fails = code == "InternalError"sv;
        CHECK(m.outcome() == (fails ? ensure_outcome::unknown : ensure_outcome::not_sent));
        CHECK(m.error().code == (fails ? errc::outcome_unknown : errc::missing_field));
    }
}

TEST_CASE("hostile: two protocols on one port that exclude each other are no declaration, deleted would be the first") {
    using fourth = lb::CreateForwardLBFourthLayerListeners;
    using classic = lb::CreateLoadBalancerListeners;
    const auto run = [](const auto& wanted, auto declared) {
        using create = std::remove_cvref_t<decltype(wanted)>;
        cloud c = made([](cloud& self, const request& r) {
            CHECK_FALSE(r.action.starts_with("Delete"));
            if (r.action.starts_with("Create")) {
                self.listeners.push_back(json::object());
                self.listeners.back()["loadBalancerPort"] = 80;
                for (const auto& [name, value] : r.of)
                    if (name.ends_with("protocol")) self.listeners.back()["protocol"] = std::stoi(value);
                for (const char* const id : {"listenerId", "unListenerId"})
                    self.listeners.back()[id] = "lbl-" + std::to_string(self.listeners.size());
                self.listeners.back().update({{"instancePort", 80}, {"status", 1}});
            }
            json said{{"code", 0}, {"message", ""}, {"codeDesc", "Success"}, {"requestId", 1}};
            said["data"]["status"] = 0;
            said["listenerSet"] = self.listeners;
            return said.dump();
        });
        device<hmac_sha256<>, create, decltype(declared)> d;
        const auto& m = d.run(c, declared);
        if (m.outcome() == ensure_outcome::done) return ensure_obstacle::none;
        CHECK(m.outcome() == ensure_outcome::in_the_way);
        CHECK(c.actions.empty());
        return m.obstacle();
    };
    static constexpr fourth::Listener tcp_udp[] = {{.loadBalancerPort = 80, .protocol = 2},
                                                   {.loadBalancerPort = 80, .protocol = 3}};
    const fourth beside{.loadBalancerId = "lb-1", .listeners = tcp_udp};
    CHECK(run(beside, beside) == ensure_obstacle::none);
    CHECK(run(beside, replacing{beside}) == ensure_obstacle::none);
    static constexpr classic::Listener tcp_http[] = {{.loadBalancerPort = 80, .instancePort = 80, .protocol = 2},
                                                     {.loadBalancerPort = 80, .instancePort = 80, .protocol = 1}};
    const classic twice{.loadBalancerId = "lb-1", .listeners = tcp_http};
    CHECK(run(twice, twice) == ensure_obstacle::declared_twice);
    CHECK(run(twice, replacing{twice}) == ensure_obstacle::declared_twice);
}

TEST_CASE("hostile: ranges of one request that share a port are no declaration, one beside the other is") {
    static constexpr std::uint16_t first[] = {80, 90};
    clb::CreateListener ranges_of_ports = plain;
    ranges_of_ports.Ports = first;
    cloud c = made([&](cloud& self, const request& r) {
        if (r.action == "CreateListener") self.listeners.push_back(clb_listener("lbl-1"));
        return v3_no("UnauthorizedOperation");
    });
    clb_device d;
    for (const std::uint16_t last : {std::uint16_t{89}, std::uint16_t{90}}) {
        const std::uint16_t ends[] = {last, 95};
        ranges_of_ports.FullEndPorts = ends;
        const auto& m = d.run(c, ranges_of_ports);
        CHECK(m.outcome() == (last == 90 ? ensure_outcome::in_the_way : ensure_outcome::refused));
        CHECK((m.obstacle() == ensure_obstacle::declared_twice) == (last == 90));
    }
}

TEST_CASE("hostile: an ID that is longer than there is room for is said, and never empty") {
    const std::string longest(listener_id::longest, 'i'), longer(listener_id::longest + 1, 'i');
    for (const std::string& id : {longest, longer}) {
        cloud c = made([&](cloud& self, const request& r) {
            if (r.action == "CreateListener") self.listeners.push_back(clb_listener(id)), ++self.created;
            return v3({{"Listeners", self.listeners}, {"TotalCount", self.listeners.size()}, {"Status", 0}});
        });
        clb_device d;
        for (int boot = 0; boot != 2; ++boot) {
            const auto& m = d.run(c, plain);
            CHECK(c.created == 1);
            if (id == longest) {
                CHECK(m.outcome() == ensure_outcome::done);
                CHECK(m.id() == id);
                continue;
            }
            CHECK(m.outcome() == (boot == 0 ? ensure_outcome::unknown : ensure_outcome::not_sent));
            CHECK(m.error().code == (boot == 0 ? errc::outcome_unknown : errc::too_long));
            CHECK(m.error().number == (boot == 0 ? static_cast<std::int64_t>(errc::too_long) : 48));
        }
        // In the way, too.
        c.listeners[0]["Protocol"] = "HTTP";
        const auto& m = d.run(c, plain);
        CHECK(m.other_id() == (id == longest ? id : ""));
        CHECK(m.outcome() == (id == longest ? ensure_outcome::in_the_way : ensure_outcome::not_sent));
        CHECK(m.error().code == (id == longest ? errc::none : errc::too_long));
    }
}

TEST_CASE("hostile: a task that cannot be asked about is not asked about again, the listener is") {
    for (const bool shows : {true, false}) {
        cloud c = made([&](cloud& self, const request& r) {
            if (r.action != "CreateListener")
                return v3({{"Listeners", self.listeners}, {"TotalCount", self.listeners.size()}});
            if (shows) self.listeners.push_back(clb_listener("lbl-1"));
            return "{\"Response\":{\"ListenerIds\":[\"lbl-1\"],\"RequestId\":\"\xFF\"}}"s; // no text that can be sent
        });
        clb_device d;
        const auto& m = d.run(c, plain, {.max_polls = 5});
        CHECK(m.outcome() == (shows ? ensure_outcome::done : ensure_outcome::unknown));
        CHECK(c.count("DescribeTaskStatus") == 0);
        CHECK(c.count("CreateListener") == 1);
        CHECK(c.count("DescribeListeners") == (shows ? 2 : 5));
    }
}

TEST_CASE("hostile: a look that cannot be sent ends it at once, whatever was done before") {
    cloud c = made([&](cloud& self, const request& r) {
        if (r.action == "CreateListener") {
            self.now.wall = 300000000000; // a clock that an answer put wrong: nothing can be signed with it
            return v3({{"ListenerIds", json::array({"lbl-1"})}});
        }
        return v3({{"Listeners", self.listeners}, {"TotalCount", self.listeners.size()}});
    });
    clb_device d;
    const auto& m = d.run(c, plain);
    CHECK(m.outcome() == ensure_outcome::unknown);
    CHECK(m.error().number == static_cast<std::int64_t>(errc::bad_time));
    CHECK(m.calls() <= 4);
}

TEST_CASE("hostile: where an earlier listener was created, a later one that was not asked for is not all") {
    static constexpr std::uint16_t two[] = {80, 81};
    clb::CreateListener both = plain;
    both.Ports = two;
    for (const bool stood : {false, true}) {
        cloud c = made([&](cloud& self, const request& r) {
            if (r.action == "CreateListener") self.listeners.push_back(clb_listener("lbl-1"));
            return v3({{"Listeners", self.listeners}, {"TotalCount", self.listeners.size()}, {"Status", 0}});
        });
        if (stood) c.listeners.push_back(clb_listener("lbl-1"));
        c.decides = [](cloud&, const request& r) {
            const bool of_second = r.action == "DescribeListeners" && r.get("Port") == "81";
            return of_second ? fate::request_lost : fate::arrives;
        };
        clb_device d;
        const auto& m = d.run(c, both);
        CHECK(m.index() == 1);
        CHECK(m.outcome() == (stood ? ensure_outcome::not_sent : ensure_outcome::partly));
        CHECK(m.change() == (stood ? ensure_change::nothing : ensure_change::created));
        CHECK(d.listeners[0].id.view() == "lbl-1");
        CHECK(c.count("CreateListener") == (stood ? 0 : 1));
    }
}

TEST_CASE("hostile: a listener of a create that was in doubt was created, whatever came of the one after it") {
    unsigned creates = 0;
    cloud c = made([&](cloud& self, const request& r) {
        if (r.action == "CreateListener") {
            if (++creates == 1) self.listeners.push_back(clb_listener("lbl-1"));
            return v3_no("UnauthorizedOperation");
        }
        const json seen = creates < 2 ? json::array() : json(self.listeners); // it shows late
        return v3({{"Listeners", seen}, {"TotalCount", seen.size()}});
    });
    c.decides = [&](cloud&, const request& r) {
        return r.action == "CreateListener" && creates == 0 ? fate::answer_lost : fate::arrives;
    };
    clb_device d;
    const auto& m = d.run(c, named);
    CHECK(creates == 2);
    CHECK(m.outcome() == ensure_outcome::done);
    CHECK(m.change() == ensure_change::created);
}

TEST_CASE("hostile: who was refused, and could not look then, has sent something") {
    for (const bool answers_later : {true, false}) {
        unsigned looks = 0;
        cloud c = made([&](cloud& self, const request& r) {
            if (r.action == "CreateListener") {
                self.listeners.push_back(clb_listener("lbl-1")); // another device was faster
                return v3_no("InvalidParameter.PortCheckFailed");
            }
            return v3({{"Listeners", self.listeners}, {"TotalCount", self.listeners.size()}});
        });
        c.decides = [&](cloud& self, const request& r) {
            if (r.action != "DescribeListeners" || self.listeners.empty()) return fate::arrives;
            return ++looks > 5 && answers_later ? fate::arrives : fate::request_lost; // longer than one call tries
        };
        clb_device d;
        const auto& m = d.run(c, named, {.max_polls = 5});
        CHECK(m.outcome() == (answers_later ? ensure_outcome::done : ensure_outcome::in_the_way));
        CHECK(c.count("CreateListener") == 1);
    }
}

TEST_CASE("hostile: who deletes each listener before it is changed does not have it created without an end") {
    bool shows = false;
    cloud c = made([&](cloud&, const request& r) {
        if (r.action == "CreateListener") return shows = true, v3({{"ListenerIds", json::array({"lbl-1"})}});
        if (r.action == "ModifyListener") return shows = false, v3_no("ResourceNotFound");
        const json seen = shows ? json::array({clb_listener("lbl-1", "other")}) : json::array();
        return v3({{"Listeners", seen}, {"TotalCount", seen.size()}, {"Status", 0}});
    });
    clb_device d;
    const auto& m = d.run(c, named, {.max_polls = 255});
    CHECK(m.outcome() == ensure_outcome::unknown);
    CHECK(c.count("CreateListener") == 3);
}

} // namespace
