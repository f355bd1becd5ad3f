// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// tencent.lb (document 004): the life of a listener of a classic load balancer and, with "Forward" in the actions'
// names, of an application load balancer.

#include <algorithm>
#include <array>

#include "../facts.hpp"
#include "api_v2.hpp"

namespace portwright_tool::emulator {
namespace lb {

using reason = bad_parameter::reason;

constexpr std::array protocol_names{"", "HTTP", "TCP", "UDP", "HTTPS"};
constexpr std::int64_t http = 1;
constexpr std::int64_t udp = 3;
constexpr std::int64_t https = 4;
constexpr std::size_t most_unfiltered = 20;

bool is_of_application(const session& at) { return at.to.action.find("Forward") != std::string::npos; }
bool is_layer_7(std::int64_t protocol) { return protocol == http || protocol == https; }

void check_https(const json& one, const std::string& path) {
    if (!has(one, "SSLMode")) refuse(reason::missing, path + "SSLMode", "is missing for HTTPS");
    if (!has(one, "certId") && !(has(one, "certContent") && has(one, "certKey") && has(one, "certName"))) {
        refuse(reason::missing, path + "certId", "is missing, and so is a whole certContent, certKey, certName");
    }
    if (one["SSLMode"] == "mutual" && !has(one, "certCaId") && !(has(one, "certCaContent") && has(one, "certCaName"))) {
        refuse(reason::missing, path + "certCaId", "is missing, and so is a whole certCaContent, certCaName");
    }
}

void check_settings(const json& one, const std::string& path) {
    check_health_times(one, path);
    if (has(one, "httpHash") && has(one, "scheduler")) {
        refuse(reason::combination, path + "scheduler", "cannot be given beside httpHash");
    }
    if (has(one, "httpCheckPath") && !text_or(one, "httpCheckPath", "").starts_with('/')) {
        refuse(reason::value, path + "httpCheckPath", "must start with /");
    }
}

// Certificates that came as texts get IDs.
void adopt_certificates_of(state& memory, json& one) {
    if (has(one, "certContent") && !has(one, "certId")) one["certId"] = memory.make_id("", 8);
    if (has(one, "certCaContent") && !has(one, "certCaId")) one["certCaId"] = memory.make_id("", 8);
    for (const char* text : {"certKey", "certContent", "certName", "certCaContent", "certCaName"}) one.erase(text);
}

json create(session& at, const json& parameters) {
    const bool application = is_of_application(at);
    const json& listeners = parameters["listeners"];
    std::vector<listener> made;
    std::vector<std::string> paths;
    json ids = json::array();
    for (std::size_t i = 0; i < listeners.size(); ++i) {
        const std::string path = "listeners." + std::to_string(i) + ".";
        check_settings(listeners[i], path);
        const auto protocol = listeners[i]["protocol"].get<std::int64_t>();
        if (protocol == https) {
            if (!application && listeners.size() != 1) {
                refuse(reason::combination, "listeners", "cannot hold HTTPS in a batch");
            }
            check_https(listeners[i], path);
        }
        const auto port = listeners[i]["loadBalancerPort"].get<std::int64_t>();
        listener one{.system = at.to.system,
                     .owner = text_or(parameters, "loadBalancerId", ""),
                     .id = at.memory.make_id("lbl-", 8),
                     .protocol = std::to_string(protocol),
                     .application = application,
                     // Document 004: on a classic load balancer a port has one protocol only.
                     .transports = !application      ? over_tcp | over_udp
                                   : protocol == udp ? over_udp
                                                     : over_tcp,
                     .ports = {{port, port}},
                     .details = listeners[i]};
        adopt_certificates_of(at.memory, one.details);
        ids.insert(ids.begin(), one.id);   // no document states an order, so it is not the one of the request
        paths.push_back(path + "loadBalancerPort");
        made.push_back(std::move(one));
    }
    const std::size_t operation = create_all(at, std::move(made), paths);
    json answer{{"listenerIds", std::move(ids)}};
    // The answer of this one action has no task, so the look-up has to be asked.
    return at.to.action == "CreateForwardLBSeventhLayerListeners" ? answer
                                                                  : with_task(at, operation, std::move(answer));
}

json row_of(const session& at, const listener& one) {
    const auto protocol = one.details["protocol"].get<std::int64_t>();
    json shown = one.details;
    if (one.application) {
        shown["listenerId"] = one.id;
        shown["protocolType"] = protocol_names[static_cast<std::size_t>(protocol)];
        json row = documented_row(*at.facts, "listenerSet", shown);
        if (is_layer_7(protocol)) row["rules"] = json::array();
        return row;
    }
    json defaults{{"sessionExpire", 0}, {"healthSwitch", 1}, {"timeOut", 2},
                  {"intervalTime", 5},  {"healthNum", 3},    {"unhealthNum", 3}};
    if (is_layer_7(protocol)) defaults.update({{"httpHash", "wrr"}, {"httpCode", 31}, {"httpCheckPath", "/"}});
    else defaults["scheduler"] = "wrr";
    defaults.update(shown);
    defaults["unListenerId"] = one.id;   // what the other actions take; the other one is not even unique
    defaults["listenerId"] = "listener-" + std::to_string(one.created);
    defaults["status"] = one.is == condition::creating ? 0 : 1;
    return documented_row(*at.facts, "listenerSet", defaults);
}

json describe(session& at, const json& filter) {
    const bool application = is_of_application(at);
    const std::string owner = text_or(filter, "loadBalancerId", "");
    require_owner(at, owner);
    const bool by_id = has(filter, "listenerIds");
    const bool filtered = by_id || has(filter, "loadBalancerPort") || has(filter, "protocol");
    std::vector<listener*> seen;
    json rows = json::array();
    std::size_t total = 0;
    for (listener* one : at.memory.listeners_of(at.to.system, owner)) {
        if (one->application != application || !is_listed(*one, filter)) continue;
        if (has(filter, "loadBalancerPort") && filter["loadBalancerPort"] != one->ports.front().first) continue;
        if (has(filter, "protocol") && filter["protocol"] != one->details["protocol"]) continue;
        if (has(filter, "status") && !by_id && filter["status"] != (one->is == condition::creating ? 0 : 1)) continue;
        seen.push_back(one);
        if (++total <= most_unfiltered || filtered) rows.push_back(row_of(at, *one));
    }
    at.memory.poll(seen);
    json answer{{"listenerSet", std::move(rows)}};
    if (!application) answer["totalCount"] = total;
    return answer;
}

json modify(session& at, const json& parameters) {
    check_settings(parameters, "");
    const std::string owner = text_or(parameters, "loadBalancerId", "");
    const std::string id = text_or(parameters, "listenerId", "");
    const listener& found = require_listener(at, owner, id);
    const bool layer_7 = is_layer_7(found.details["protocol"].get<std::int64_t>());
    const bool other_layer = (at.to.action == "ModifyForwardLBSeventhListener" && !layer_7) ||
                             (at.to.action == "ModifyForwardLBFourthListener" && layer_7);
    if (found.application != is_of_application(at) || other_layer) {
        refuse(at, trouble::listener_missing, "the listener is of another kind");
    }
    listener& one = require_free_listener(at, owner, id);
    json given = parameters;
    adopt_certificates_of(at.memory, given);
    if (has(given, "httpHash")) one.details.erase("scheduler");
    if (has(given, "scheduler")) one.details.erase("httpHash");
    take_over(one.details, given, {"loadBalancerId", "listenerId"});
    return with_task(at, begin_change(at, one));
}

json delete_listeners(session& at, const json& parameters) {
    const std::string owner = text_or(parameters, "loadBalancerId", "");
    const json ids =
        has(parameters, "listenerIds") ? parameters["listenerIds"] : json::array({parameters["listenerId"]});
    for (const json& id : ids) (void)require_unused_listener(at, owner, id.get<std::string>()); // all of them or none
    std::size_t operation = at.memory.begin();
    for (const json& id : ids) {
        if (listener* const one = at.memory.find_listener(at.to.system, id.get<std::string>()))
            operation = delete_at_once(at, *one);
    }
    return with_task(at, operation);
}

}   // namespace lb

action_handler find_lb_action(std::string_view action) {
    using namespace lb;
    if (action == "CreateLoadBalancerListeners" || action == "CreateForwardLBSeventhLayerListeners" ||
        action == "CreateForwardLBFourthLayerListeners")
        return create;
    if (action == "DescribeLoadBalancerListeners" || action == "DescribeForwardLBListeners") return describe;
    if (action == "ModifyLoadBalancerListener" || action == "ModifyForwardLBSeventhListener" ||
        action == "ModifyForwardLBFourthListener")
        return modify;
    if (action == "DeleteLoadBalancerListeners" || action == "DeleteForwardLBListener") return delete_listeners;
    if (action == "DescribeLoadBalancersTaskResult") return describe_v2_task;
    return nullptr;
}

} // namespace portwright_tool::emulator
