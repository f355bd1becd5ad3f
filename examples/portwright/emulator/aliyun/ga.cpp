// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// aliyun.ga (document 001): the life of a listener. Its state tells when an operation is done.

#include <algorithm>

#include "../facts.hpp"
#include "../life.hpp"

namespace portwright_tool::emulator {
namespace ga {

using reason = bad_parameter::reason;

[[noreturn]] void fail(std::string code, std::string message) {
    throw refusal{std::move(code), std::move(message), 400, {}};
}

void check_ports(const json& ranges, const std::string& protocol) {
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        const std::string path = "PortRanges." + std::to_string(i + 1);
        const auto from = ranges[i]["FromPort"].get<std::int64_t>();
        const auto to = ranges[i]["ToPort"].get<std::int64_t>();
        if (from > to) fail("PortRangeIllegal.Listener", path + ": FromPort is above ToPort.");
        if (to >= 65500) fail("SystemPort.Listener", path + ": the ports from 65500 are reserved.");
        for (const std::int64_t reserved : {250, 4789, 4790}) {
            if (protocol == "udp" && from <= reserved && reserved <= to) {
                fail("PortRangeIllegal.UDP", path + ": the UDP ports 250, 4789 and 4790 are reserved.");
            }
        }
    }
    const bool one_port = ranges.size() == 1 && ranges[0]["FromPort"] == ranges[0]["ToPort"];
    if (protocol.starts_with("http") && !one_port) {
        fail("PortRanges.MustOne", "A listener of HTTP or HTTPS has one port.");
    }
}

void check_https(const json& settings, const std::string& protocol) {
    const auto found = settings.find("Certificates");
    if (protocol == "https" && (found == settings.end() || found->empty())) {
        refuse(reason::missing, "Certificates.1.Id", "is missing for HTTPS");
    }
}

void set_ports(listener& one, const json& ranges) {
    one.transports = one.protocol == "udp" ? over_udp : over_tcp;
    one.ports.clear();
    for (const json& range : ranges)
        one.ports.push_back({range["FromPort"].get<std::int64_t>(), range["ToPort"].get<std::int64_t>()});
    // A range of ports is at most what is left of them, so an order by the first one is an order.
    std::sort(one.ports.begin(), one.ports.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

// Same token and same parameters: the same answer. The act is done only for a token that is new.
template <class Act>
json once(session& at, const json& parameters, Act act) {
    const std::string token = text_or(parameters, "ClientToken", "");
    if (std::any_of(token.begin(), token.end(), [](char c) { return static_cast<unsigned char>(c) > 126; })) {
        refuse(reason::value, "ClientToken", "must be ASCII");
    }
    if (token.empty()) return act();
    const std::string fingerprint = at.to.action + parameters.dump(-1, ' ', false, json::error_handler_t::replace);
    if (const auto* known = at.memory.find_token(token)) {
        if (known->parameters == fingerprint) return known->answer;
        fail("IdempotentParameterMismatch", "The ClientToken was used before with other parameters.");
    }
    json answer = act();
    at.memory.remember_token(token, {fingerprint, answer});
    return answer;
}

json create_listener(session& at, const json& parameters) {
    const std::string protocol = lower(text_or(parameters, "Protocol", "tcp"));
    check_ports(parameters["PortRanges"], protocol);
    check_https(parameters, protocol);
    return once(at, parameters, [&]() -> json {
        listener made{.system = at.to.system,
                      .owner = text_or(parameters, "AcceleratorId", ""),
                      .id = at.memory.make_id("lsr-bp1", 17),
                      .protocol = protocol};
        set_ports(made, parameters["PortRanges"]);
        take_over(made.details, parameters, {"RegionId", "ClientToken", "AcceleratorId", "Protocol"});
        made.in_use = has(parameters, "EndpointGroupConfigurations") ||
                      has(parameters, "CustomRoutingEndpointGroupConfigurations");   // they have to be deleted first
        json answer{{"ListenerId", made.id}};
        create_all(at, {std::move(made)}, {"PortRanges"});
        return answer;
    });
}

// "active" is ready; pages of different years give the words before it.
const char* state_of(const session& at, const listener& one) {
    switch (one.is) {
    case condition::creating: return at.memory.polls(one.operation) == 0 ? "init" : "configuring";
    case condition::changing: return "updating";
    case condition::deleting: return "deleting";
    default: break;
    }
    return "active";
}

json fields_of(const session& at, const listener& one) {
    json shown{{"Name", ""},
               {"Description", ""},
               {"Type", "Standard"},
               {"ProxyProtocol", false},
               {"IdleTimeout", one.protocol == "tcp"   ? 900
                               : one.protocol == "udp" ? 20
                                                       : 15},
               {"Certificates", json::array()},
               {"BackendPorts", json::array()}};
    json forwarded{{"XForwardedForGaApEnabled", false},
                   {"XForwardedForGaIdEnabled", false},
                   {"XForwardedForPortEnabled", false},
                   {"XForwardedForProtoEnabled", false},
                   {"XRealIpEnabled", false}};
    if (one.protocol.starts_with("http")) shown["RequestTimeout"] = 60;
    if (one.protocol == "https") {
        shown["HttpVersion"] = "http2";
        shown["SecurityPolicyId"] = "tls_cipher_policy_1_0";   // the cloud chooses one
    }
    shown.update(one.details);
    if (has(one.details, "XForwardedForConfig")) forwarded.update(one.details["XForwardedForConfig"]);
    if (one.protocol.starts_with("http")) shown["XForwardedForConfig"] = forwarded;
    if (shown["ProxyProtocol"].is_string()) shown["ProxyProtocol"] = shown["ProxyProtocol"] == "true";
    if (text_or(shown, "ClientAffinity", "").empty()) shown["ClientAffinity"] = "NONE";
    for (json& certificate : shown["Certificates"]) certificate["Type"] = "Server";
    for (json& range : shown["BackendPorts"]) {   // numbers in the request, texts in the answer
        for (json& port : range) port = port.dump();
    }
    std::string protocol = one.protocol;
    for (char& c : protocol) c = static_cast<char>(c - 'a' + 'A');   // replies have capitals
    shown["Protocol"] = protocol;
    shown["AcceleratorId"] = one.owner;
    shown["ListenerId"] = one.id;
    shown["State"] = state_of(at, one);
    return shown;
}

json describe_listener(session& at, const json& parameters) {
    listener& one = require_listener(at, "", text_or(parameters, "ListenerId", ""));
    json shown = fields_of(at, one);
    shown["CreateTime"] = std::to_string(one.created * 1000);   // a text of milliseconds here
    at.memory.poll(one.operation);
    return documented(at.facts->answer, shown);
}

json list_listeners(session& at, const json& parameters) {
    const std::string accelerator = text_or(parameters, "AcceleratorId", "");
    require_owner(at, accelerator);
    const std::string protocol = lower(text_or(parameters, "Protocol", ""));
    const std::int64_t page = integer_or(parameters, "PageNumber", 1);
    const std::int64_t size = integer_or(parameters, "PageSize", 10);
    const std::int64_t first = page > 1000000 ? INT64_MAX : (page - 1) * size;
    std::vector<listener*> seen;
    std::int64_t total = 0;
    json rows = json::array();
    for (listener* one : at.memory.listeners_of(at.to.system, accelerator)) {
        if (!protocol.empty() && one->protocol != protocol) continue;
        const std::int64_t position = total++;
        if (position < first || position - first >= size) continue;
        json shown = fields_of(at, *one);
        shown["CreateTime"] = one->created * 1000;   // and a number here
        rows.push_back(documented_row(*at.facts, "Listeners", shown));
        seen.push_back(one);
    }
    at.memory.poll(seen);
    return {{"TotalCount", total}, {"PageNumber", page}, {"PageSize", size}, {"Listeners", std::move(rows)}};
}

json update_listener(session& at, const json& parameters) {
    return once(at, parameters, [&]() -> json {
        check_ports(parameters["PortRanges"], lower(text_or(parameters, "Protocol", "")));
        listener& one = require_free_listener(at, "", text_or(parameters, "ListenerId", ""));
        listener changed = one;
        changed.protocol = lower(text_or(parameters, "Protocol", one.protocol));
        check_ports(parameters["PortRanges"], changed.protocol);
        take_over(changed.details, parameters, {"RegionId", "ClientToken", "ListenerId", "Protocol"});
        check_https(changed.details, changed.protocol);
        set_ports(changed, parameters["PortRanges"]);
        if (listener* const taken = at.memory.in_the_way(changed, &one)) {
            at.memory.poll(taken->operation);
            refuse(at, trouble::port_taken, "The listener port configuration is in conflict.");
        }
        one = std::move(changed);
        begin_change(at, one);
        return json::object();
    });
}

json delete_listener(session& at, const json& parameters) {
    return once(at, parameters, [&]() -> json {
        begin_deletion(at, require_unused_listener(at, text_or(parameters, "AcceleratorId", ""),
                                                   text_or(parameters, "ListenerId", "")));
        return json::object();
    });
}

}   // namespace ga

action_handler find_ga_action(std::string_view action) {
    using namespace ga;
    if (action == "CreateListener") return create_listener;
    if (action == "DescribeListener") return describe_listener;
    if (action == "ListListeners") return list_listeners;
    if (action == "UpdateListener") return update_listener;
    if (action == "DeleteListener") return delete_listener;
    return nullptr;
}

} // namespace portwright_tool::emulator
