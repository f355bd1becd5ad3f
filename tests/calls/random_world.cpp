// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Calls and declarations in a world that is made at random by a seed: connections that end after any byte, gateways that
// answer for the cloud, answers that are no answers, listeners that show late, clocks that jump, scratch and buffers of
// any size, the power that goes, deletions that happen late or never. Whatever happens, what is reported is what the
// cloud knows. PORTWRIGHT_WORLDS=N makes N worlds of each kind, PORTWRIGHT_WORLD=SEED begins with that one.

#include "ensure_cloud.hpp"
#include "../one_of.hpp"

#include <portwright/aliyun/ga/ensure_listener.hpp>
#include <portwright/aliyun/ga/replace_listener.hpp>
#include <portwright/calls/replacing.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/bmlb/ensure_listeners.hpp>
#include <portwright/tencent/bmlb/replace_listeners.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>
#include <portwright/tencent/clb/replace_listener.hpp>
#include <portwright/tencent/gaap/ensure_tcp_listeners.hpp>
#include <portwright/tencent/gaap/replace_listeners.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <utility>

namespace {

using namespace ensure_test;
namespace clb = tencent::clb;
namespace gaap = tencent::gaap;
namespace bmlb = tencent::bmlb;
namespace ga = aliyun::ga;

struct dice {
    std::uint64_t state;

    std::uint64_t next() { return detail::mix_bits(++state); }
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
    bool chance(unsigned percent) { return below(100) < percent; }
    template <class T>
    T one_of(std::initializer_list<T> all) {
        return all.begin()[below(all.size())];
    }
};

/// What makes one system's cloud.
struct system_words {
    enum { v3, v2, rpc } envelope;
    std::string look, other_look, create, change, remove, task, list, id, port, name, taken, busy, in_use, throttled;

    std::string yes(json body) const {
        if (envelope == v2) body.update({{"code", 0}, {"message", ""}, {"codeDesc", "Success"}});
        if (envelope == v2 && !body.contains("requestId")) body["requestId"] = 77;
        if (envelope != v2 && !body.contains("RequestId")) body["RequestId"] = "r-1";
        return envelope == v3 ? json{{"Response", body}}.dump() : body.dump();
    }
    std::string no(const std::string& code) const {
        if (envelope == v3) return yes({{"Error", {{"Code", code}, {"Message", "no"}}}});
        if (envelope == v2) return json{{"code", std::stoi(code)}, {"message", "no"}, {"codeDesc", "x"}}.dump();
        return json{{"Code", code}, {"Message", "no"}, {"RequestId", "r-1"}}.dump();
    }
};

const system_words clb_words{system_words::v3,
                             "DescribeListeners",
                             "DescribeListeners",
                             "CreateListener",
                             "ModifyListener",
                             "DeleteListener",
                             "DescribeTaskStatus",
                             "Listeners",
                             "ListenerId",
                             "Port",
                             "ListenerName",
                             "InvalidParameter.PortCheckFailed",
                             "FailedOperation.ResourceInOperating",
                             "FailedOperation",
                             "RequestLimitExceeded"};
const system_words gaap_words{system_words::v3,
                              "DescribeTCPListeners",
                              "DescribeHTTPListeners",
                              "CreateTCPListeners",
                              "ModifyTCPListenerAttribute",
                              "DeleteListeners",
                              "-",
                              "ListenerSet",
                              "ListenerId",
                              "Port",
                              "ListenerName",
                              "InvalidParameterValue.DuplicatedListenerPort",
                              "FailedOperation.ActionIsDoing",
                              "FailedOperation.ListenerStatusError",
                              "RequestLimitExceeded"};
const system_words bmlb_words{system_words::v2,
                              "DescribeBmListeners",
                              "DescribeBmListeners",
                              "CreateBmListeners",
                              "ModifyBmListener",
                              "DeleteBmListeners",
                              "DescribeBmLoadBalancersTaskResult",
                              "listenerSet",
                              "listenerId",
                              "loadBalancerPort",
                              "listenerName",
                              "-12013",
                              "4000",
                              "-12011",
                              "4400"};
const system_words ga_words{system_words::rpc,
                            "ListListeners",
                            "ListListeners",
                            "CreateListener",
                            "UpdateListener",
                            "DeleteListener",
                            "-",
                            "Listeners",
                            "ListenerId",
                            "Port",
                            "Name",
                            "PortConflict.Listener",
                            "StateError.Accelerator",
                            "StateError.Listener",
                            "Throttling.User"};

/// How often what happens, in percent, and how late, in milliseconds.
struct weather {
    unsigned lost = 0, cut = 0, junk = 0, gateway = 0, refuses = 0, closes = 0, short_writes = 0, unreachable = 0;
    unsigned omits = 0; ///< listeners that a look leaves out
    std::uint64_t shows_after = 0, settles_after = 0;

