// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// tencent.lb (document 004): CreateLoadBalancerListeners, and DescribeLoadBalancersTaskResult for its task.

#include <algorithm>
#include <array>

#include "../cloud.hpp"
#include "../digest.hpp"

namespace portwright_tool::emulator {
namespace {

using reason = bad_parameter::reason;

constexpr std::array create_fields{
    must(text("loadBalancerId")),
    must(integer("listeners.n.loadBalancerPort", 1, 65535)),
    must(integer("listeners.n.instancePort", 1, 65535)),
    must(integer_choice("listeners.n.protocol", "1|2|3|4")),
    text("listeners.n.listenerName"),
    integer("listeners.n.sessionExpire", 30, 3600, "0"),
    integer_choice("listeners.n.healthSwitch", "0|1"),
    integer("listeners.n.timeOut", 2, 60),
    integer("listeners.n.intervalTime", 5, 300),
    integer("listeners.n.healthNum", 2, 10),
    integer("listeners.n.unhealthNum", 2, 10),
    choice("listeners.n.httpHash", "wrr|ip_hash|least_conn"),
    choice("listeners.n.scheduler", "wrr|least_conn"),
    integer("listeners.n.httpCode", 1, 31),
    text("listeners.n.httpCheckPath"),
    choice("listeners.n.SSLMode", "unidirectional|mutual"),
    text("listeners.n.certId"),
    text("listeners.n.certCaId"),
    text("listeners.n.certCaContent"),
    text("listeners.n.certCaName"),
    text("listeners.n.certContent"),
    text("listeners.n.certKey"),
    text("listeners.n.certName"),
};

constexpr std::array task_fields{must(integer("requestId"))};

constexpr std::int64_t https = 4;

void check_https(const json& one, const std::string& path) {
    if (!has(one, "SSLMode")) refuse(reason::missing, path + "SSLMode", "is missing for HTTPS");
    if (!has(one, "certId") && !(has(one, "certContent") && has(one, "certKey") && has(one, "certName"))) {
        refuse(reason::missing, path + "certId", "is missing, and so is a whole certContent, certKey, certName");
    }
    if (one["SSLMode"] == "mutual" && !has(one, "certCaId") && !(has(one, "certCaContent") && has(one, "certCaName"))) {
        refuse(reason::missing, path + "certCaId", "is missing, and so is a whole certCaContent, certCaName");
    }
}

void check_rules(const json& listeners) {
    for (std::size_t i = 0; i < listeners.size(); ++i) {
        const json& one = listeners[i];
        const std::string path = "listeners." + std::to_string(i) + ".";
        if (integer_or(one, "timeOut", 0) >= integer_or(one, "intervalTime", 301)) {   // both given
            refuse(reason::value, path + "timeOut", "must be less than intervalTime");
        }
        if (has(one, "httpHash") && has(one, "scheduler")) {
            refuse(reason::combination, path + "scheduler", "cannot be given beside httpHash");
        }
        if (has(one, "httpCheckPath") && !text_or(one, "httpCheckPath", "").starts_with('/')) {
            refuse(reason::value, path + "httpCheckPath", "must start with /");
        }
        if (one["protocol"] == https) {
            if (listeners.size() != 1) refuse(reason::combination, "listeners", "cannot hold HTTPS in a batch");
            check_https(one, path);
        }
    }
}

json create_listeners(session& at, const json& tree) {
    const json parameters = checked(tree, {create_fields, 0, false, false});
    const json& listeners = parameters["listeners"];
    check_rules(listeners);
    const std::string balancer = text_or(parameters, "loadBalancerId", "");

    std::vector<listener> made;
    for (std::size_t i = 0; i < listeners.size(); ++i) {
        const auto port = listeners[i]["loadBalancerPort"].get<std::int64_t>();
        const bool twice =
            std::any_of(made.begin(), made.end(), [&](const listener& other) { return other.first_port == port; });
        // Document 004: a port has one protocol only. It gives no module code for a port that is taken; 5100 is its
        // code for an operation on a resource that failed.
        if (twice || at.memory.at_port("tencent.lb", balancer, "", port, port) != nullptr) {
            throw refusal{"5100", "listeners." + std::to_string(i) + ".loadBalancerPort has a listener already", 200,
                          "OperationFailed"};
        }
        made.push_back({.system = "tencent.lb",
                        .owner = balancer,
                        .id = "lbl-" + random_text(8),
                        .transport = "",
                        .first_port = port,
                        .last_port = port,
                        .created = at.now,
                        .details = listeners[i]});
        made.back().details.erase("certKey");
    }
    const std::int64_t task = at.memory.next_task_number();
    json answer = {{"requestId", task}, {"listenerIds", json::array()}};
    for (listener& one : made) { // all of them or none
        answer["listenerIds"].push_back(one.id);
        at.memory.add(std::move(one));
    }
    at.memory.add_task("tencent.lb", std::to_string(task));
    return answer;
}

json describe_task_result(session& at, const json& tree) {
    const json parameters = checked(tree, {task_fields, 0, false, false});
    const auto polls = at.memory.poll_task("tencent.lb", std::to_string(integer_or(parameters, "requestId", 0)));
    if (!polls) throw refusal{"5000", "the task does not exist", 200, "ResourceNotFound"};
    // 0 succeeded, 1 failed, 2 in progress; the table calls data an array, the sample has an object.
    return {{"data", {{"status", *polls < at.options.polls_until_done ? 2 : 0}}}};
}

} // namespace

action_handler find_lb_action(std::string_view action) {
    if (action == "CreateLoadBalancerListeners") return create_listeners;
    if (action == "DescribeLoadBalancersTaskResult") return describe_task_result;
    return nullptr;
}

} // namespace portwright_tool::emulator
