// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Declarations on every system by every create action: created once, left alone, changed, cut, lost and in company.

#include "ensure_cloud.hpp"

#include <portwright/aliyun/ga/ensure_listener.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/bmlb/ensure_listeners.hpp>
#include <portwright/tencent/gaap/ensure_http_listener.hpp>
#include <portwright/tencent/gaap/ensure_https_listener.hpp>
#include <portwright/tencent/gaap/ensure_tcp_listeners.hpp>
#include <portwright/tencent/gaap/ensure_udp_listeners.hpp>
#include <portwright/tencent/lb/ensure_forward_listeners.hpp>
#include <portwright/tencent/lb/ensure_listeners.hpp>

namespace {

using namespace ensure_test;
namespace gaap = tencent::gaap;
namespace lb = tencent::lb;
namespace bmlb = tencent::bmlb;
namespace ga = aliyun::ga;

/// What makes one system's cloud of the one below.
struct system {
    std::string look, create, change, task;
    std::string list, id, port, state;
    json settled, changing; ///< values of the state
    std::string udp;
    std::string taken; ///< the code of a port that is taken
    bool shows_all = true; ///< false: the look shows IDs, ports and protocols only
    enum { v3, v2, rpc } envelope = v3;

    std::string ok(json body) const {
        if (envelope == v2) {
            body["code"] = 0;
            body["message"] = "";
            body["codeDesc"] = "Success";
            if (!body.contains("requestId")) body["requestId"] = 77;
            return body.dump();
        }
        body["RequestId"] = "r-1";
        return envelope == v3 ? json{{"Response", body}}.dump() : body.dump();
    }
    std::string no(const std::string& code) const {
        if (envelope == v3) return ok({{"Error", {{"Code", code}, {"Message", "no"}}}});
        if (envelope == v2) return json{{"code", std::stoi(code)}, {"message", "no"}, {"codeDesc", "x"}}.dump();
        return json{{"Code", code}, {"Message", "no"}, {"RequestId", "r-1"}}.dump();
    }
};

/// Puts a value at a path of names and subscripts.
void put(json& to, std::string_view path, const std::string& value) {
    const std::size_t end = path.find('.');
    const std::string name(path.substr(0, end));
    const bool subscript = name.find_first_not_of("0123456789") == name.npos;
    if (subscript && !to.is_array()) to = json::array();
    json* next = nullptr;
    if (subscript) {
        if (to.empty() || end == path.npos || to.back().contains(std::string(path.substr(end + 1))))
            to.push_back(nullptr);
        next = &to.back();
    } else {
        next = &to[name];
    }
    if (end != path.npos) return put(*next, path.substr(end + 1), value);
    if (value == "true" || value == "false") *next = value == "true";
    else if (!value.empty() && value.find_first_not_of("0123456789") == value.npos) *next = std::stoll(value);
    else *next = value;
}

/// The listeners of a create: those of a list, of a list of ports, or itself.
std::vector<parameters> listeners_in(const request& r) {
    std::map<std::string, parameters> parts;
    parameters common;
    for (const auto& [name, value] : r.of) {
        if (name.starts_with("listeners.")) {
            const std::size_t dot = name.find('.', 10);
            parts[name.substr(10, dot - 10)][name.substr(dot + 1)] = value;
        } else if (name.starts_with("Ports.")) {
            parts[name.substr(6)]["Port"] = value;
        } else if (name.starts_with("RealServerPorts.")) {
            parts[name.substr(16)]["RealServerPort"] = value;
        } else {
            common[name] = value;
        }
    }
    std::vector<parameters> all;
    for (auto& [number, own] : parts) {
        if (!own.count("loadBalancerPort")) own.insert(common.begin(), common.end());
        all.push_back(own);
    }
    if (all.empty()) all.push_back(common);
    return all;
}

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(c));
    return text;
}

/// The ports of an element as a range; a list of ranges has the first one here.
std::pair<int, int> range(const system& s, const json& l) {
    if (l.contains("PortRanges")) return {l["PortRanges"][0]["FromPort"], l["PortRanges"][0]["ToPort"]};
    return {l[s.port], l[s.port]};
}

