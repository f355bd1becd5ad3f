// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// tencent.bmlb (document 002): the life of a layer-4 listener, and DescribeBmLoadBalancersTaskResult for its tasks.

#include "../facts.hpp"
#include "api_v2.hpp"

namespace portwright_tool::emulator {
namespace bmlb {

constexpr std::size_t most_listeners = 50;   // under one load balancer

json create_listeners(session& at, const json& parameters) {
    const json& listeners = parameters["listeners"];
    const std::string balancer = text_or(parameters, "loadBalancerId", "");
    if (at.memory.listeners_of(at.to.system, balancer).size() + listeners.size() > most_listeners) {
        refuse(at, trouble::quota, "the load balancer has too many listeners");
    }
    std::vector<listener> made;
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < listeners.size(); ++i) {
        const json& one = listeners[i];
        paths.push_back("listeners." + std::to_string(i) + ".loadBalancerPort");
        check_health_times(one, "listeners." + std::to_string(i) + ".");
        const auto port = one["loadBalancerPort"].get<std::int64_t>();
        const std::string protocol = text_or(one, "protocol", "");
        made.push_back({.system = at.to.system,
                        .owner = balancer,
                        .id = at.memory.make_id("lbl-", 8),
                        .protocol = protocol,
                        .transports = protocol == "udp" ? over_udp : over_tcp,
                        .ports = {{port, port}},
                        .details = one});
    }
    return with_task(at, create_all(at, std::move(made), paths));   // document 002's answer has no listener IDs
}

int status_of(const listener& one) {
    switch (one.is) {
    case condition::creating: return 0;
    case condition::creation_failed: return 2;
    case condition::deleting: return 3;
    case condition::deletion_failed: return 4;
    case condition::running:
    case condition::changing: break;
    }
    return 1;
}

json describe_listeners(session& at, const json& filter) {
    const std::string balancer = text_or(filter, "loadBalancerId", "");
    require_owner(at, balancer);
    std::vector<listener*> seen;
    json rows = json::array();
    for (listener* one : at.memory.listeners_of(at.to.system, balancer)) {
        if (!is_listed(*one, filter)) continue;
        json shown{{"sessionExpire", 0}, {"healthSwitch", 0}, {"timeOut", 2},   {"intervalTime", 5},
                   {"healthNum", 3},     {"unhealthNum", 3},  {"bandwidth", 0}, {"customHealthSwitch", 0},
                   {"toaFlag", 0},       {"listenerName", ""}};
        shown.update(one->details);
        shown["listenerId"] = one->id;
        shown["listenerType"] = "L4Listener";
        shown["status"] = status_of(*one);
        shown["addTimestamp"] = time_text(one->created);
        rows.push_back(documented_row(*at.facts, "listenerSet", shown));
        seen.push_back(one);
    }
    at.memory.poll(seen);
    return {{"totalCount", rows.size()}, {"listenerSet", std::move(rows)}};
}

json modify_listener(session& at, const json& parameters) {
    listener& one =
        require_free_listener(at, text_or(parameters, "loadBalancerId", ""), text_or(parameters, "listenerId", ""));
    if (is_dead(one.is)) refuse(at, trouble::listener_busy, "The listener has failed.");
    json all = one.details;
    all.update(parameters);
    check_health_times(all, "");
    take_over(one.details, parameters, {"loadBalancerId", "listenerId"});
    return with_task(at, begin_change(at, one));
}

json delete_listeners(session& at, const json& parameters) {
    const std::string balancer = text_or(parameters, "loadBalancerId", "");
    std::vector<listener*> gone;
    for (const json& id : parameters["listenerIds"]) {   // all of them or none
        gone.push_back(&require_unused_listener(at, balancer, id.get<std::string>()));
    }
    const std::size_t operation = at.memory.begin();
    for (listener* one : gone) {
        one->is = condition::deleting;
        one->operation = operation;
    }
    return with_task(at, operation);
}

}   // namespace bmlb

action_handler find_bmlb_action(std::string_view action) {
    using namespace bmlb;
    if (action == "CreateBmListeners") return create_listeners;
    if (action == "DescribeBmListeners") return describe_listeners;
    if (action == "ModifyBmListener") return modify_listener;
    if (action == "DeleteBmListeners") return delete_listeners;
    if (action == "DescribeBmLoadBalancersTaskResult") return describe_v2_task;
    return nullptr;
}

} // namespace portwright_tool::emulator
