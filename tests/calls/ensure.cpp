// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Whatever happens on the way, and however often it is begun anew, a declaration ends with exactly one listener, or
// says what is in the way. On CLB; tests/calls/ensure_systems.cpp has the others.

#include "ensure_cloud.hpp"
#include "../one_of.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>

namespace {

using namespace ensure_test;
namespace clb = tencent::clb;

std::string ok(json body) {
    body["RequestId"] = "r-1";
    return json{{"Response", body}}.dump();
}
std::string no(std::string_view code) { return ok({{"Error", {{"Code", code}, {"Message", "no"}}}}); }

bool is_udp(const std::string& protocol) { return protocol == "UDP" || protocol == "QUIC"; }

/// A number where it is one, true and false where it is that.
json typed(const std::string& value) {
    if (value == "true" || value == "false") return value == "true";
    if (!value.empty() && value.find_first_not_of("-0123456789") == value.npos) return std::stoll(value);
    return value;
}

/// Puts a parameter where DescribeListeners shows it.
void apply(json& listener, const std::string& name, const std::string& value) {
    if (name == "ListenerName") listener["ListenerName"] = value;
    else if (name == "SnatEnable" || name == "ProxyProtocol") {
        json flags = json::array();
        for (const json& flag : listener["AttrFlags"])
            if (flag != name) flags.push_back(flag);
        if (value == "true") flags.push_back(name);
        listener["AttrFlags"] = flags;
    } else if (name.starts_with("HealthCheck.") || name.starts_with("Certificate.")) {
        const std::string inner = name.substr(name.find('.') + 1);
        if (inner != "CertKey" && inner != "CertContent" && inner != "CertName")
            listener[name.substr(0, name.find('.'))][inner] = typed(value);
    } else if (name != "LoadBalancerId" && name != "ListenerId" && name.find('.') == name.npos) {
        listener[name] = typed(value);
    }
}

std::string answer(cloud& c, const request& r) {
    if (r.get("LoadBalancerId") == "lb-gone") return no("InvalidParameter.LBIdNotFound");
    if (r.action == "DescribeListeners") {
        json found = json::array();
        for (const json& l : c.listeners)
            if (!r.has("Port") || std::to_string(l["Port"].get<int>()) == r.get("Port")) found.push_back(l);
        return ok({{"Listeners", found}, {"TotalCount", found.size()}});
    }
    if (r.action == "CreateListener") {
        json ids = json::array();
        for (unsigned i = 0; r.has("Ports." + std::to_string(i)); ++i) {
            const int port = std::stoi(r.get("Ports." + std::to_string(i)));
            for (const json& l : c.listeners)
                if (port >= l["Port"] && port <= std::max(l["Port"].get<int>(), l["EndPort"].get<int>()) &&
                    is_udp(l["Protocol"]) == is_udp(r.get("Protocol")))
                    return no("InvalidParameter.PortCheckFailed");
            json made{{"ListenerId", "lbl-" + std::to_string(c.next_id++)},
                      {"Protocol", r.get("Protocol")},
                      {"Port", port},
                      {"EndPort", 0},
                      {"ListenerName", "made up"},
                      {"AttrFlags", json::array()},
                      {"Rules", json::array({{{"LocationId", "loc-1"}, {"Domain", std::string(3000, 'x')}}})},
                      {"HealthCheck", {{"TimeOut", 2}, {"IntervalTime", 5}, {"HttpCode", 31}, {"CheckPort", nullptr}}}};
            if (r.has("ListenerNames." + std::to_string(i)))
                made["ListenerName"] = r.get("ListenerNames." + std::to_string(i));
            for (const auto& [name, value] : r.of)
                if (name != "Ports.0") apply(made, name, value);
            ids.push_back(made["ListenerId"]);
            c.listeners.push_back(made);
            ++c.created;
        }
        return ok({{"ListenerIds", ids}});
    }
    if (r.action == "ModifyListener") {
        for (json& l : c.listeners) {
            if (l["ListenerId"] != r.get("ListenerId")) continue;
            l["HealthCheck"] = json{{"TimeOut", 2}, {"IntervalTime", 5}}; // what is left out falls back
            for (const auto& [name, value] : r.of) apply(l, name, value);
            ++c.changed;
            return ok(json::object());
        }
        return no("InvalidParameter.ListenerIdNotFound");
    }
    if (r.action == "DescribeTaskStatus") {
        if (c.pending != 0) return --c.pending, ok({{"Status", 2}});
        return ok({{"Status", 0}});
    }
    FAIL("asked for " << r.action);
    return "";
}

cloud made() {
    cloud c;
    c.answers = &answer;
    return c;
}

using one = device<tc3<>, clb::CreateListener>;

constexpr std::uint16_t ports[] = {80};
constexpr std::string_view listener_names[] = {"web"};
constexpr clb::CreateListener plain{.LoadBalancerId = "lb-1", .Ports = ports, .Protocol = clb::Protocol::TCP};
constexpr clb::CreateListener named{.LoadBalancerId = "lb-1",
                                    .Ports = ports,
                                    .Protocol = clb::Protocol::TCP,
                                    .ListenerNames = listener_names,
                                    .HealthCheck = {.TimeOut = 3, .IntervalTime = 10},
                                    .SnatEnable = true};

TEST_CASE("ensure: what is missing is created, and what stands is left") {
    cloud c = made();
    c.pending = 2;
    one d;
    const auto& m = d.run(c, named);
    CHECK(m.outcome() == ensure_outcome::done);
    CHECK(m.error().code == errc::none);
    CHECK(m.change() == ensure_change::created);
    CHECK(m.id() == "lbl-1");
    CHECK(m.not_verifiable().empty());
    CHECK(c.created == 1);
    CHECK(c.connections == 1);
    CHECK(d.listeners[0].id.view() == "lbl-1");
    CHECK(c.actions == std::vector<std::string>{"DescribeListeners", "CreateListener", "DescribeTaskStatus",
                                                "DescribeTaskStatus", "DescribeTaskStatus", "DescribeListeners"});

    const auto& again = d.run(c, named);
    CHECK(again.outcome() == ensure_outcome::done);
    CHECK(again.change() == ensure_change::nothing);
    CHECK(again.id() == "lbl-1");
    CHECK(c.created == 1);
    CHECK(c.changed == 0);
    CHECK(c.actions.size() == 7);
}

TEST_CASE("ensure: what differs is changed, with all that goes together with it, and nothing else") {
    cloud c = made();
    one d;
    d.run(c, plain);
    c.listeners[0]["HealthCheck"]["HealthNum"] = 7;
    c.listeners[0]["HealthCheck"]["TimeOut"] = 4;
    c.listeners[0]["SessionExpireTime"] = 60;
    c.requests.clear();
    const auto& m = d.run(c, named);
    CHECK(m.outcome() == ensure_outcome::done);
    CHECK(m.change() == ensure_change::modified);
    CHECK(m.differing().empty());
    CHECK(c.created == 1);
    CHECK(c.changed == 1);
    REQUIRE(c.requests[1].action == "ModifyListener");
    CHECK(c.requests[1].get("HealthCheck.TimeOut") == "3");
    CHECK(c.requests[1].get("HealthCheck.IntervalTime") == "10");
    CHECK(c.listeners[0]["SessionExpireTime"] == 60);
    CHECK(c.requests[1].get("ListenerName") == "web");
    CHECK(c.requests[1].get("ListenerId") == "lbl-1");
    CHECK_FALSE(c.requests[1].has("SessionExpireTime"));
    CHECK(c.requests[1].get("HealthCheck.HttpCode") == "31");
}

TEST_CASE("ensure: what is not declared of a structure that changes goes as it was read") {
    cloud c = made();
    one d;
    d.run(c, plain);
    c.listeners[0]["HealthCheck"] = {
        {"TimeOut", 4}, {"IntervalTime", 10}, {"HealthNum", 7}, {"HttpCheckPath", nullptr}};
    d.run(c, named);
    CHECK(c.listeners[0]["HealthCheck"]["HealthNum"] == 7);
    CHECK(c.listeners[0]["HealthCheck"]["TimeOut"] == 3);
    // Where what was read may not be sent, what is declared goes alone.
    c.listeners[0]["HealthCheck"] = {{"TimeOut", 4}, {"IntervalTime", 10}, {"CheckType", "TCP"}, {"HttpCode", 31}};
    CHECK(d.run(c, named).outcome() == ensure_outcome::done);
    CHECK_FALSE(c.requests.end()[-3].has("HealthCheck.HttpCode"));
    CHECK(c.requests.end()[-3].get("HealthCheck.TimeOut") == "3");
}

TEST_CASE("ensure: a listener of another protocol is in the way, and stays") {
    cloud c = made();
    one d;
    d.run(c, plain);
    clb::CreateListener http = plain;
    http.Protocol = clb::Protocol::HTTP;
    const auto& m = d.run(c, http);
    CHECK(m.outcome() == ensure_outcome::in_the_way);
    CHECK(m.obstacle() == ensure_obstacle::other_listener);
    CHECK(m.other_id() == "lbl-1");
    CHECK(c.listeners.size() == 1);
    CHECK(c.count("CreateListener") == 1);
    clb::CreateListener udp = plain;
    udp.Protocol = clb::Protocol::UDP;
    CHECK(d.run(c, udp).outcome() == ensure_outcome::done);
    CHECK(c.listeners.size() == 2);
    CHECK(d.run(c, plain).id() == "lbl-1");
    CHECK(d.run(c, udp).id() == "lbl-2");
}

TEST_CASE("ensure: a range that holds the port is found after the cloud has refused") {
    cloud c = made();
    one d;
    constexpr std::uint16_t first[] = {70};
    const clb::CreateListener range{
        .LoadBalancerId = "lb-1", .Ports = first, .Protocol = clb::Protocol::TCP, .EndPort = 90};
    CHECK(d.run(c, range).outcome() == ensure_outcome::done);
    CHECK(d.run(c, range).change() == ensure_change::nothing);
    const auto& m = d.run(c, plain);
    CHECK(m.obstacle() == ensure_obstacle::other_listener);
    CHECK(m.other_id() == "lbl-1");
    CHECK(m.refusal().code == "InvalidParameter.PortCheckFailed");
    CHECK(c.listeners.size() == 1);
}

TEST_CASE("ensure: a difference that no action changes is said by its path") {
    cloud c = made();
    one d;
    clb::CreateListener h2c = plain;
    h2c.Protocol = clb::Protocol::HTTP;
    d.run(c, h2c);
    h2c.H2cSwitch = true;
    const auto& m = d.run(c, h2c);
    CHECK(m.outcome() == ensure_outcome::in_the_way);
    CHECK(m.obstacle() == ensure_obstacle::cannot_change);
    CHECK(names(m.differing()) == "H2cSwitch");
    CHECK(c.changed == 0);
    // What a plan would change beside it is not in the way.
    clb::CreateListener renamed = h2c;
    constexpr std::string_view other_names[] = {"other"};
    renamed.ListenerNames = other_names;
    CHECK(names(d.run(c, renamed, {.only_plans = true}).differing()) == "H2cSwitch");
    clb::CreateListener sni = plain;
    constexpr std::uint16_t other[] = {443};
    sni.Ports = other;
    sni.Protocol = clb::Protocol::HTTPS;
    sni.SniSwitch = 1;
    d.run(c, sni);
    sni.SniSwitch = 0;
    sni.Certificate.CertId = "c-1";
    const auto& off = d.run(c, sni);
    CHECK(off.obstacle() == ensure_obstacle::cannot_change);
    CHECK(names(off.differing()) == "SniSwitch");
}

TEST_CASE("ensure: a change that the cloud takes and does not do is said, and not repeated for ever") {
    cloud c = made();
    one d;
    d.run(c, plain);
    c.answers = [](cloud& self, const request& r) {
        if (r.action == "ModifyListener") return ++self.changed, ok(json::object());
        return answer(self, r);
    };
    const auto& m = d.run(c, named);
    CHECK(m.obstacle() == ensure_obstacle::cannot_change);
    CHECK(names(m.differing()) == "HealthCheck.IntervalTime HealthCheck.TimeOut ListenerNames SnatEnable");
    CHECK(c.changed == 1);
}

TEST_CASE("ensure: what no answer shows is said, never assumed") {
    cloud c = made();
    one d;
    clb::CreateListener secret = plain;
    secret.Protocol = clb::Protocol::TCP_SSL;
    secret.Certificate = {.CertName = "n", .CertKey = "k", .CertContent = "c"};
    secret.ProxyProtocol = false;
    for (int i = 0; i != 2; ++i) {
        const auto& m = d.run(c, secret);
        CHECK(m.outcome() == ensure_outcome::done);
        CHECK(names(m.not_verifiable()) ==
              "Certificate.CertContent Certificate.CertKey Certificate.CertName ProxyProtocol");
        CHECK(names(m.parameters(d.listeners[0].not_verifiable)) == names(m.not_verifiable()));
    }
    CHECK(c.changed == 0);
}

TEST_CASE("ensure: a listener for each of the ports") {
    cloud c = made();
    one d;
    constexpr std::uint16_t three[] = {80, 81, 82};
    constexpr std::string_view two[] = {"a", "b"};
    const clb::CreateListener many{
        .LoadBalancerId = "lb-1", .Ports = three, .Protocol = clb::Protocol::TCP, .ListenerNames = two};
    d.run(c, {.LoadBalancerId = "lb-1", .Ports = std::span(three).subspan(1, 1), .Protocol = clb::Protocol::TCP});
    const auto& m = d.run(c, many);
    CHECK(m.outcome() == ensure_outcome::done);
    CHECK(m.index() == 2);
    CHECK(c.listeners.size() == 3);
    CHECK(d.listeners[0].change == ensure_change::created);
    CHECK(d.listeners[1].change == ensure_change::modified);
    CHECK(d.listeners[2].change == ensure_change::created);
    CHECK(c.listeners[0]["ListenerName"] == "b");
    CHECK(c.listeners[1]["ListenerName"] == "a");
    CHECK(c.listeners[2]["ListenerName"] == "made up");
    CHECK(d.run(c, many).change() == ensure_change::nothing);
}

TEST_CASE("ensure: a plan does nothing") {
    cloud c = made();
    one d;
    CHECK(d.run(c, named, {.only_plans = true}).change() == ensure_change::created);
    CHECK(c.created == 0);
    d.run(c, plain);
    const auto& m = d.run(c, named, {.only_plans = true});
    CHECK(m.outcome() == ensure_outcome::done);
    CHECK(m.change() == ensure_change::modified);
    CHECK(names(m.differing()) == "HealthCheck.IntervalTime HealthCheck.TimeOut ListenerNames SnatEnable");
    CHECK(c.changed == 0);
    d.run(c, named);
    CHECK(d.run(c, named, {.only_plans = true}).change() == ensure_change::nothing);
    // Nor has it done anything where it cannot look for the second of two.
    constexpr std::uint16_t two[] = {90, 91};
    clb::CreateListener both = plain;
    both.Ports = two;
    c.decides = [](cloud&, const request& r) { return r.get("Port") == "91" ? fate::request_lost : fate::arrives; };
    CHECK(d.run(c, both, {.only_plans = true}).outcome() == ensure_outcome::not_sent);
    CHECK(d.machine->index() == 1);
}

TEST_CASE("ensure: a wrong declaration is not sent, nor a refused one repeated") {
    cloud c = made();
    one d;
    constexpr int wrong[] = {70000};
    const auto& m = d.run(c, {.LoadBalancerId = "lb-1", .Ports = wrong, .Protocol = clb::Protocol::TCP});
    CHECK(m.outcome() == ensure_outcome::not_sent);
    CHECK(m.error().code == errc::out_of_range);
    CHECK(c.actions.empty());
    clb::CreateListener gone = plain;
    gone.LoadBalancerId = "lb-gone";
    const auto& none = d.run(c, gone);
    CHECK(none.outcome() == ensure_outcome::in_the_way);
    CHECK(none.obstacle() == ensure_obstacle::owner_missing);
    CHECK(none.refusal().code == "InvalidParameter.LBIdNotFound");
    CHECK(c.count("CreateListener") == 1);
    struct refusal {
        const char* code;
        ensure_outcome outcome;
        ensure_obstacle obstacle;
    };
    for (const refusal& of :
         {refusal{"LimitExceeded", ensure_outcome::in_the_way, ensure_obstacle::quota},
          refusal{"UnauthorizedOperation", ensure_outcome::refused, ensure_obstacle::none},
          refusal{"InvalidParameter.PortCheckFailed", ensure_outcome::in_the_way, ensure_obstacle::port_taken},
          refusal{"InternalError", ensure_outcome::refused, ensure_obstacle::none}}) {
        const std::string code = of.code;
        CAPTURE(code);
        cloud refusing = made();
        refusing.answers = [code](cloud& self, const request& r) {
            return r.action == "CreateListener" ? no(code) : answer(self, r);
        };
        const auto& refused = d.run(refusing, plain);
        CHECK(refused.outcome() == of.outcome);
        CHECK(refused.obstacle() == of.obstacle);
        CHECK(refused.refusal().code == code);
        CHECK(refused.refusal().message == "no");
        CHECK(refused.error().code == errc::refused);
        const bool passes = code == "InternalError" || code == "InvalidParameter.PortCheckFailed";
        CHECK(refusing.count("CreateListener") == (passes ? 3 : 1));
    }
}

TEST_CASE("ensure: a task that fails, or never ends") {
    one d;
    for (const int status : {1, 2}) {
        cloud c = made();
        c.answers = [=](cloud& self, const request& r) {
            if (r.action == "DescribeTaskStatus") return ok({{"Status", status}});
            if (r.action == "CreateListener") return ok({{"ListenerIds", {"lbl-9"}}});
            return answer(self, r);
        };
        const auto& m = d.run(c, plain);
        CHECK(m.outcome() == (status == 1 ? ensure_outcome::refused : ensure_outcome::unknown));
        if (status == 1) CHECK(m.error().code == errc::task_failed);
        else CHECK(c.count("DescribeTaskStatus") == 60);
        CHECK(c.count("CreateListener") == 1);
    }
}

TEST_CASE("ensure: nothing lasts past the deadline") {
    for (http::monotonic_ms deadline = 5000; deadline < 20000; deadline += 97) {
        cloud c = made();
        c.pending = 5;
        one d;
        const auto& m = d.run(c, plain, {.call = {.deadline = deadline}});
        CAPTURE(deadline);
        CHECK(c.now.monotonic <= deadline + 2);
        if (m.outcome() == ensure_outcome::not_sent) CHECK(c.created == 0);
        else if (m.outcome() != ensure_outcome::done) CHECK(m.outcome() == ensure_outcome::unknown);
    }
}

/// Whether the declaration stands, once and as declared.
void check_one(const cloud& c) {
    REQUIRE(c.listeners.size() == 1);
    CHECK(c.listeners[0]["ListenerName"] == "web");
    CHECK(c.listeners[0]["HealthCheck"]["TimeOut"] == 3);
    CHECK(c.listeners[0]["AttrFlags"] == json::array({"SnatEnable"}));
    CHECK(c.created == 1);
}

TEST_CASE("ensure: the power goes at every step, before and during a change") {
    for (const bool stands : {false, true}) {
        cloud whole = made();
        one d;
        if (stands) d.run(whole, plain);
        const cloud before = whole;
        d.wishes = 0;
        d.run(whole, named);
        const unsigned steps = d.wishes;
        REQUIRE(steps > 15);
        for (unsigned cut = 0; cut <= steps; ++cut) {
            CAPTURE(cut);
            cloud c = before;
            one first;
            first.declare(named);
            for (unsigned i = 0; i != cut && first.step(c); ++i) {
            }
            first.machine.reset();
            one second;
            CHECK(second.run(c, named).outcome() == ensure_outcome::done);
            check_one(c);
        }
    }
}

TEST_CASE("ensure: two devices at once, in every order of their steps") {
    for (const bool stands : {false, true}) {
        for (unsigned lead = 0; lead < 60; lead += PORTWRIGHT_ONE_OF) {
            for (unsigned pattern = 0; pattern != 16; ++pattern) {
                CAPTURE(lead);
                CAPTURE(pattern);
                cloud c = made();
                one a, b;
                if (stands) a.run(c, plain);
                a.declare(named);
                b.declare(named);
                for (unsigned i = 0; i != lead; ++i) a.step(c);
                bool goes_on = true;
                for (unsigned i = 0; goes_on; ++i) {
                    const bool first = a.step(c);
                    bool second = b.step(c);
                    if ((pattern >> (i % 4) & 1) != 0) second = b.step(c) || second;
                    goes_on = first || second;
                }
                CHECK(a.machine->outcome() == ensure_outcome::done);
                CHECK(b.machine->outcome() == ensure_outcome::done);
                check_one(c);
            }
        }
    }
}

TEST_CASE("ensure: the request or the answer of every call is lost, once and twice") {
    for (const bool stands : {false, true}) {
        for (const fate lost : {fate::request_lost, fate::answer_lost}) {
            for (unsigned which = 0; which != 8; ++which) {
                for (unsigned times = 1; times != 4; ++times) {
                    CAPTURE(stands);
                    CAPTURE(which);
                    CAPTURE(times);
                    cloud c = made();
                    one d;
                    if (stands) d.run(c, plain);
                    unsigned seen = 0;
                    c.decides = [&](cloud&, const request&) {
                        const unsigned now = seen++;
                        return now >= which && now < which + times ? lost : fate::arrives;
                    };
                    const auto& m = d.run(c, named);
                    CHECK(m.outcome() == ensure_outcome::done);
                    check_one(c);
                }
            }
        }
    }
}

TEST_CASE("ensure: a create that shows late, and one of which nothing ever arrives") {
    cloud c = made();
    c.decides = [](cloud& self, const request& r) {
        return r.action == "CreateListener" && self.count("CreateListener") == 0 ? fate::answer_lost : fate::arrives;
    };
    unsigned hidden = 2;
    c.answers = [&](cloud& self, const request& r) {
        if (r.action == "DescribeListeners" && self.created != 0 && hidden != 0)
            return --hidden, ok({{"Listeners", json::array()}, {"TotalCount", 0}});
        return answer(self, r);
    };
    one d;
    CHECK(d.run(c, named).outcome() == ensure_outcome::done);
    CHECK(c.count("CreateListener") == 1);
    CHECK(d.machine->change() == ensure_change::created);

    cloud silent = made();
    silent.decides = [](cloud&, const request& r) {
        return r.action == "CreateListener" ? fate::request_lost : fate::arrives;
    };
    const auto& m = d.run(silent, named);
    CHECK(m.outcome() == ensure_outcome::unknown);
    CHECK(silent.listeners.empty());

    // Looks that fail long after a create say nothing of it.
    cloud deaf = made();
    unsigned missed = 0;
    deaf.decides = [&](cloud& self, const request&) {
        return self.created != 0 && ++missed < 30 ? fate::request_lost : fate::arrives;
    };
    CHECK(d.run(deaf, named).outcome() == ensure_outcome::done);
    CHECK(deaf.created == 1);

    // Somebody deletes it after it was changed.
    cloud taken = made();
    d.run(taken, plain);
    taken.created = 0;
    bool removed = false;
    taken.decides = [&](cloud& self, const request& r) {
        if (r.action == "DescribeTaskStatus" && self.changed != 0 && !std::exchange(removed, true))
            self.listeners.clear();
        return fate::arrives;
    };
    CHECK(d.run(taken, named).outcome() == ensure_outcome::done);
    check_one(taken);

    cloud dead = made();
    dead.decides = [](cloud&, const request&) { return fate::request_lost; };
    CHECK(d.run(dead, named).outcome() == ensure_outcome::not_sent);
}

TEST_CASE("ensure: several of the same, and a listener that goes while it is changed") {
    cloud c = made();
    one d;
    d.run(c, plain);
    c.listeners.push_back(c.listeners[0]);
    c.listeners[1]["ListenerId"] = "lbl-2";
    const auto& m = d.run(c, plain);
    CHECK(m.obstacle() == ensure_obstacle::several);
    CHECK(m.id() == "lbl-1");
    CHECK(m.other_id() == "lbl-2");

    cloud gone = made();
    d.run(gone, plain);
    bool removed = false;
    gone.decides = [&](cloud& self, const request& r) {
        if (r.action == "ModifyListener" && !std::exchange(removed, true)) self.listeners.clear();
        return fate::arrives;
    };
    gone.created = 0;
    CHECK(d.run(gone, named).outcome() == ensure_outcome::done);
    check_one(gone);
}

TEST_CASE("ensure: an answer of sixty kilobytes needs no memory") {
    cloud c = made();
    one d;
    d.run(c, plain);
    const json like = c.listeners[0];
    c.listeners.clear();
    for (int i = 0; i != 100; ++i) {
        c.listeners.push_back(like);
        c.listeners.back()["Port"] = 1000 + i;
        c.listeners.back()["ListenerName"] = std::string(500, 'n');
    }
    constexpr std::uint16_t first[] = {1099};
    const clb::CreateListener range{
        .LoadBalancerId = "lb-1", .Ports = first, .Protocol = clb::Protocol::TCP, .EndPort = 1101};
    CHECK(d.run(c, range).obstacle() == ensure_obstacle::other_listener);
}

} // namespace