cloud make(const system& s) {
    cloud c;
    auto tokens = std::make_shared<std::map<std::string, std::string>>();
    c.answers = [s, tokens](cloud& self, const request& r) -> std::string {
        const auto protocol = [](const json& l) {
            for (const char* name : {"Protocol", "protocol"})
                if (l.contains(name)) return lower(l[name].is_string() ? l[name].get<std::string>() : l[name].dump());
            return "tcp"s;
        };
        if (r.action == s.look) {
            if (self.pending != 0) --self.pending;
            json found = json::array();
            std::size_t from = r.has("Offset") ? std::stoul(r.get("Offset")) : 0, most = SIZE_MAX;
            if (r.has("PageNumber")) from = (std::stoul(r.get("PageNumber")) - 1) * std::stoul(r.get("PageSize"));
            if (r.has("PageSize")) most = std::stoul(r.get("PageSize"));
            for (json l : self.listeners) {
                const std::string filter = r.has("Port") ? r.get("Port") : r.get("loadBalancerPort");
                if (!filter.empty() && filter != l[s.port].dump()) continue;
                if (from != 0) {
                    --from;
                    continue;
                }
                if (found.size() == most) break;
                if (!s.state.empty() && !l.contains("fixed")) l[s.state] = self.pending != 0 ? s.changing : s.settled;
                if (!s.shows_all) l = {{s.id, l[s.id]}, {s.port, l[s.port]}, {"protocol", l["protocol"]}};
                found.push_back(l);
            }
            return s.ok({{s.list, found},
                         {"TotalCount", self.listeners.size()},
                         {"totalCount", self.listeners.size()},
                         {"PageNumber", 1},
                         {"PageSize", 50}});
        }
        if (r.action == s.create) {
            const std::string token = r.get("ClientToken");
            if (!token.empty() && tokens->count(token)) return (*tokens)[token];
            json ids = json::array();
            for (const parameters& of : listeners_in(r)) {
                json l;
                for (const auto& [name, value] : of)
                    if (name != "Action" && name != "Nonce" && name.find("Key") == name.npos) put(l, name, value);
                if (s.envelope == system::rpc && !l.contains("Protocol")) l["Protocol"] = "tcp";
                l[s.id] = "lsn-" + std::to_string(self.next_id++);
                for (const json& other : self.listeners) {
                    const auto [a, b] = range(s, l);
                    const auto [x, y] = range(s, other);
                    if (a <= y && x <= b && (s.udp.empty() || (protocol(l) == s.udp) == (protocol(other) == s.udp)))
                        return s.no(s.taken);
                }
                ids.push_back(l[s.id]);
                self.listeners.push_back(l);
                ++self.created;
            }
            const std::string made = s.ok({{"ListenerId", ids[0]}, {"listenerIds", ids}, {"ListenerIds", ids}});
            if (!token.empty()) (*tokens)[token] = made;
            return made;
        }
        if (r.action == s.change) {
            for (json& l : self.listeners) {
                const std::string id = r.has("listenerId") ? r.get("listenerId") : r.get("ListenerId");
                if (l[s.id] != id) continue;
                const json own = l[s.id];
                l.erase("PortRanges");
                for (const auto& [name, value] : r.of) put(l, name, value);
                l[s.id] = own;
                ++self.changed;
                return s.ok(json::object());
            }
            return s.no(s.envelope == system::v2 ? "5000" : "NotExist.Listener");
        }
        if (r.action == s.task) {
            const int status = self.pending != 0 ? 2 : 0;
            if (self.pending != 0) --self.pending;
            return s.ok({{"data", {{"status", status}}}});
        }
        return s.ok({{s.list, json::array()}, {"TotalCount", 0}});
    };
    return c;
}