    static weather of(dice& d) {
        const auto some = [&](unsigned most) { return d.chance(50) ? static_cast<unsigned>(d.below(most)) : 0; };
        return {some(25), some(30), some(25), some(30),      some(40),      some(40),
                some(60), some(30), 0,        d.below(4000), d.below(20000)};
    }
};

struct listener {
    std::string id, name;
    int port;
    std::uint64_t shows_at, settles_at;
    bool is_other = false; ///< of another protocol; at BMLB, where those do not show, a dead one
    bool will_go = true;
    std::uint64_t gone_at = UINT64_MAX;
};

/// The truth. Nothing of the library is in it.
struct truth_of_cloud {
    const system_words& words;
    dice& random;
    weather now_and_then;
    std::uint64_t now = 5000;
    std::vector<listener> listeners{};
    std::map<std::string, std::string> by_token{};
    unsigned next_id = 1, executed = 0, requests = 0;
    std::vector<std::string> deleted{}; ///< what was, or will be
    std::vector<std::string> asked_to_go{};
    std::vector<std::string> shown_last{}; ///< by the last look, whatever of it arrived

    bool is_taken(int port) const {
        return std::any_of(listeners.begin(), listeners.end(), [&](const listener& l) { return l.port == port; });
    }
    unsigned count(int port) const {
        return static_cast<unsigned>(
            std::count_if(listeners.begin(), listeners.end(), [&](const listener& l) { return l.port == port; }));
    }

    json shown(const listener& l) const {
        const bool settled = l.settles_at <= now;
        json e{{words.id, l.id}, {words.port, l.port}, {words.name, l.name}, {"Protocol", "TCP"}, {"protocol", "tcp"}};
        e.update({{"ListenerStatus", settled ? 0 : 1}, {"status", settled ? 1 : 0}});
        e.update({{"State", settled ? "active" : "updating"}, {"Scheduler", "rr"}, {"RealServerType", "IP"}});
        e["HealthCheck"] = 0;
        if (l.is_other) {
            if (words.envelope == system_words::v2) e["status"] = 2;
            else e["Protocol"] = words.envelope == system_words::rpc ? "http" : "HTTP";
        }
        if (words.envelope == system_words::rpc)
            e["PortRanges"] = json::array({{{"FromPort", l.port}, {"ToPort", l.port}}});
        return e;
    }

