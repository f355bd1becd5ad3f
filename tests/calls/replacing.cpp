// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Who says replacing{request} has what stands in the way deleted, and nothing else; who does not, has nothing deleted.
// What became of each deletion is said as it is known. tests/calls/replacing_rehearsal.cpp has all systems.

#include "ensure_cloud.hpp"
#include "../one_of.hpp"

#include <portwright/calls/replacing.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/bmlb/ensure_listeners.hpp>
#include <portwright/tencent/bmlb/replace_listeners.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>
#include <portwright/tencent/clb/replace_listener.hpp>
#include <portwright/tencent/gaap/ensure_http_listener.hpp>
#include <portwright/tencent/gaap/ensure_https_listener.hpp>
#include <portwright/tencent/gaap/replace_listeners.hpp>

#include <random>
#include <type_traits>
#include <utility>

namespace {

using namespace ensure_test;
namespace clb = tencent::clb;
namespace gaap = tencent::gaap;
namespace bmlb = tencent::bmlb;

std::string ok(json body) {
    body["RequestId"] = "r-1";
    return json{{"Response", body}}.dump();
}
std::string no(std::string_view code) { return ok({{"Error", {{"Code", code}, {"Message", "no"}}}}); }

bool is_udp(const json& protocol) { return protocol == "UDP" || protocol == "QUIC"; }

/// CLB, whose deletion is a task, and whose listeners show until that is done where `pending` is not 0.
std::string answer(cloud& c, const request& r) {
    const auto has_id = [&](const json& l) { return l["ListenerId"] == r.get("ListenerId"); };
    const auto settle = [&] {
        if (c.pending != 0 && --c.pending != 0) return;
        std::erase_if(c.listeners, [](const json& l) { return l.contains("going"); });
    };
    if (r.action == "DescribeListeners") {
        json found = json::array();
        for (const json& l : c.listeners)
            if (!r.has("Port") || std::to_string(l["Port"].get<int>()) == r.get("Port")) found.push_back(l);
        settle();
        return ok({{"Listeners", found}, {"TotalCount", found.size()}});
    }
    if (r.action == "CreateListener") {
        json ids = json::array();
        for (unsigned i = 0; r.has("Ports." + std::to_string(i)); ++i) {
            const int port = std::stoi(r.get("Ports." + std::to_string(i)));
            const int end = r.has("EndPort") ? std::stoi(r.get("EndPort")) : port;
            for (const json& l : c.listeners)
                if (end >= l["Port"] && port <= std::max(l["Port"].get<int>(), l["EndPort"].get<int>()) &&
                    is_udp(l["Protocol"]) == is_udp(r.get("Protocol")))
                    return no("InvalidParameter.PortCheckFailed");
            json made{{"ListenerId", "lbl-" + std::to_string(c.next_id++)},
                      {"Protocol", r.get("Protocol")},
                      {"Port", port},
                      {"EndPort", r.has("EndPort") ? end : 0},
                      {"ListenerName", r.has("ListenerNames.0") ? r.get("ListenerNames.0") : "made up"},
                      {"AttrFlags", json::array()}};
            if (r.get("H2cSwitch") == "true") made["AttrFlags"].push_back("H2cSwitch");
            ids.push_back(made["ListenerId"]);
            c.listeners.push_back(made);
            ++c.created;
        }
        return ok({{"ListenerIds", ids}});
    }
    if (r.action == "ModifyListener") return ++c.changed, ok(json::object());
    if (r.action == "DeleteListener") {
        CHECK(r.of.size() == 2);
        CHECK(r.get("LoadBalancerId") == "lb-1");
        const auto found = std::find_if(c.listeners.begin(), c.listeners.end(), has_id);
        if (found == c.listeners.end()) return no("InvalidParameter.ListenerIdNotFound");
        if (found->contains("used")) return no("FailedOperation");
        if (found->contains("going")) return no("FailedOperation.ResourceInOperating");
        (*found)["going"] = true;
        if (c.pending == 0) settle();
        return ok(json::object());
    }
    if (r.action == "DescribeTaskStatus") {
        const bool runs = c.pending > 1;
        settle();
        return ok({{"Status", runs ? 2 : 0}});
    }
    FAIL("asked for " << r.action);
    return "";
}

using create = clb::CreateListener;
using one = device<tc3<>, create, replacing<create>>;
using plain = device<tc3<>, create>;

constexpr std::uint16_t ports[] = {80};
constexpr create tcp{.LoadBalancerId = "lb-1", .Ports = ports, .Protocol = clb::Protocol::TCP};
constexpr create h2c{.LoadBalancerId = "lb-1", .Ports = ports, .Protocol = clb::Protocol::HTTP, .H2cSwitch = true};

json listener_of(const std::string& id, const std::string& protocol, int port, int end = 0) {
    return {{"ListenerId", id}, {"Protocol", protocol},  {"Port", port},
            {"EndPort", end},   {"ListenerName", "old"}, {"AttrFlags", json::array()}};
}

/// A cloud with a listener of another protocol, and with neighbours that are nobody's business.
cloud with_http() {
    cloud c;
    c.answers = &answer;
    c.listeners = {listener_of("lbl-http", "HTTP", 80), listener_of("lbl-udp", "UDP", 80),
                   listener_of("lbl-81", "HTTP", 81)};
    return c;
}

/// Whether the neighbours stand, and one declared listener.
void check_one(const cloud& c, const std::string& protocol = "TCP") {
    REQUIRE(c.listeners.size() == 3);
    CHECK(c.listeners[0]["ListenerId"] == "lbl-udp");
    CHECK(c.listeners[1]["ListenerId"] == "lbl-81");
    CHECK(c.listeners[2]["Protocol"] == protocol);
    CHECK(c.listeners[2]["Port"] == 80);
    CHECK(c.created == 1);
}

static_assert(std::is_constructible_v<replacing<create>, const create&>);
static_assert(sizeof(ensure_machine<tc3<>, replacing<create>>) - sizeof(ensure_machine<tc3<>, create>) <=
                  80 + 7 * sizeof(void*),
              "what a deletion is remembered by");
static_assert(sizeof(detail::no_deletions) == 1 &&
              std::is_same_v<detail::declaration_of<create>::log, detail::no_deletions>);

TEST_CASE("replacing: a listener of another protocol is deleted, waited for, and the declared one created") {
    cloud c = with_http();
    c.pending = 3;
    one d;
    const auto& m = d.run(c, replacing{tcp});
    CHECK(m.outcome() == ensure_outcome::done);
    CHECK(m.change() == ensure_change::created);
    CHECK(m.id() == "lbl-1");
    CHECK(m.other_id().empty());
    REQUIRE(m.deletions().size() == 1);
    CHECK(m.deletions()[0].id.view() == "lbl-http");
    CHECK(m.deletions()[0].what == deletion::done);
    CHECK(m.deletions()[0].index == 0);
    check_one(c);
    CHECK(c.connections == 1);
    CHECK(c.actions == std::vector<std::string>{"DescribeListeners", "DeleteListener", "DescribeTaskStatus",
                                                "DescribeTaskStatus", "DescribeListeners", "DescribeListeners",
                                                "CreateListener", "DescribeTaskStatus", "DescribeListeners"});
    const auto& again = d.run(c, replacing{tcp});
    CHECK(again.change() == ensure_change::nothing);
    CHECK(again.deletions().empty());
    CHECK(c.count("DeleteListener") == 1);
}

TEST_CASE("replacing: what no action changes is deleted, once it was seen twice") {
    cloud c = with_http();
    one d;
    const auto& m = d.run(c, replacing{h2c});
    CHECK(m.outcome() == ensure_outcome::done);
    CHECK(m.change() == ensure_change::created);
    REQUIRE(m.deletions().size() == 1);
    CHECK(m.deletions()[0].id.view() == "lbl-http");
    check_one(c, "HTTP");
    CHECK(c.changed == 0);
    CHECK(c.actions[0] == "DescribeListeners");
    CHECK(c.actions[1] == "DescribeListeners");
    CHECK(c.actions[2] == "DeleteListener");
    // A listener that is still being made shows what it will have a little later.
    cloud early = with_http();
    unsigned looks = 0;
    early.answers = [&](cloud& self, const request& r) {
        if (r.action == "DescribeListeners" && ++looks == 2) self.listeners[0]["AttrFlags"] = {"H2cSwitch"};
        return answer(self, r);
    };
    CHECK(d.run(early, replacing{h2c}).change() == ensure_change::nothing);
    CHECK(early.count("DeleteListener") == 0);
}

TEST_CASE("replacing: what can be changed is changed") {
    cloud c = with_http();
    c.answers = [](cloud& self, const request& r) {
        if (r.action == "ModifyListener") self.listeners[0]["ListenerName"] = r.get("ListenerName");
        return answer(self, r);
    };
    constexpr std::string_view web[] = {"web"};
    create named = h2c;
    named.H2cSwitch = {};
    named.ListenerNames = web;
    one d;
    CHECK(d.run(c, replacing{named}).change() == ensure_change::modified);
    CHECK(d.machine->id() == "lbl-http");
    // A change that the cloud takes and does not do is no reason: another listener would be as this one is.
    cloud deaf = with_http();
    const auto& m = d.run(deaf, replacing{named});
    CHECK(m.obstacle() == ensure_obstacle::cannot_change);
    CHECK(m.deletions().empty());
    CHECK(deaf.count("DeleteListener") == 0);
}

TEST_CASE("replacing: what this declaration has created is not deleted, however it reads back") {
    cloud c = with_http();
    c.listeners.erase(c.listeners.begin());
    c.answers = [](cloud& self, const request& r) {
        const std::string said = answer(self, r);
        if (r.action == "CreateListener") self.listeners.back()["AttrFlags"] = json::array();
        return said;
    };
    one d;
    const auto& m = d.run(c, replacing{h2c});
    CHECK(m.obstacle() == ensure_obstacle::cannot_change);
    CHECK(m.deletions().empty());
    CHECK(c.count("DeleteListener") == 0);
    CHECK(d.run(c, replacing{h2c}).obstacle() == ensure_obstacle::cannot_change); // at the next boot once more
    CHECK(c.count("DeleteListener") == 1);
    CHECK(c.created == 2);
}

TEST_CASE("replacing: what differs is seen twice under one ID, whatever the IDs are") {
    // Of the first two the sum of FNV-1a with 32 bits is the same, of the last one it is 0.
    for (const auto& [before, after] : {std::pair{"lbl-3274d7or", "lbl-9ay0n7u9"}, std::pair{"", "lbl-qsxoo8aa"}}) {
        cloud c;
        unsigned looks = 0;
        c.answers = [&, before = before, after = after](cloud& self, const request& r) {
            if (r.action == "DescribeListeners") {
                const std::string id = looks == 0 && *before != 0 ? before : after;
                self.listeners = {listener_of(id, "HTTP", 80)};
                const unsigned shows_all_from = *before != 0 ? 2 : 1;
                if (looks++ >= shows_all_from) self.listeners[0]["AttrFlags"] = {"H2cSwitch"};
            }
            return answer(self, r);
        };
        one d;
        const auto& m = d.run(c, replacing{h2c});
        CHECK(m.outcome() == ensure_outcome::done);
        CHECK(m.change() == ensure_change::nothing);
        CHECK(c.count("DeleteListener") == 0);
    }
}

TEST_CASE("replacing: what has no ID is not deleted, and nothing is gone as long as that shows") {
    one d;
    for (const create& wanted : {tcp, h2c}) {
        cloud c = with_http();
        c.listeners[0]["ListenerId"] = "";
        const auto& m = d.run(c, replacing{wanted});
        CHECK(m.outcome() == ensure_outcome::in_the_way);
        CHECK(m.obstacle() ==
              (wanted.H2cSwitch.has_value() ? ensure_obstacle::cannot_change : ensure_obstacle::other_listener));
        CHECK(m.deletions().empty());
        CHECK(c.count("DeleteListener") == 0);
    }
    cloud c = with_http();
    c.answers = [](cloud& self, const request& r) {
        if (r.action == "DescribeTaskStatus") return ok({{"Status", 0}});
        if (r.action != "DeleteListener") return answer(self, r);
        self.listeners[0]["ListenerId"] = "";
        return ok(json::object());
    };
    const auto& m = d.run(c, replacing{tcp});
    CHECK(m.outcome() == ensure_outcome::unknown);
    REQUIRE(m.deletions().size() == 1);
    CHECK(m.deletions()[0].what == deletion::unknown);
    CHECK(c.count("CreateListener") == 0);
}

TEST_CASE("replacing: what this declaration has created is not deleted, even where it reads back as another") {
    cloud c = with_http();
    c.listeners.erase(c.listeners.begin());
    c.answers = [](cloud& self, const request& r) {
        const std::string said = answer(self, r);
        if (r.action == "CreateListener") self.listeners.back()["EndPort"] = 0;
        return said;
    };
    create range = tcp;
    range.EndPort = 90;
    c.listeners.pop_back(); // the one on 81
    one d;
    const auto& m = d.run(c, replacing{range});
    CHECK(m.obstacle() == ensure_obstacle::other_listener);
    CHECK(m.other_id() == "lbl-1");
    CHECK(m.change() == ensure_change::created);
    CHECK(m.deletions().empty());
    CHECK(c.count("DeleteListener") == 0);
}

TEST_CASE("replacing: a deletion may be under way where its answer was lost and the cloud is busy to the end") {
    cloud c = with_http();
    c.pending = 1000000;
    unsigned left = 1;
    c.decides = [&](cloud&, const request& r) {
        return r.action == "DeleteListener" && left != 0 ? --left, fate::answer_lost : fate::arrives;
    };
    one d;
    const auto& m = d.run(c, replacing{tcp});
    CHECK(c.count("DeleteListener") > 10);
    CHECK(m.outcome() == ensure_outcome::unknown);
    REQUIRE(m.deletions().size() == 1);
    CHECK(m.deletions()[0].what == deletion::unknown);
    CHECK(m.refusal().code == "FailedOperation.ResourceInOperating");
}

TEST_CASE("replacing: looks that show a listener now and then, which the cloud does not know, come to an end") {
    cloud c = with_http();
    unsigned looks = 0;
    c.answers = [&](cloud& self, const request& r) {
        if (r.action == "DeleteListener") return no("InvalidParameter.ListenerIdNotFound");
        if (r.action == "DescribeListeners" && ++looks % 2 == 0)
            return ok({{"Listeners", json::array()}, {"TotalCount", 0}});
        return answer(self, r);
    };
    one d;
    const auto& m = d.run(c, replacing{tcp});
    CHECK(m.outcome() != ensure_outcome::done);
    for (const deleted_listener& of : m.deletions()) CHECK(of.what == deletion::refused);
    CHECK(c.count("DeleteListener") < 100);
    CHECK(c.created == 0);
}

TEST_CASE("replacing: what was seen gone and shows again is not said to be deleted") {
    cloud c = with_http();
    unsigned looks = 0;
    c.answers = [&](cloud& self, const request& r) {
        if (r.action == "DeleteListener") return ok(json::object()); // and does nothing
        if (r.action == "DescribeListeners" && ++looks == 2)
            return ok({{"Listeners", json::array()}, {"TotalCount", 0}});
        return answer(self, r);
    };
    one d;
    const auto& m = d.run(c, replacing{tcp});
    CHECK(m.obstacle() == ensure_obstacle::other_listener);
    CHECK(m.other_id() == "lbl-http");
    REQUIRE(m.deletions().size() == 1);
    CHECK(m.deletions()[0].what == deletion::unknown);
    CHECK(c.count("DeleteListener") == 1);
}

TEST_CASE("replacing: what was changed before it had to go is not forgotten") {
    constexpr std::string_view web[] = {"web"};
    create named = h2c;
    named.ListenerNames = web;
    cloud c = with_http();
    c.listeners[0]["AttrFlags"] = {"H2cSwitch"};
    unsigned looks_since = 0;
    c.answers = [&](cloud& self, const request& r) {
        if (r.action == "ModifyListener") {
            self.listeners[0]["ListenerName"] = "web";
            self.listeners[0]["AttrFlags"] = json::array(); // somebody else, at the same time
        }
        if (r.action == "DeleteListener") self.listeners.erase(self.listeners.begin()); // as well
        if (r.action == "DescribeListeners" && self.count("DeleteListener") != 0 && ++looks_since == 2)
            return ok({{"Listeners", json::array({json::object()})}, {"TotalCount", 1}});
        return answer(self, r);
    };
    one d;
    const auto& m = d.run(c, replacing{named});
    CHECK(m.deletions().empty());
    CHECK(c.changed == 1);
    CHECK(looks_since == 2);
    CHECK(m.outcome() == ensure_outcome::partly);
}

TEST_CASE("replacing: a plan says what would go, and does nothing") {
    cloud c = with_http();
    one d;
    for (const create& wanted : {tcp, h2c}) {
        const auto& m = d.run(c, replacing{wanted}, {.only_plans = true});
        CHECK(m.outcome() == ensure_outcome::done);
        CHECK(m.change() == ensure_change::created);
        REQUIRE(m.deletions().size() == 1);
        CHECK(m.deletions()[0].id.view() == "lbl-http");
        CHECK(m.deletions()[0].what == deletion::planned);
        CHECK(m.id().empty());
        CHECK(names(m.differing()) == (wanted.H2cSwitch.has_value() ? "H2cSwitch" : ""));
    }
    create udp = tcp;
    udp.Protocol = clb::Protocol::UDP;
    CHECK(d.run(c, replacing{udp}, {.only_plans = true}).deletions().empty());
    CHECK(c.listeners.size() == 3);
    CHECK(c.count("DescribeListeners") == c.actions.size());
}

TEST_CASE("replacing: a deletion that the cloud refuses stands in the way, with its code") {
    one d;
    for (const bool differs : {false, true}) {
        cloud c = with_http();
        c.listeners[0]["used"] = true;
        const auto& m = d.run(c, replacing{differs ? h2c : tcp});
        CHECK(m.outcome() == ensure_outcome::in_the_way);
        CHECK(m.obstacle() == (differs ? ensure_obstacle::cannot_change : ensure_obstacle::other_listener));
        if (differs) CHECK(names(m.differing()) == "H2cSwitch");
        CHECK(m.other_id() == "lbl-http");
        CHECK(m.error().code == errc::refused);
        CHECK(m.refusal().code == "FailedOperation");
        CHECK(m.refusal().message == "no");
        REQUIRE(m.deletions().size() == 1);
        CHECK(m.deletions()[0].what == deletion::refused);
        CHECK(c.count("DeleteListener") == 1);
        CHECK(c.count("CreateListener") == 0);
        CHECK(c.listeners.size() == 3);
    }
}

TEST_CASE("replacing: a cloud that is busy is asked again, and not for ever") {
    one d;
    for (const unsigned times : {7U, 1000U}) {
        cloud c = with_http();
        unsigned left = times;
        c.answers = [&](cloud& self, const request& r) {
            if (r.action == "DeleteListener" && left != 0) return --left, no("FailedOperation.ResourceInOperating");
            return answer(self, r);
        };
        const auto& m = d.run(c, replacing{tcp});
        REQUIRE(m.deletions().size() == 1);
        if (times == 7) {
            CHECK(m.outcome() == ensure_outcome::done);
            check_one(c);
            continue;
        }
        CHECK(m.obstacle() == ensure_obstacle::other_listener);
        CHECK(m.deletions()[0].what == deletion::refused);
        CHECK(m.refusal().code == "FailedOperation.ResourceInOperating");
        CHECK(c.listeners.size() == 3);
    }
}

TEST_CASE("replacing: a deletion of which nobody knows what became is looked up") {
    one d;
    for (const fate lost : {fate::request_lost, fate::answer_lost}) {
        for (unsigned times = 1; times != 4; ++times) {
            cloud c = with_http();
            unsigned left = times;
            c.decides = [&](cloud&, const request& r) {
                return r.action == "DeleteListener" && left != 0 ? --left, lost : fate::arrives;
            };
            const auto& m = d.run(c, replacing{tcp});
            CHECK(m.outcome() == ensure_outcome::done);
            REQUIRE(m.deletions().size() == 1);
            CHECK(m.deletions()[0].what == deletion::done);
            CHECK(c.count("DeleteListener") == 1);
            check_one(c);
        }
    }
    // Where it never arrives, that is not known.
    cloud deaf = with_http();
    deaf.decides = [](cloud&, const request& r) {
        return r.action == "DeleteListener" ? fate::request_lost : fate::arrives;
    };
    const auto& m = d.run(deaf, replacing{tcp});
    CHECK(m.outcome() == ensure_outcome::unknown);
    REQUIRE(m.deletions().size() == 1);
    CHECK(m.deletions()[0].what == deletion::unknown);
    CHECK(deaf.listeners.size() == 3);
    // Looks that fail long after it say nothing of it.
    cloud silent = with_http();
    unsigned missed = 0;
    silent.decides = [&](cloud& self, const request&) {
        return self.count("DeleteListener") != 0 && ++missed < 30 ? fate::request_lost : fate::arrives;
    };
    CHECK(d.run(silent, replacing{tcp}).outcome() == ensure_outcome::done);
    check_one(silent);
}

TEST_CASE("replacing: a listener that does not go, and a task that fails") {
    one d;
    cloud c = with_http();
    c.pending = 1000000;
    const auto& m = d.run(c, replacing{tcp});
    CHECK(m.outcome() == ensure_outcome::unknown);
    REQUIRE(m.deletions().size() == 1);
    CHECK(m.deletions()[0].what == deletion::unknown);
    CHECK(c.count("DeleteListener") == 1);
    CHECK(c.count("CreateListener") == 0);
    cloud failing = with_http();
    failing.answers = [](cloud& self, const request& r) {
        if (r.action == "DescribeTaskStatus") return ok({{"Status", 1}});
        if (r.action == "DeleteListener") return ok(json::object());
        return answer(self, r);
    };
    const auto& failed = d.run(failing, replacing{tcp});
    CHECK(failed.outcome() == ensure_outcome::in_the_way);
    CHECK(failed.obstacle() == ensure_obstacle::other_listener);
    CHECK(failed.error().code == errc::task_failed);
    CHECK(failed.deletions()[0].what == deletion::refused);
    CHECK(failing.count("DeleteListener") == 1);
}

TEST_CASE("replacing: what somebody else has deleted is not ours") {
    cloud c = with_http();
    c.decides = [](cloud& self, const request& r) {
        if (r.action == "DeleteListener") self.listeners.erase(self.listeners.begin());
        return fate::arrives;
    };
    one d;
    const auto& m = d.run(c, replacing{tcp});
    CHECK(m.outcome() == ensure_outcome::done);
    CHECK(m.deletions().empty());
    check_one(c);
    // It may have moved to another port meanwhile.
    cloud moved = with_http();
    moved.answers = [](cloud& self, const request& r) {
        if (r.action != "DeleteListener") return answer(self, r);
        self.listeners[0]["EndPort"] = 0;
        self.listeners[0]["Port"] = 79;
        return no("FailedOperation.ResourceInOperating");
    };
    CHECK(d.run(moved, replacing{tcp}).outcome() == ensure_outcome::done);
    CHECK(d.machine->deletions().empty());
    CHECK(moved.listeners.size() == 4);
    CHECK(moved.count("DeleteListener") == 5); // attempts of one call
}

TEST_CASE("replacing: deleted, and not created") {
    one d;
    cloud refusing = with_http();
    refusing.answers = [](cloud& self, const request& r) {
        return r.action == "CreateListener" ? no("UnauthorizedOperation") : answer(self, r);
    };
    const auto& refused = d.run(refusing, replacing{tcp});
    CHECK(refused.outcome() == ensure_outcome::refused);
    CHECK(refused.refusal().code == "UnauthorizedOperation");
    CHECK(refused.deletions()[0].what == deletion::done);

    cloud full = with_http();
    full.answers = [](cloud& self, const request& r) {
        return r.action == "CreateListener" ? no("LimitExceeded") : answer(self, r);
    };
    CHECK(d.run(full, replacing{tcp}).obstacle() == ensure_obstacle::quota);
    CHECK(d.machine->deletions()[0].what == deletion::done);

    // Whoever answers nothing any more is asked until the patience ends: the port is empty now.
    for (const unsigned silent : {20U, 1000000U}) {
        cloud dead = with_http();
        unsigned missed = 0;
        dead.decides = [&](cloud& self, const request&) {
            const bool gone = self.count("DeleteListener") != 0 && self.actions.back() != "DeleteListener" &&
                              self.actions.back() != "DescribeTaskStatus";
            return gone && missed++ < silent ? fate::request_lost : fate::arrives;
        };
        const auto& m = d.run(dead, replacing{tcp});
        CHECK(m.outcome() == (silent == 20 ? ensure_outcome::done : ensure_outcome::partly));
        CHECK(m.deletions()[0].what == deletion::done);
        CHECK(dead.listeners.size() == (silent == 20 ? 3 : 2));
    }

    // Somebody wants the port for the other protocol: there is no fight.
    cloud rival = with_http();
    rival.answers = [](cloud& self, const request& r) {
        if (r.action == "CreateListener" && self.count("CreateListener") == 1)
            self.listeners.push_back(listener_of("lbl-rival", "HTTP", 80));
        return answer(self, r);
    };
    std::array<deleted_listener, 8> list;
    const auto& beaten = d.run(rival, replacing{tcp, list});
    CHECK(beaten.obstacle() == ensure_obstacle::other_listener);
    CHECK(beaten.other_id() == "lbl-rival");
    REQUIRE(beaten.deletions().size() == 1);
    CHECK(beaten.deletions()[0].id.view() == "lbl-http");
    CHECK(rival.count("DeleteListener") == 1);
}

TEST_CASE("replacing: several in the way of one, where there is room to say of each what became of it") {
    const auto made = [] {
        cloud c = with_http();
        c.listeners.push_back(listener_of("lbl-90", "TCP_SSL", 90));
        return c;
    };
    create range = tcp;
    range.EndPort = 95;
    one d;
    std::array<deleted_listener, 3> list;
    for (const std::size_t room : {0U, 2U, 3U}) {
        for (const bool plans : {true, false}) {
            cloud c = made();
            list = {};
            const auto& m = d.run(c, replacing{range, std::span(list).first(room)}, {.only_plans = plans});
            if (room < 3) {
                CHECK(m.obstacle() == ensure_obstacle::other_listener);
                CHECK(m.deletions().empty());
                CHECK(c.count("DeleteListener") == 0);
                for (const deleted_listener& of : list) CHECK(of.what == deletion::none);
                continue;
            }
            CHECK(m.outcome() == ensure_outcome::done);
            REQUIRE(m.deletions().size() == 3);
            CHECK(m.deletions().data() == list.data());
            for (const deleted_listener& of : list) CHECK(of.what == (plans ? deletion::planned : deletion::done));
            CHECK(list[0].id.view() == "lbl-http");
            CHECK(list[1].id.view() == "lbl-81");
            CHECK(list[2].id.view() == "lbl-90");
            CHECK(c.listeners.size() == (plans ? 4 : 2)); // UDP's may stand beside it
        }
    }
    // The second cannot go: what was done to the first is said.
    cloud used = made();
    used.listeners[2]["used"] = true;
    const auto& m = d.run(used, replacing{range, list});
    CHECK(m.obstacle() == ensure_obstacle::other_listener);
    CHECK(m.other_id() == "lbl-81");
    REQUIRE(m.deletions().size() == 2);
    CHECK(list[0].what == deletion::done);
    CHECK(list[1].what == deletion::refused);
    CHECK(list[2].what == deletion::none); // what was left of the last run, too
    CHECK(used.created == 0);
}

TEST_CASE("replacing: a listener for each of the ports") {
    constexpr std::uint16_t three[] = {80, 81, 82};
    create many = tcp;
    many.Ports = three;
    one d;
    std::array<deleted_listener, 4> list;
    cloud c = with_http();
    const auto& m = d.run(c, replacing{many, list});
    CHECK(m.outcome() == ensure_outcome::done);
    REQUIRE(m.deletions().size() == 2);
    CHECK(list[0].id.view() == "lbl-http");
    CHECK(list[0].index == 0);
    CHECK(list[1].id.view() == "lbl-81");
    CHECK(list[1].index == 1);
    CHECK(c.created == 3);
    CHECK(c.listeners.size() == 4);
    // There is room for one: the second stands in the way, and all is said.
    cloud narrow = with_http();
    const auto& half = d.run(narrow, replacing{many});
    CHECK(half.obstacle() == ensure_obstacle::other_listener);
    CHECK(half.index() == 1);
    CHECK(half.other_id() == "lbl-81");
    REQUIRE(half.deletions().size() == 1);
    CHECK(half.deletions()[0].what == deletion::done);
    CHECK(narrow.count("DeleteListener") == 1);
}

TEST_CASE("replacing: an ID that is longer than can be said is not deleted") {
    cloud c = with_http();
    c.listeners[0]["ListenerId"] = std::string(48, 'x');
    one d;
    CHECK(d.run(c, replacing{tcp}).error().code == errc::too_long);
    CHECK(c.count("DeleteListener") == 0);
}

TEST_CASE("replacing: nothing lasts past the deadline, and what is said is true") {
    for (http::monotonic_ms deadline = 5000; deadline < 24000; deadline += 97) {
        CAPTURE(deadline);
        cloud c = with_http();
        c.pending = 6;
        one d;
        const auto& m = d.run(c, replacing{tcp}, {.call = {.deadline = deadline}});
        CHECK(c.now.monotonic <= deadline + 2);
        const bool stands = c.listeners[0]["ListenerId"] == "lbl-http" && !c.listeners[0].contains("going");
        const deletion what = m.deletions().empty() ? deletion::none : m.deletions()[0].what;
        if (m.outcome() == ensure_outcome::done) check_one(c);
        if (m.outcome() == ensure_outcome::not_sent) CHECK(stands);
        if (what == deletion::done) CHECK(c.listeners[0]["ListenerId"] == "lbl-udp");
        if (what == deletion::none || what == deletion::refused) CHECK(stands);
    }
}

TEST_CASE("replacing: the power goes at every step, two devices do it at once, and something is lost") {
    for (const create& wanted : {tcp, h2c}) {
        const std::string protocol = wanted.H2cSwitch.has_value() ? "HTTP" : "TCP";
        cloud whole = with_http();
        whole.pending = 3;
        one d;
        d.run(whole, replacing{wanted});
        const unsigned steps = d.wishes;
        for (unsigned cut = 0; cut <= steps; ++cut) {
            CAPTURE(cut);
            cloud c = with_http();
            c.pending = 3;
            one first, second;
            first.declare(replacing{wanted});
            for (unsigned i = 0; i != cut && first.step(c); ++i) {
            }
            first.machine.reset();
            CHECK(second.run(c, replacing{wanted}).outcome() == ensure_outcome::done);
            check_one(c, protocol);
        }
        for (unsigned lead = 0; lead <= steps; lead += PORTWRIGHT_ONE_OF) {
            CAPTURE(lead);
            cloud c = with_http();
            c.pending = 3;
            one a, b;
            a.declare(replacing{wanted});
            b.declare(replacing{wanted});
            for (unsigned i = 0; i != lead; ++i) a.step(c);
            for (bool goes_on = true; goes_on;) {
                const bool goes = a.step(c);
                goes_on = b.step(c) || goes;
            }
            CHECK(a.machine->outcome() == ensure_outcome::done);
            CHECK(b.machine->outcome() == ensure_outcome::done);
            check_one(c, protocol);
        }
        for (const fate lost : {fate::request_lost, fate::answer_lost}) {
            for (unsigned which = 0; which != 12; ++which) {
                CAPTURE(which);
                cloud c = with_http();
                c.pending = 3;
                unsigned seen = 0;
                c.decides = [&](cloud&, const request&) { return seen++ == which ? lost : fate::arrives; };
                CHECK(d.run(c, replacing{wanted}).outcome() == ensure_outcome::done);
                check_one(c, protocol);
            }
        }
    }
}

TEST_CASE("replacing: who does not say so has nothing deleted, whatever the world says") {
    std::minstd_rand engine(7);
    const auto random = [&] { return static_cast<unsigned>(engine()); };
    unsigned in_the_way = 0;
    for (unsigned world = 0; world != 3000; world += PORTWRIGHT_ONE_OF) {
        CAPTURE(world);
        cloud c;
        c.answers = [&](cloud& self, const request& r) {
            static constexpr const char* codes[] = {"InvalidParameter.PortCheckFailed",    "LimitExceeded",
                                                    "FailedOperation.ResourceInOperating", "InternalError",
                                                    "InvalidParameter.ListenerIdNotFound", "FailedOperation"};
            return random() % 6 == 0 ? no(codes[random() % 6]) : answer(self, r);
        };
        c.decides = [&](cloud&, const request&) {
            return random() % 8 != 0 ? fate::arrives : random() % 2 == 0 ? fate::request_lost : fate::answer_lost;
        };
        c.pending = random() % 4;
        std::vector<std::string> before;
        std::map<std::string, json> was;
        for (unsigned i = random() % 5; i != 0; --i) {
            static constexpr const char* protocols[] = {"TCP", "HTTP", "UDP", "HTTPS", "TCP_SSL"};
            c.listeners.push_back(listener_of("lbl-x" + std::to_string(i), protocols[random() % 5],
                                              79 + static_cast<int>(random() % 3), random() % 4 == 0 ? 90 : 0));
            before.push_back(c.listeners.back()["ListenerId"]);
            was[before.back()] = c.listeners.back();
        }
        plain d;
        const auto& m = d.run(c, random() % 2 == 0 ? tcp : h2c, {.only_plans = random() % 8 == 0});
        in_the_way += m.outcome() == ensure_outcome::in_the_way ? 1U : 0U;
        CHECK(c.count("DeleteListener") == 0);
        REQUIRE(c.listeners.size() >= before.size());
        for (std::size_t i = 0; i != before.size(); ++i) CHECK(c.listeners[i]["ListenerId"] == before[i]);
        // Who says so never touches what is in nobody's way.
        one e;
        std::array<deleted_listener, 8> list;
        e.run(c, replacing{tcp, list});
        for (const std::string& id : before) {
            const json& l = was[id];
            const bool stood = std::any_of(c.listeners.begin(), c.listeners.end(),
                                           [&](const json& other) { return other["ListenerId"] == id; });
            const int first = l["Port"], last = std::max(first, l["EndPort"].get<int>());
            const bool is_in_the_way = first <= 80 && last >= 80 && !is_udp(l["Protocol"]);
            CHECK((stood || is_in_the_way));
            const auto& deletions = e.machine->deletions();
            const bool is_said = std::any_of(deletions.begin(), deletions.end(), [&](const deleted_listener& of) {
                return of.id.view() == id && of.what != deletion::refused;
            });
            CHECK((stood || is_said));
        }
    }
    CHECK(in_the_way > 300 / PORTWRIGHT_ONE_OF);
}

TEST_CASE("replacing: BMLB's dead ones go, and its listeners of layer 7 are no business of its deletion") {
    using bm_create = bmlb::CreateBmListeners;
    static constexpr bm_create::Listener tcp_80[] = {{.loadBalancerPort = 80, .protocol = "tcp"}};
    constexpr bm_create wanted{.loadBalancerId = "lb-1", .listeners = tcp_80};
    const auto good = [](json body) {
        body.update({{"code", 0}, {"message", ""}, {"codeDesc", "Success"}, {"requestId", 7}});
        return body.dump();
    };
    device<hmac_sha256<>, bm_create, replacing<bm_create>> d;
    for (const int status : {2, 4, 1}) {
        cloud c;
        c.listeners = {{{"listenerId", "lbl-x"},
                        {"loadBalancerPort", 80},
                        {"protocol", status == 1 ? "http" : "tcp"},
                        {"listenerType", status == 1 ? "L7Listener" : "L4Listener"},
                        {"status", status}}};
        c.answers = [&](cloud& self, const request& r) {
            if (r.action == "DescribeBmListeners") return good({{"listenerSet", self.listeners}});
            if (r.action == "DescribeBmLoadBalancersTaskResult") return good({{"data", {{"status", 0}}}});
            if (r.action == "DeleteBmListeners") {
                CHECK(r.get("loadBalancerId") == "lb-1");
                CHECK(r.get("listenerIds.0") == "lbl-x");
                CHECK_FALSE(r.has("listenerIds.1"));
                self.listeners.clear();
            } else {
                CHECK(r.action == "CreateBmListeners");
                self.listeners = {{{"listenerId", "lbl-y"},
                                   {"loadBalancerPort", 80},
                                   {"protocol", "tcp"},
                                   {"listenerType", "L4Listener"},
                                   {"status", 1}}};
            }
            return good(json::object());
        };
        const auto& m = d.run(c, replacing{wanted});
        if (status == 1) {
            CHECK(m.obstacle() == ensure_obstacle::other_listener);
            CHECK(m.other_id() == "lbl-x");
            CHECK(m.deletions().empty());
            CHECK(c.count("DeleteBmListeners") == 0);
            continue;
        }
        CHECK(m.outcome() == ensure_outcome::done);
        CHECK(m.id() == "lbl-y");
        REQUIRE(m.deletions().size() == 1);
        CHECK(m.deletions()[0].what == deletion::done);
    }
}

TEST_CASE("replacing: GAAP is never forced, says no in a list, and HTTP/3 has two in its way") {
    using https = gaap::CreateHTTPSListener;
    constexpr https wanted{.ListenerName = "web",
                           .Port = 443,
                           .CertificateId = "c-1",
                           .ForwardProtocol = "HTTP",
                           .ProxyId = "link-1",
                           .Http3Supported = 1};
    device<tc3<>, https, replacing<https>> d;
    std::array<deleted_listener, 2> list;
    for (const char* const set :
         {"OperationSucceedListenerSet", "OperationFailedListenerSet", "InvalidStatusListenerSet"}) {
        CAPTURE(std::string(set));
        cloud c;
        c.listeners = {{{"ListenerId", "l-tcp"}, {"Port", 443}, {"Protocol", "TCP"}, {"ListenerStatus", 0}},
                       {{"ListenerId", "l-udp"}, {"Port", 443}, {"Protocol", "UDP"}, {"ListenerStatus", 0}}};
        c.answers = [&](cloud& self, const request& r) {
            if (r.action.starts_with("Describe")) {
                json found = json::array();
                for (json& l : self.listeners)
                    if (r.action == "Describe" + l["Protocol"].get<std::string>() + "Listeners") found.push_back(l);
                std::erase_if(self.listeners, [](const json& l) { return l["ListenerStatus"] == 2; });
                return ok({{"TotalCount", found.size()}, {"ListenerSet", found}});
            }
            if (r.action == "CreateHTTPSListener") {
                if (!self.listeners.empty()) return no("InvalidParameterValue.DuplicatedListenerPort");
                json made{{"ListenerId", "l-new"}, {"Protocol", "HTTPS"}, {"ListenerStatus", 0}};
                for (const auto& [name, value] : r.of) made[name] = value;
                made["Port"] = 443;
                made["Http3Supported"] = 1;
                self.listeners.push_back(made);
                return ok({{"ListenerId", "l-new"}});
            }
            CHECK(r.action == "DeleteListeners");
            CHECK(r.get("Force") == "0");
            CHECK(r.get("ProxyId") == "link-1");
            CHECK_FALSE(r.has("GroupId"));
            CHECK_FALSE(r.has("ListenerIds.1"));
            if (std::string_view(set) == "OperationSucceedListenerSet")
                for (json& l : self.listeners)
                    if (l["ListenerId"] == r.get("ListenerIds.0")) l["ListenerStatus"] = 2;
            json sets{{"OperationSucceedListenerSet", json::array()},
                      {"OperationFailedListenerSet", json::array()},
                      {"InvalidStatusListenerSet", json::array()}};
            sets[set].push_back(r.get("ListenerIds.0"));
            return ok(sets);
        };
        const auto& m = d.run(c, replacing{wanted, list});
        if (std::string_view(set) == "OperationSucceedListenerSet") {
            CHECK(m.outcome() == ensure_outcome::done);
            CHECK(m.id() == "l-new");
            REQUIRE(m.deletions().size() == 2);
            CHECK(list[0].what == deletion::done);
            CHECK(list[1].what == deletion::done);
            CHECK(c.listeners.size() == 1);
            continue;
        }
        CHECK(m.obstacle() == ensure_obstacle::other_listener);
        REQUIRE(m.deletions().size() == 1);
        CHECK(list[0].what == deletion::refused);
        CHECK_FALSE(m.refusal().code.has_value());
        CHECK(m.refusal().message == set);
        CHECK(c.listeners.size() == 2);
    }
}

TEST_CASE("replacing: an answer that ends early shows nothing that may be deleted") {
    using https = gaap::CreateHTTPSListener;
    constexpr https wanted{.ListenerName = "web",
                           .Port = 443,
                           .CertificateId = "c-1",
                           .ForwardProtocol = "HTTP",
                           .ProxyId = "link-1",
                           .Http3Supported = 1};
    const auto shown = [](const json& found) { return ok({{"TotalCount", found.size()}, {"ListenerSet", found}}); };
    const json old{{"ListenerId", "l-tcp"}, {"Port", 443}, {"Protocol", "TCP"}, {"ListenerStatus", 0}};
    const json udp{{"ListenerId", "l-udp"}, {"Port", 443}, {"Protocol", "UDP"}, {"ListenerStatus", 0}};
    cloud c;
    unsigned looks = 0;
    c.answers = [&](cloud& self, const request& r) {
        if (r.action == "CreateHTTPSListener") return no("InvalidParameterValue.DuplicatedListenerPort");
        if (r.action == "DescribeUDPListeners") return shown(json::array({udp}));
        if (r.action == "DescribeTCPListeners" && ++looks <= 5) { // one call's attempts
            const std::string whole = shown(json::array({old, old}));
            return whole.substr(0, whole.rfind("l-tcp"));
        }
        if (r.action == "DeleteListeners") {
            CHECK(r.get("ListenerIds.0") == "l-udp");
            return no("UnauthorizedOperation");
        }
        (void)self;
        return shown(json::array());
    };
    device<tc3<>, https, replacing<https>> d;
    std::array<deleted_listener, 4> list;
    const auto& m = d.run(c, replacing{wanted, list});
    CHECK(looks > 5);
    CHECK(c.count("DeleteListeners") == 1);
    REQUIRE(m.deletions().size() == 1);
    CHECK(m.deletions()[0].id.view() == "l-udp");
}

TEST_CASE("replacing: a deletion that was refused and done all the same is said") {
    using http = gaap::CreateHTTPListener;
    constexpr http wanted{.ListenerName = "web", .Port = 80, .ProxyId = "link-1"};
    cloud c;
    bool stands = true, created = false;
    c.answers = [&](cloud&, const request& r) {
        const bool shows =
            (stands && r.action == "DescribeTCPListeners") || (created && r.action == "DescribeHTTPListeners");
        json found = json::array();
        if (shows)
            found.push_back(json{{"ListenerId", stands ? "l-old" : "l-new"},
                                 {"ListenerName", "web"},
                                 {"Port", 80},
                                 {"ListenerStatus", 0}});
        if (r.action.starts_with("Describe")) return ok({{"TotalCount", found.size()}, {"ListenerSet", found}});
        if (r.action == "DeleteListeners") {
            stands = false;
            return ok({{"InvalidStatusListenerSet", json::array({"l-old"})}});
        }
        if (stands) return no("InvalidParameterValue.DuplicatedListenerPort");
        created = true;
        return ok({{"ListenerId", "l-new"}});
    };
    device<tc3<>, http, replacing<http>> d;
    const auto& m = d.run(c, replacing{wanted});
    CHECK(m.outcome() == ensure_outcome::done);
    CHECK(m.id() == "l-new");
    REQUIRE(m.deletions().size() == 1);
    CHECK(m.deletions()[0].what == deletion::done);
}

} // namespace