/// All of a declaration's life on a cloud: `other` differs from `wanted` in what can be changed.
template <class Scheme, class Create>
void live(const system& s, const Create& wanted, const Create& other) {
    using one = device<Scheme, Create>;
    const auto stands = [&](const cloud& c) {
        CHECK(c.listeners.size() == 1);
        CHECK(c.created == 1);
    };
    {
        cloud c = make(s);
        c.pending = 3;
        one d;
        const auto& m = d.run(c, wanted);
        CHECK(m.outcome() == ensure_outcome::done);
        CHECK(m.change() == ensure_change::created);
        CHECK(m.id() == "lsn-1");
        CHECK(c.connections == 1);
        stands(c);
        CHECK(d.run(c, wanted).change() == ensure_change::nothing);
        CHECK(c.changed == 0);
        const auto& planned = d.run(c, other, {.only_plans = true});
        CHECK(planned.outcome() == ensure_outcome::done);
        const std::string differing = names(planned.differing());
        CAPTURE(differing);
        CHECK(planned.change() == (s.shows_all ? ensure_change::modified : ensure_change::nothing));
        c.pending = 2;
        const auto& changed = d.run(c, other);
        CHECK(changed.outcome() == ensure_outcome::done);
        CHECK(changed.change() == (s.shows_all ? ensure_change::modified : ensure_change::nothing));
        CHECK(c.changed == (s.shows_all ? 1 : 0));
        CHECK(changed.not_verifiable().empty() == s.shows_all);
        CHECK(d.run(c, other).change() == ensure_change::nothing);
        stands(c);
    }
    cloud before = make(s);
    one first;
    first.run(before, other);
    for (const bool exists : {false, true}) {
        const auto fresh = [&] {
            cloud c = make(s);
            if (exists) first.run(c, other);
            c.pending = 1;
            return c;
        };
        for (unsigned cut = 0; cut != 40; ++cut) {
            CAPTURE(cut);
            cloud c = fresh();
            one a, b;
            a.declare(wanted);
            for (unsigned i = 0; i != cut && a.step(c); ++i) {
            }
            a.machine.reset();
            CHECK(b.run(c, wanted).outcome() == ensure_outcome::done);
            stands(c);
            CHECK(b.run(c, wanted).change() == ensure_change::nothing);
        }
        for (unsigned lead = 0; lead != 40; ++lead) {
            CAPTURE(lead);
            cloud c = fresh();
            one a, b;
            a.declare(wanted);
            b.declare(wanted);
            for (unsigned i = 0; i != lead; ++i) a.step(c);
            for (bool goes_on = true; goes_on;) {
                const bool goes = a.step(c);
                goes_on = b.step(c) || goes;
            }
            CHECK(a.machine->outcome() == ensure_outcome::done);
            CHECK(b.machine->outcome() == ensure_outcome::done);
            stands(c);
        }
        for (const fate lost : {fate::request_lost, fate::answer_lost}) {
            for (unsigned which = 0; which != 7; ++which) {
                CAPTURE(which);
                cloud c = fresh();
                unsigned seen = 0;
                c.decides = [&](cloud&, const request&) { return seen++ == which ? lost : fate::arrives; };
                one d;
                CHECK(d.run(c, wanted).outcome() == ensure_outcome::done);
                stands(c);
                CHECK(d.run(c, wanted).change() == ensure_change::nothing);
            }
        }
    }
}

const system gaap_http{.look = "DescribeHTTPListeners",
                       .create = "CreateHTTPListener",
                       .change = "ModifyHTTPListenerAttribute",
                       .task = "",
                       .list = "ListenerSet",
                       .id = "ListenerId",
                       .port = "Port",
                       .state = "ListenerStatus",
                       .settled = 0,
                       .changing = 1,
                       .udp = "UDP",
                       .taken = "InvalidParameterValue.DuplicatedListenerPort"};
constexpr gaap::CreateHTTPListener http{.ListenerName = "web", .Port = 80, .ProxyId = "link-1"};

TEST_CASE("ensure: GAAP, HTTP") {
    gaap::CreateHTTPListener renamed = http;
    renamed.ListenerName = "other";
    live<tc3<>>(gaap_http, http, renamed);
}

/// The cloud of another of GAAP's protocols.
system gaap_of(const std::string& protocol, const std::string& create) {
    system s = gaap_http;
    s.look = "Describe" + protocol + "Listeners";
    s.create = create;
    s.change = "Modify" + protocol + "ListenerAttribute";
    return s;
}