    std::string answer(const request& r) {
        std::erase_if(listeners, [&](const listener& l) { return l.gone_at <= now; });
        if (random.chance(now_and_then.refuses / 2)) return words.no(words.throttled);
        if (r.action == words.look || r.action == words.other_look) {
            json found = json::array();
            for (const listener& l : listeners) {
                const bool is_asked = words.look == words.other_look || l.is_other == (r.action == words.other_look);
                const bool shows = l.shows_at <= now && (!r.has("Port") || r.get("Port") == std::to_string(l.port));
                if (is_asked && shows && !random.chance(now_and_then.omits)) found.push_back(shown(l));
            }
            for (const json& l : found) shown_last.push_back(l[words.id]);
            const std::size_t all = found.size();
            return words.yes({{words.list, std::move(found)}, {"TotalCount", all}});
        }
        if (r.action == words.task) {
            const bool settled =
                std::all_of(listeners.begin(), listeners.end(), [&](const listener& l) { return l.settles_at <= now; });
            return words.yes({{"Status", settled ? 0 : 2}, {"data", {{"status", settled ? 0 : 2}}}});
        }
        if (r.action == words.change) {
            if (random.chance(now_and_then.refuses)) return words.no(words.busy);
            for (listener& l : listeners) {
                if (l.id != r.get(words.id)) continue;
                if (r.has(words.name)) l.name = r.get(words.name);
                l.settles_at = now + now_and_then.settles_after;
                ++executed;
                return words.yes(json::object());
            }
            return words.no(words.envelope == system_words::v2 ? "5000" : "ResourceNotFound");
        }
        if (r.action == words.remove) return remove(r);
        if (r.action != words.create) return words.yes({{words.list, json::array()}, {"TotalCount", 0}});
        const std::string token = r.get("ClientToken");
        if (!token.empty() && by_token.count(token) != 0) return by_token[token];
        if (random.chance(now_and_then.refuses)) return words.no(words.busy);
        // One listener each, as a declaration creates them, by the names that the systems have for its port and name.
        std::string port, name = r.get(words.name);
        for (const auto& [parameter, value] : r.of) {
            if (parameter == "Ports.0" || parameter.ends_with(".loadBalancerPort") || parameter.ends_with("FromPort"))
                port = value;
            if (parameter == "ListenerNames.0" || parameter.ends_with(".listenerName")) name = value;
        }
        const int number = std::stoi(port);
        if (is_taken(number)) return words.no(words.taken);
        const std::string id = "lsn-" + std::to_string(next_id++);
        listeners.push_back({id, name, number, now + now_and_then.shows_after, now + now_and_then.settles_after});
        ++executed;
        const std::string made =
            words.yes({{"ListenerId", id}, {"ListenerIds", json::array({id})}, {"listenerIds", json::array({id})}});
        if (!token.empty()) by_token[token] = made;
        return made;
    }

    std::string remove(const request& r) {
        std::string id;
        for (const char* const name : {"ListenerId", "ListenerIds.0", "listenerIds.0"})
            if (r.has(name)) id = r.get(name);
        CHECK_FALSE((r.has("ListenerIds.1") || r.has("listenerIds.1")));
        CHECK(std::count(shown_last.begin(), shown_last.end(), id) != 0);
        asked_to_go.push_back(id);
        if (random.chance(now_and_then.refuses)) return words.no(words.busy);
        for (listener& l : listeners) {
            if (l.id != id) continue;
            CHECK(l.is_other);
            CHECK(l.port != 9999);
            if (l.gone_at != UINT64_MAX) return words.no(words.busy);
            if (!l.will_go) return random.chance(50) ? words.no(words.in_use) : words.yes(json::object());
            l.gone_at = now + (random.chance(50) ? 0 : random.below(30000));
            deleted.push_back(id);
            ++executed;
            return words.yes({{"OperationSucceedListenerSet", json::array({id})}});
        }
        return words.no(words.envelope == system_words::v2 ? "5000" : "ResourceNotFound");
    }
};

/// One connection, and what the world does to it.
struct connection {
    std::string incoming{}, outgoing{};
    bool ends = false, is_broken = false;

