// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// tencent.gaap (document 003): the life of listeners of four protocols. Each protocol has its own actions, the look-up
// tells the state, and there are no tasks.

#include <algorithm>

#include "../facts.hpp"
#include "../life.hpp"

namespace portwright_tool::emulator {
namespace gaap {

using reason = bad_parameter::reason;

// The protocol is in the action's name.
std::string protocol_of(const session& at) {
    for (const char* one : {"HTTPS", "HTTP", "TCP", "UDP"})
        if (at.to.action.find(one) != std::string::npos) return one;
    return {};
}

[[noreturn]] void conflict(const char* message) {
    throw refusal{"InvalidParameter.ConflictParameters", message, 200, {}};
}

// The connection or the group that the listener belongs to. Document 003 knows ProxyId only and marks it optional;
// later pages want exactly one of the two.
std::string owner_of(const json& parameters, bool required) {
    const std::string proxy = text_or(parameters, "ProxyId", "");
    const std::string group = text_or(parameters, "GroupId", "");
    if (!proxy.empty() && !group.empty()) conflict("ProxyId and GroupId exclude each other.");
    if (required && proxy.empty() && group.empty()) refuse(reason::missing, "ProxyId", "is missing, and so is GroupId");
    return proxy.empty() ? group : proxy;
}

void check_settings(const json& parameters, const json& before) {
    json all = before;
    all.update(parameters);
    if (has(parameters, "ConnectTimeout") || has(parameters, "DelayLoop")) {
        if (integer_or(all, "ConnectTimeout", 2) >= integer_or(all, "DelayLoop", 5)) {
            refuse(reason::value, "ConnectTimeout", "must be less than DelayLoop");
        }
    }
    if (integer_or(all, "AuthType", 0) == 1 && !has(all, "ClientCertificateId") &&
        !has(all, "PolyClientCertificateIds")) {
        refuse(reason::missing, "ClientCertificateId", "is missing for AuthType 1");
    }
}

json create(session& at, const json& parameters) {
    const std::string owner = owner_of(parameters, true);
    const std::string protocol = protocol_of(at);
    check_settings(parameters, json::object());
    const bool batch = has(parameters, "Ports");
    const json ports = batch ? parameters["Ports"] : json::array({parameters["Port"]});
    const bool http3 = integer_or(parameters, "Http3Supported", 0) == 1;   // HTTP/3 is over UDP

    std::vector<listener> made;
    std::vector<std::string> paths;
    json ids = json::array();
    for (std::size_t i = 0; i < ports.size(); ++i) {
        const auto port = ports[i].get<std::int64_t>();
        paths.push_back(batch ? "Ports." + std::to_string(i) : "Port");
        if (port < 1 || port > 65535) {
            throw refusal{"InvalidParameterValue.InvalidListenerPort", paths[i] + " is outside of 1..65535.", 200, {}};
        }
        listener one{.system = at.to.system,
                     .owner = owner,
                     .id = at.memory.make_id("listener-", 8),
                     .protocol = protocol,
                     .transports = protocol == "UDP" ? over_udp
                                   : http3           ? over_tcp | over_udp
                                                     : over_tcp,
                     .ports = {{port, port}}};
        take_over(one.details, parameters, {"Ports", "Port", "RealServerPorts"});
        if (has(parameters, "RealServerPorts") && i < parameters["RealServerPorts"].size()) {
            one.details["RealServerPort"] = parameters["RealServerPorts"][i];
        }
        ids.insert(ids.begin(), one.id);   // no document states an order, so it is not the one of Ports
        made.push_back(std::move(one));
    }
    create_all(at, std::move(made), paths);
    return batch ? json{{"ListenerIds", std::move(ids)}} : json{{"ListenerId", ids[0]}};
}

bool is_wanted(const listener& one, const json& filter) {
    const std::string name = text_or(one.details, "ListenerName", "");
    const std::string searched = text_or(filter, "SearchValue", "");
    const std::int64_t port = one.ports.front().first;
    return (!has(filter, "ListenerId") || filter["ListenerId"] == one.id) &&
           (!has(filter, "ListenerName") || filter["ListenerName"] == name) &&
           (!has(filter, "Port") || filter["Port"] == port) &&
           (!has(filter, "Http3Supported") ||
            filter["Http3Supported"] == integer_or(one.details, "Http3Supported", 0)) &&
           (searched.empty() || name.find(searched) != std::string::npos || std::to_string(port) == searched);
}

int status_of(const listener& one) {
    switch (one.is) {
    case condition::creating: return 1;
    case condition::running: return 0;
    case condition::deleting: return 2;
    default: break;
    }
    return 4;
}

json row_of(const session& at, const listener& one) {
    json shown = json::object();
    if (one.protocol == "TCP" || one.protocol == "UDP") {
        shown = {{"DelayLoop", 5},      {"ConnectTimeout", 2}, {"HealthyThreshold", 1}, {"UnhealthyThreshold", 1},
                 {"FailoverSwitch", 0}, {"HealthCheck", 0},    {"BindStatus", 0},       {"SessionPersist", 0},
                 {"ClientIPMethod", 0}, {"CheckType", "PORT"}};
    } else if (one.protocol == "HTTPS") {
        shown = {{"AuthType", 0}, {"Http3Supported", 0}};
    }
    shown.update(one.details);
    json certificates = json::array();
    if (has(shown, "PolyClientCertificateIds")) {
        for (const json& id : shown["PolyClientCertificateIds"]) {
            certificates.push_back({{"CertificateId", id}, {"CertificateAlias", ""}});
        }
    } else if (has(shown, "ClientCertificateId")) {
        certificates.push_back({{"CertificateId", shown["ClientCertificateId"]}, {"CertificateAlias", ""}});
    }
    shown["PolyClientCertificateAliasInfo"] = std::move(certificates);
    shown["ListenerId"] = one.id;
    shown["Port"] = one.ports.front().first;
    shown["Protocol"] = one.protocol;
    shown["CreateTime"] = one.created;
    shown["ListenerStatus"] = status_of(one);
    shown["ProxyId"] = text_or(one.details, "ProxyId", "");
    return documented_row(*at.facts, "ListenerSet", shown);
}

json describe(session& at, const json& filter) {
    const std::string owner = owner_of(filter, !has(filter, "ListenerId"));
    if (has(filter, "SearchValue") && (has(filter, "ListenerName") || has(filter, "Port"))) {
        conflict("SearchValue excludes ListenerName and Port.");
    }
    std::vector<listener*> candidates;
    if (has(filter, "ListenerId")) {
        listener& one = require_listener(at, "", text_or(filter, "ListenerId", ""));
        if (owner.empty() || owner == one.owner) candidates.push_back(&one);
    } else {
        require_owner(at, owner);
        candidates = at.memory.listeners_of(at.to.system, owner);
    }
    const std::string protocol = protocol_of(at);
    const std::int64_t offset = integer_or(filter, "Offset", 0);
    const std::int64_t limit = integer_or(filter, "Limit", 20);
    if (offset < 0 || limit < 0) refuse(reason::range, offset < 0 ? "Offset" : "Limit", "is negative");
    std::vector<listener*> seen;
    std::int64_t total = 0;
    json set = json::array();
    for (listener* one : candidates) {
        if (one->protocol != protocol || !is_wanted(*one, filter)) continue;
        const std::int64_t position = total++;
        if (position < offset || position - offset >= limit) continue;
        set.push_back(row_of(at, *one));
        seen.push_back(one);
    }
    at.memory.poll(seen);
    return {{"TotalCount", total}, {"ListenerSet", std::move(set)}};
}

json modify(session& at, const json& parameters) {
    const std::string protocol = protocol_of(at);
    const bool owner_wanted = protocol == "TCP" || protocol == "UDP";
    const std::string owner = owner_of(parameters, owner_wanted);
    const std::string id = text_or(parameters, "ListenerId", "");
    if (require_listener(at, owner, id).protocol != protocol) {
        refuse(at, trouble::listener_missing, "The listener is of another protocol.");
    }
    listener& one = require_free_listener(at, owner, id);
    if (protocol == "HTTPS" && has(one.details, "ProxyId") && owner.empty()) {
        refuse(reason::missing, "ProxyId", "is missing for a listener of a connection");
    }
    check_settings(parameters, one.details);
    if (has(parameters, "ClientCertificateId")) one.details.erase("PolyClientCertificateIds");
    if (has(parameters, "PolyClientCertificateIds")) one.details.erase("ClientCertificateId");
    take_over(one.details, parameters, {"ListenerId", "ProxyId", "GroupId"});
    begin_change(at, one);
    return json::object();
}

json delete_listeners(session& at, const json& parameters) {
    const std::string owner = owner_of(parameters, false);
    if (!owner.empty()) require_owner(at, owner);
    json answer{{"OperationSucceedListenerSet", json::array()},
                {"OperationFailedListenerSet", json::array()},
                {"InvalidStatusListenerSet", json::array()}};
    for (const json& id : parameters["ListenerIds"]) {
        listener* const one = at.memory.find_listener(at.to.system, id.get<std::string>());
        const char* set = "OperationSucceedListenerSet";
        if (one == nullptr || (!owner.empty() && one->owner != owner)) {
            set = "OperationFailedListenerSet";
        } else if (one->is != condition::running) {
            set = "InvalidStatusListenerSet";
            at.memory.poll(one->operation);
        } else if (one->in_use && integer_or(parameters, "Force", 0) == 0) {
            set = "OperationFailedListenerSet";
        } else {
            begin_deletion(at, *one);
        }
        answer[set].push_back(id);
    }
    return answer;
}

}   // namespace gaap

action_handler find_gaap_action(std::string_view action) {
    using namespace gaap;
    if (action == "DeleteListeners") return delete_listeners;
    if (action.starts_with("Create")) return create;
    if (action.starts_with("Describe")) return describe;
    if (action.starts_with("Modify")) return modify;
    return nullptr;
}

} // namespace portwright_tool::emulator