TEST_CASE("ensure: GAAP, HTTPS, TCP, UDP") {
    const gaap::CreateHTTPSListener https{
        .ListenerName = "web", .Port = 443, .CertificateId = "c-1", .ForwardProtocol = "HTTP", .ProxyId = "link-1"};
    gaap::CreateHTTPSListener other = https;
    other.ForwardProtocol = "HTTPS";
    other.CertificateId = "c-2";
    live<tc3<>>(gaap_of("HTTPS", "CreateHTTPSListener"), https, other);

    constexpr int one_port[] = {80};
    constexpr int origins[] = {8080};
    const gaap::CreateTCPListeners tcp{.ListenerName = "t",
                                       .Ports = one_port,
                                       .Scheduler = "rr",
                                       .HealthCheck = 1,
                                       .RealServerType = "IP",
                                       .GroupId = "lg-1",
                                       .DelayLoop = 10,
                                       .ConnectTimeout = 5,
                                       .RealServerPorts = origins};
    gaap::CreateTCPListeners slower = tcp;
    slower.ConnectTimeout = 9;
    const system tcp_cloud = gaap_of("TCP", "CreateTCPListeners");
    live<tc3<>>(tcp_cloud, tcp, slower);
    cloud c = make(tcp_cloud);
    device<tc3<>, gaap::CreateTCPListeners> d;
    d.run(c, tcp);
    d.run(c, slower);
    CHECK(c.requests.end()[-2].get("DelayLoop") == "10"); // the change, which takes both
    slower.RealServerType = "DOMAIN";
    CHECK(d.run(c, slower).obstacle() == ensure_obstacle::cannot_change);
    CHECK(names(d.machine->differing()) == "RealServerType");

    const gaap::CreateUDPListeners udp{
        .ListenerName = "u", .Ports = one_port, .Scheduler = "rr", .RealServerType = "IP", .ProxyId = "link-1"};
    gaap::CreateUDPListeners checked = udp;
    checked.HealthCheck = 1;
    checked.CheckType = "PING";
    cloud absent = make(gaap_of("UDP", "CreateUDPListeners"));
    device<tc3<>, gaap::CreateUDPListeners> u;
    u.run(absent, udp);
    CHECK(names(u.run(absent, checked).not_verifiable()) == "CheckType HealthCheck");
    gaap::CreateUDPListeners unchecked = checked;
    unchecked.HealthCheck = 0;
    live<tc3<>>(gaap_of("UDP", "CreateUDPListeners"), checked, unchecked);
}

TEST_CASE("ensure: a listener for each port of GAAP, with the port of its origin") {
    cloud c = make(gaap_of("TCP", "CreateTCPListeners"));
    constexpr int three[] = {80, 81, 82};
    constexpr std::uint8_t origins[] = {1, 2, 3};
    const gaap::CreateTCPListeners tcp{.ListenerName = "t",
                                       .Ports = three,
                                       .Scheduler = "rr",
                                       .HealthCheck = 1,
                                       .RealServerType = "IP",
                                       .GroupId = "lg-1",
                                       .RealServerPorts = origins};
    device<tc3<>, gaap::CreateTCPListeners> d;
    CHECK(d.run(c, tcp).outcome() == ensure_outcome::done);
    REQUIRE(c.listeners.size() == 3);
    for (int i = 0; i != 3; ++i) {
        CHECK(c.listeners[static_cast<std::size_t>(i)]["Port"] == 80 + i);
        CHECK(c.listeners[static_cast<std::size_t>(i)]["RealServerPort"] == 1 + i);
    }
    CHECK(d.run(c, tcp).change() == ensure_change::nothing);
    c.listeners[1]["RealServerPort"] = 9;
    CHECK(d.run(c, tcp).index() == 1);
    CHECK(names(d.machine->differing()) == "RealServerPorts");
}