    void take(truth_of_cloud& cloud, std::string_view bytes) {
        incoming += bytes;
        const std::size_t head = incoming.find("\r\n\r\n");
        if (head == incoming.npos) return;
        const std::string length = ensure_test::header(incoming, "content-length");
        if (incoming.size() < head + 4 + (length.empty() ? 0 : std::stoul(length))) return;
        const request r = parse(std::exchange(incoming, ""));
        dice& random = cloud.random;
        const weather& w = cloud.now_and_then;
        ++cloud.requests;
        if (random.chance(w.lost)) return void((random.chance(50) ? ends : is_broken) = true);
        const std::string page = "<html>" + std::string(random.below(300), 'x') + "</html>";
        if (random.chance(w.gateway)) {
            const std::string fields = random.one_of({"", "Retry-After: 1\r\n", "Retry-After: -5\r\n"});
            return say(random.one_of({429, 502, 503, 504, 407, 413, 500, 599}), random.chance(50) ? page : "", fields);
        }
        const std::string body = cloud.answer(r);
        if (random.chance(w.junk)) {
            switch (random.below(6)) {
            case 0: return say(200, page);
            case 1: return say(302, body);
            case 2: return say(200, "");
            case 3: return say(200, body.substr(0, random.below(body.size())));
            case 4: outgoing += "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n" + body; return;
            default: outgoing += "HTTP/1.1 204 No Content\r\n\r\n"; return;
            }
        }
        ends = random.chance(w.closes);
        say(200, body, ends ? "Connection: close\r\n" : "");
        if (!random.chance(w.cut)) return;
        outgoing.resize(random.below(outgoing.size()));
        (random.chance(50) ? ends : is_broken) = true;
    }

    void say(int status, const std::string& body, const std::string& fields = "") {
        outgoing += "HTTP/1.1 " + std::to_string(status) + " x\r\n" + fields +
                    "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }
};

/// Whoever drives a machine, with its clock, over one connection.
struct surroundings {
    truth_of_cloud& cloud;
    connection wire{};
    unsigned wishes = 0;

    instant now() const { return {truth + static_cast<unix_time>(cloud.now / 1000), cloud.now}; }

    template <class Machine>
    bool step(Machine& m) {
        dice& random = cloud.random;
        const call_step step = m.next();
        if (step.wants == call_wish::done) return false;
        REQUIRE(++wishes < 200000);
        cloud.now += random.below(4);
        if (step.wake_at <= cloud.now) return m.wake(now()), true;
        switch (step.wants) {
        case call_wish::sign: m.sign(now(), random.next()); break;
        case call_wish::connect:
            wire = {};
            if (random.chance(cloud.now_and_then.unreachable)) m.failed(errc::connect_failed, now());
            else m.connected(now());
            break;
        case call_wish::send: {
            // Rooms of exactly this size, so that the sanitizers see whoever passes their end.
            std::vector<char> room(1 + random.below(random.chance(30) ? 8 : 600));
            const std::span<const char> out = m.bytes(room, now());
            if (out.empty()) break;
            if (wire.ends || wire.is_broken) return m.failed_to_write(errc::send_failed, now()), true;
            const bool is_cut = random.chance(cloud.now_and_then.cut / 8);
            const std::size_t n =
                random.chance(cloud.now_and_then.short_writes) || is_cut ? random.below(out.size() + 1) : out.size();
            wire.take(cloud, {out.data(), n});
            if (!is_cut && n != 0) return m.sent(n, now()), true;
            if (n == out.size() || random.chance(50)) m.failed(errc::send_failed, now());
            else m.failed_to_write(errc::send_failed, now());
            wire = {};
            break;
        }
        case call_wish::receive:
            if (!wire.outgoing.empty()) {
                const std::size_t n = 1 + random.below(std::min<std::size_t>(wire.outgoing.size(), 700));
                const std::vector<char> piece(wire.outgoing.begin(),
                                              wire.outgoing.begin() + static_cast<std::ptrdiff_t>(n));
                wire.outgoing.erase(0, n);
                m.received(piece.data(), n, now());
            } else if (wire.ends) {
                wire = {};
                m.closed(now());
            } else if (wire.is_broken) {
                wire = {};
                m.failed(errc::receive_failed, now());
            } else {
                REQUIRE(step.wake_at != http::no_deadline);
                cloud.now = step.wake_at;
                m.wake(now());
            }
            break;
        default:
            REQUIRE(step.wake_at != http::no_deadline);
            cloud.now = step.wake_at;
            m.wake(now());
        }
        return true;
    }