TEST_CASE("ensure: GAAP shows who has the port by other looks, after a refusal or for a plan") {
    cloud c = make(gaap_http);
    const auto usual = c.answers;
    c.answers = [usual](cloud& self, const request& r) {
        if (r.action == "CreateHTTPListener") return gaap_http.no("InvalidParameterValue.DuplicatedListenerPort");
        if (r.action == "DescribeTCPListeners")
            return gaap_http.ok(
                {{"TotalCount", 1},
                 {"ListenerSet",
                  {{{"ListenerId", "listener-9"}, {"Port", 80}, {"Protocol", "TCP"}, {"ListenerStatus", 0}}}}});
        return usual(self, r);
    };
    device<tc3<>, gaap::CreateHTTPListener> d;
    for (const bool plans : {false, true}) {
        const auto& m = d.run(c, http, {.only_plans = plans});
        CHECK(m.outcome() == ensure_outcome::in_the_way);
        CHECK(m.obstacle() == ensure_obstacle::other_listener);
        CHECK(m.other_id() == "listener-9");
        CHECK(c.count("CreateHTTPListener") == 1);
    }
}

TEST_CASE("ensure: GAAP's listener of another protocol that is going is waited for, and then there is a create") {
    cloud c = make(gaap_http);
    const auto usual = c.answers;
    unsigned left = 4;
    c.answers = [&](cloud& self, const request& r) {
        if (r.action == "CreateHTTPListener" && left != 0)
            return gaap_http.no("InvalidParameterValue.DuplicatedListenerPort");
        if (r.action == "DescribeTCPListeners" && left != 0)
            return --left,
                   gaap_http.ok(
                       {{"TotalCount", 1},
                        {"ListenerSet",
                         {{{"ListenerId", "listener-9"}, {"Port", 80}, {"Protocol", "TCP"}, {"ListenerStatus", 2}}}}});
        return usual(self, r);
    };
    device<tc3<>, gaap::CreateHTTPListener> d;
    CHECK(d.run(c, http).outcome() == ensure_outcome::done);
    CHECK(d.machine->change() == ensure_change::created);
    // It may be gone before it is looked for.
    cloud late = make(gaap_http);
    late.answers = [usual](cloud& self, const request& r) {
        if (r.action == "CreateHTTPListener" && self.count(r.action) == 1)
            return gaap_http.no("InvalidParameterValue.DuplicatedListenerPort");
        return usual(self, r);
    };
    CHECK(d.run(late, http).outcome() == ensure_outcome::done);
}

TEST_CASE("ensure: a listener that is going is waited for, and one that is gone for good is in the way") {
    cloud c = make(gaap_http);
    device<tc3<>, gaap::CreateHTTPListener> d;
    d.run(c, http);
    c.listeners[0]["fixed"] = true;
    c.listeners[0]["ListenerStatus"] = 2;
    unsigned looks = 0;
    c.decides = [&](cloud& self, const request& r) {
        if (r.action == "DescribeHTTPListeners" && ++looks == 3) self.listeners.clear();
        return fate::arrives;
    };
    CHECK(d.run(c, http).outcome() == ensure_outcome::done);
    CHECK(d.machine->id() == "lsn-2");
    c.listeners[0]["fixed"] = true;
    c.listeners[0]["ListenerStatus"] = 2;
    looks = 10;
    const auto& m = d.run(c, http);
    CHECK(m.outcome() == ensure_outcome::in_the_way);
    CHECK(m.obstacle() == ensure_obstacle::in_motion);
    CHECK(m.other_id() == "lsn-2");
}

const system accelerator{.look = "ListListeners",
                         .create = "CreateListener",
                         .change = "UpdateListener",
                         .task = "",
                         .list = "Listeners",
                         .id = "ListenerId",
                         .port = "",
                         .state = "State",
                         .settled = "active",
                         .changing = "updating",
                         .udp = "udp",
                         .taken = "PortConflict.Listener",
                         .envelope = system::rpc};
constexpr ga::PortRange ranges[] = {{.FromPort = 20, .ToPort = 30}, {.FromPort = 40, .ToPort = 40}};
constexpr ga::CreateListener ga_plain{.AcceleratorId = "ga-1", .Name = "a", .PortRanges = ranges, .IdleTimeout = 30};

TEST_CASE("ensure: GA") {
    ga::CreateListener other = ga_plain;
    other.Name = "b";
    other.Description = "d";
    other.ClientAffinity = "SOURCE_IP";
    live<acs3<>>(accelerator, ga_plain, other);
}

TEST_CASE("ensure: GA repeats by its token, keeps the ports with every change, and reads all pages") {
    cloud c = make(accelerator);
    unsigned lost = 2;
    c.decides = [&](cloud&, const request& r) {
        return r.action == "CreateListener" && lost != 0 ? --lost, fate::answer_lost : fate::arrives;
    };
    device<acs3<>, ga::CreateListener> d;
    CHECK(d.run(c, ga_plain).outcome() == ensure_outcome::done);
    std::vector<std::string> tokens;
    for (const request& r : c.requests)
        if (r.action == "CreateListener") tokens.push_back(r.get("ClientToken"));
    REQUIRE(tokens.size() == 3);
    CHECK(tokens[0].size() == 32);
    CHECK(tokens[1] == tokens[0]);
    CHECK(tokens[2] == tokens[0]);
    CHECK(c.created == 1);
    const json mine = c.listeners[0];
    c.listeners.clear();
    for (int i = 0; i != 120; ++i) {
        json l = mine;
        l["ListenerId"] = "lsn-x" + std::to_string(i);
        l["PortRanges"] = json::array({{{"FromPort", 1000 + i}, {"ToPort", 1000 + i}}});
        c.listeners.push_back(l);
    }
    json turned = mine; // in another order, and in capitals
    turned["PortRanges"] = json::array({mine["PortRanges"][1], mine["PortRanges"][0]});
    turned["Protocol"] = "TCP";
    c.listeners.push_back(turned);
    c.requests.clear();
    CHECK(d.run(c, ga_plain).change() == ensure_change::nothing);
    CHECK(d.machine->calls() == 3);
    ga::CreateListener other = ga_plain;
    other.IdleTimeout = 60;
    other.Protocol = "tcp";
    c.requests.clear();
    CHECK(d.run(c, other).change() == ensure_change::modified);
    const auto change = std::find_if(c.requests.begin(), c.requests.end(),
                                     [](const request& r) { return r.action == "UpdateListener"; });
    REQUIRE(change != c.requests.end());
    CHECK(change->get("PortRanges.2.ToPort") == "40");
    CHECK(change->get("IdleTimeout") == "60");
    CHECK_FALSE(change->has("Name"));
    constexpr ga::PortRange overlap[] = {{.FromPort = 30, .ToPort = 31}};
    ga::CreateListener third = ga_plain;
    third.PortRanges = overlap;
    CHECK(d.run(c, third).obstacle() == ensure_obstacle::other_listener);
    CHECK(d.machine->other_id() == "lsn-1");
    third.Protocol = "udp";
    CHECK(d.run(c, third).outcome() == ensure_outcome::done);
}

system v2(std::string look, std::string create, std::string change, std::string task) {
    return {.look = std::move(look),
            .create = std::move(create),
            .change = std::move(change),
            .task = std::move(task),
            .list = "listenerSet",
            .id = "listenerId",
            .port = "loadBalancerPort",
            .state = "",
            .settled = 1,
            .changing = 0,
            .udp = "3",
            .taken = "4000",
            .envelope = system::v2};
}