    /// What is done stays as it is, whatever else it is told.
    template <class Machine>
    void poke(Machine& m) {
        char bytes[] = "HTTP/1.1 200 OK\r\n\r\n", room[16];
        m.wake(now());
        m.sign(now(), 1);
        m.connected(now());
        m.received(bytes, sizeof bytes - 1, now());
        m.sent(1, now());
        m.failed(errc::timed_out, now());
        m.closed(now());
        CHECK(m.bytes(room, now()).empty());
        CHECK(m.next().wants == call_wish::done);
    }
};

call_settings random_settings(truth_of_cloud& cloud, std::string_view region) {
    dice& d = cloud.random;
    call_settings made{.region = region};
    made.attempts = static_cast<std::uint8_t>(d.chance(70) ? 5 : d.below(9));
    made.waits = d.chance(90);
    made.keeps_open = d.chance(80);
    if (d.chance(50)) made.deadline = cloud.now + d.below(120000);
    if (d.chance(20)) made.attempt_ms = static_cast<std::uint32_t>(d.below(3000));
    return made;
}

constexpr http::monotonic_ms slack = 10; // of the surroundings, which take some milliseconds for each event

template <class Scheme, class Create>
void try_call(const system_words& words, std::string_view region, const Create& wanted, std::uint64_t seed) {
    dice random{seed * 2};
    truth_of_cloud cloud{words, random, weather::of(random)};
    surroundings around{cloud};
    key_cache<Scheme> keys(who);
    call_clock clock(random.chance(20) ? random.one_of<std::int64_t>({5, -4000000000, INT64_MAX, INT64_MIN}) : 0);
    const call_settings settings = random_settings(cloud, region);
    typename Create::response answer;
    api_error said;
    std::vector<char> scratch(random.chance(50) ? random.below(40) : 600);
    call_machine<Scheme, Create> call{wanted, keys, clock, settings, answer, said, scratch, random.chance(20)};
    while (around.step(call)) {
    }
    const call_outcome outcome = call.outcome();
    CHECK(cloud.executed <= 1);
    if (outcome == call_outcome::not_sent || outcome == call_outcome::refused) CHECK(cloud.executed == 0);
    if (outcome == call_outcome::done) CHECK(cloud.executed == 1);
    if (outcome != call_outcome::done) CHECK(call.error().code != errc::none);
    if (settings.deadline != http::no_deadline) CHECK(cloud.now <= settings.deadline + slack);
    CHECK(call.attempts() <= std::max<unsigned>(settings.attempts, 1));
    around.poke(call);
    CHECK(call.outcome() == outcome);
}

template <class Scheme, class Create>
void try_ensure(const system_words& words, std::string_view region, const Create& wanted, std::vector<int> ports,
                std::uint64_t seed) {
    dice random{seed * 2 + 1};
    truth_of_cloud cloud{words, random, weather::of(random)};
    if (random.chance(40)) // as somebody else has left it
        cloud.listeners.push_back({"lsn-0", random.chance(50) ? "web" : "other", ports.back(), 0, 0});
    surroundings around{cloud};
    key_cache<Scheme> keys(who);
    call_clock clock;
    const ensure_settings settings{.call = random_settings(cloud, region)};
    std::vector<char> scratch(random.chance(90) ? ensure_scratch<Create> : random.below(ensure_scratch<Create>));
    std::optional<ensure_machine<Scheme, Create>> machine;
    const auto begin = [&] { machine.emplace(wanted, keys, clock, settings, scratch); };
    begin();
    const bool loses_power = random.chance(20);
    bool began_anew = false;
    for (;;) {
        if (loses_power && random.chance(1)) {
            std::fill(scratch.begin(), scratch.end(), '\x5A');
            around.wire = {};
            begin();
            began_anew = true;
        }
        if (!around.step(*machine)) break;
    }
    const ensure_outcome outcome = machine->outcome();
    CAPTURE(outcome);
    const int port = ports.at(machine->index());
    for (const int one : ports) CHECK(cloud.count(one) <= 1);
    if (outcome == ensure_outcome::done) {
        CHECK_FALSE(machine->id().empty());
        for (const int one : ports) CHECK(cloud.is_taken(one));
        for (const listener& l : cloud.listeners) {
            CHECK(l.name == "web");
            if (l.port == port) CHECK(machine->id() == l.id);
        }
    }
    if (!began_anew) {
        if (outcome == ensure_outcome::not_sent) CHECK(cloud.executed == 0);
        if (outcome == ensure_outcome::partly) CHECK(cloud.executed != 0);
        const bool is_sure = outcome != ensure_outcome::unknown;
        if (is_sure) CHECK((machine->change() == ensure_change::nothing) == (cloud.executed == 0));
    }
    if (settings.call.deadline != http::no_deadline) CHECK(cloud.now <= settings.call.deadline + slack);
    CHECK(cloud.requests < 1500);
    around.poke(*machine);
    CHECK(machine->outcome() == outcome);
}

/// A declaration that replaces, with neighbours of the other protocol beside what is in the way.
template <class Scheme, class Create>
void try_replacing(const system_words& words, std::string_view region, const Create& wanted, std::vector<int> ports,
                   std::uint64_t seed) {
    dice random{seed * 2 + 0x5EED};
    truth_of_cloud cloud{words, random, weather::of(random)};
    if (random.chance(20)) cloud.now_and_then.omits = static_cast<unsigned>(random.below(40));
    std::vector<std::string> known;
    const auto place = [&](int port, bool will_go) {
        known.push_back("old-" + std::to_string(port));
        cloud.listeners.push_back({known.back(), "old", port, 0, 0, true, will_go});
    };
    for (const int port : ports)
        if (random.chance(80)) place(port, random.chance(80));
    place(9999, true); // a neighbour
    surroundings around{cloud};
    key_cache<Scheme> keys(who);
    call_clock clock;
    ensure_settings settings{.call = random_settings(cloud, region), .only_plans = random.chance(15)};
    if (random.chance(20)) settings.max_polls = static_cast<std::uint8_t>(random.below(10));
    std::vector<char> scratch(random.chance(90) ? ensure_scratch<Create> : random.below(ensure_scratch<Create>));
    std::vector<deleted_listener> list(random.below(5));
    const replacing<Create> declared{wanted, list};
    std::optional<ensure_machine<Scheme, replacing<Create>>> machine;
    const auto begin = [&] { machine.emplace(declared, keys, clock, settings, scratch); };
    begin();
    std::size_t cuts = random.chance(20) ? 1 + random.below(3) : 0;
    while (around.step(*machine))
        if (cuts != 0 && random.chance(1)) {
            --cuts;
            around.wire = {};
            cloud.executed = 0;
            cloud.deleted.clear();
            cloud.asked_to_go.clear();
            begin();
        }
    const ensure_outcome outcome = machine->outcome();
    CAPTURE(outcome);
    std::erase_if(cloud.listeners, [&](const listener& l) { return l.gone_at <= cloud.now; });
    const auto stands = [&](const std::string& id) {
        return std::any_of(cloud.listeners.begin(), cloud.listeners.end(),
                           [&](const listener& l) { return l.id == id; });
    };
    const auto has = [](const std::vector<std::string>& all, const std::string& id) {
        return std::count(all.begin(), all.end(), id) != 0;
    };
    CHECK(stands("old-9999"));
    if (settings.only_plans) CHECK((cloud.executed == 0 && cloud.asked_to_go.empty()));
    if (outcome == ensure_outcome::not_sent) CHECK(cloud.executed == 0);
    if (outcome == ensure_outcome::done && !settings.only_plans)
        for (const int port : ports) {
            const auto here = [&](const listener& l) { return l.port == port; };
            REQUIRE(cloud.count(port) == 1);
            const listener& found = *std::find_if(cloud.listeners.begin(), cloud.listeners.end(), here);
            CHECK_FALSE(found.is_other);
            CHECK(found.name == "web");
        }
    std::vector<std::string> said;
    for (const deleted_listener& of : machine->deletions()) {
        const std::string id(of.id.view());
        CAPTURE(id);
        CHECK(has(known, id));
        CHECK(of.index < ports.size());
        CHECK((of.what == deletion::planned) == settings.only_plans);
        CHECK(of.what != deletion::none);
        if (of.what == deletion::done && cloud.now_and_then.omits == 0) CHECK_FALSE(stands(id));
        if (of.what >= deletion::unknown) said.push_back(id);
    }
    for (const std::string& id : cloud.deleted) CHECK(has(said, id));
    for (std::size_t i = machine->deletions().size(); i < list.size(); ++i) CHECK(list[i].what == deletion::none);
    if (settings.call.deadline != http::no_deadline) CHECK(cloud.now <= settings.call.deadline + slack);
    CHECK(cloud.requests < 1500);
    around.poke(*machine);
    CHECK(machine->outcome() == outcome);
}

std::uint64_t number_in(const char* variable, std::uint64_t otherwise) {
    const char* const set = std::getenv(variable);
    return set != nullptr && *set != '\0' ? std::strtoull(set, nullptr, 10) : otherwise;
}

TEST_CASE("random world: what is reported is what the cloud knows") {
    static constexpr std::uint16_t one[] = {80}, three[] = {80, 81, 82};
    static constexpr std::string_view names[] = {"web", "web", "web"};
    static constexpr int tcp_ports[] = {80, 81};
    using bmlb_listener = bmlb::CreateBmListeners::Listener;
    static constexpr bmlb_listener bm[] = {{.loadBalancerPort = 80, .protocol = "tcp", .listenerName = "web"},
                                           {.loadBalancerPort = 81, .protocol = "tcp", .listenerName = "web"}};
    static constexpr ga::PortRange range[] = {{.FromPort = 80, .ToPort = 80}};
    const clb::CreateListener clb_one{.LoadBalancerId = "lb-1",
                                      .Ports = one,
                                      .Protocol = clb::Protocol::TCP,
                                      .ListenerNames = std::span(names).first(1)};
    clb::CreateListener clb_three = clb_one;
    clb_three.Ports = three;
    clb_three.ListenerNames = names;
    gaap::CreateTCPListeners tcp{.ListenerName = "web",
                                 .Ports = tcp_ports,
                                 .Scheduler = "rr",
                                 .HealthCheck = 0,
                                 .RealServerType = "IP",
                                 .ProxyId = "link-1"};
    const bmlb::CreateBmListeners bm_one{.loadBalancerId = "lb-1", .listeners = std::span(bm).first(1)};
    const bmlb::CreateBmListeners bm_two{.loadBalancerId = "lb-1", .listeners = bm};
    const ga::CreateListener accelerated{.AcceleratorId = "ga-1", .Name = "web", .PortRanges = range};

    const std::uint64_t first = number_in("PORTWRIGHT_WORLD", 1);
    const std::uint64_t worlds = number_in("PORTWRIGHT_WORLDS", 500 / PORTWRIGHT_ONE_OF);
    for (std::uint64_t seed = first; seed != first + worlds; ++seed) {
        CAPTURE(seed);
        try_call<tc3<>>(clb_words, "ap-guangzhou", clb_one, seed);
        try_call<hmac_sha256<>>(bmlb_words, "ap-guangzhou", bm_one, seed);
        try_call<acs3<>>(ga_words, "cn-hangzhou", accelerated, seed);
        try_ensure<tc3<>>(clb_words, "ap-guangzhou", clb_three, {80, 81, 82}, seed);
        try_ensure<tc3<>>(gaap_words, "", tcp, {80, 81}, seed);
        try_ensure<hmac_sha256<>>(bmlb_words, "ap-guangzhou", bm_two, {80, 81}, seed);
        try_ensure<acs3<>>(ga_words, "cn-hangzhou", accelerated, {80}, seed);
        try_replacing<tc3<>>(clb_words, "ap-guangzhou", clb_three, {80, 81, 82}, seed);
        try_replacing<tc3<>>(gaap_words, "", tcp, {80, 81}, seed);
        try_replacing<hmac_sha256<>>(bmlb_words, "ap-guangzhou", bm_two, {80, 81}, seed);
        try_replacing<acs3<>>(ga_words, "cn-hangzhou", accelerated, {80}, seed);
    }
}

} // namespace