TEST_CASE("ensure: LB, classic") {
    system s = v2("DescribeLoadBalancerListeners", "CreateLoadBalancerListeners", "ModifyLoadBalancerListener",
                  "DescribeLoadBalancersTaskResult");
    s.id = "unListenerId";
    s.state = "status";
    s.udp = "";
    using create = lb::CreateLoadBalancerListeners;
    const create::Listener a[] = {{.loadBalancerPort = 80,
                                   .instancePort = 8080,
                                   .protocol = 2,
                                   .listenerName = "a",
                                   .timeOut = 3,
                                   .intervalTime = 6,
                                   .scheduler = "wrr"}};
    const create::Listener b[] = {{.loadBalancerPort = 80,
                                   .instancePort = 8080,
                                   .protocol = 2,
                                   .listenerName = "b",
                                   .timeOut = 4,
                                   .intervalTime = 7,
                                   .scheduler = "least_conn"}};
    live<hmac_sha256<>>(s, create{.loadBalancerId = "lb-1", .listeners = a},
                        create{.loadBalancerId = "lb-1", .listeners = b});
    cloud c = make(s);
    device<hmac_sha256<>, create> d;
    d.run(c, {.loadBalancerId = "lb-1", .listeners = a});
    const create::Listener moved[] = {{.loadBalancerPort = 80, .instancePort = 8081, .protocol = 2}};
    CHECK(d.run(c, {.loadBalancerId = "lb-1", .listeners = moved}).obstacle() == ensure_obstacle::cannot_change);
    CHECK(names(d.machine->differing()) == "listeners.0.instancePort");
    const create::Listener udp[] = {{.loadBalancerPort = 81, .instancePort = 1, .protocol = 3},
                                    {.loadBalancerPort = 80, .instancePort = 1, .protocol = 3}};
    const auto& m = d.run(c, {.loadBalancerId = "lb-1", .listeners = udp});
    CHECK(m.obstacle() == ensure_obstacle::other_listener);
    CHECK(m.index() == 1);
    CHECK(m.change() == ensure_change::created);
    CHECK(d.listeners[0].id.view() == "lsn-2");
}

TEST_CASE("ensure: LB, application") {
    system s = v2("DescribeForwardLBListeners", "CreateForwardLBFourthLayerListeners", "ModifyForwardLBFourthListener",
                  "DescribeLoadBalancersTaskResult");
    s.shows_all = false;
    using fourth = lb::CreateForwardLBFourthLayerListeners;
    const fourth::Listener a[] = {{.loadBalancerPort = 80, .protocol = 2, .listenerName = "a", .sessionExpire = 60}};
    const fourth::Listener b[] = {{.loadBalancerPort = 80, .protocol = 2, .listenerName = "b"}};
    live<hmac_sha256<>>(s, fourth{.loadBalancerId = "lb-1", .listeners = a},
                        fourth{.loadBalancerId = "lb-1", .listeners = b});
    s.create = "CreateForwardLBSeventhLayerListeners";
    s.change = "ModifyForwardLBSeventhListener";
    s.shows_all = true;
    using seventh = lb::CreateForwardLBSeventhLayerListeners;
    const seventh::Listener x[] = {
        {.loadBalancerPort = 443, .protocol = 4, .SSLMode = "unidirectional", .certId = "c-1"}};
    const seventh::Listener y[] = {
        {.loadBalancerPort = 443, .protocol = 4, .SSLMode = "unidirectional", .certId = "c-2"}};
    live<hmac_sha256<>>(s, seventh{.loadBalancerId = "lb-1", .listeners = x},
                        seventh{.loadBalancerId = "lb-1", .listeners = y});
}

TEST_CASE("ensure: BMLB") {
    system s = v2("DescribeBmListeners", "CreateBmListeners", "ModifyBmListener", "DescribeBmLoadBalancersTaskResult");
    s.state = "status";
    s.udp = "udp";
    s.taken = "-12013";
    using create = bmlb::CreateBmListeners;
    const create::Listener a[] = {
        {.loadBalancerPort = 80, .protocol = "tcp", .listenerName = "a", .timeOut = 3, .intervalTime = 6}};
    const create::Listener b[] = {
        {.loadBalancerPort = 80, .protocol = "tcp", .listenerName = "b", .sessionExpire = 900}};
    live<hmac_sha256<>>(s, create{.loadBalancerId = "lb-1", .listeners = a},
                        create{.loadBalancerId = "lb-1", .listeners = b});
    cloud c = make(s);
    device<hmac_sha256<>, create> d;
    d.run(c, {.loadBalancerId = "lb-1", .listeners = a});
    c.listeners[0]["fixed"] = true;
    c.listeners[0]["status"] = 2;
    const auto& m = d.run(c, {.loadBalancerId = "lb-1", .listeners = a});
    CHECK(m.obstacle() == ensure_obstacle::dead_listener);
    CHECK(m.other_id() == "lsn-1");
}

} // namespace
