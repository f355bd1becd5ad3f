// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// tencent.bmlb (document 002): CreateBmListeners, and DescribeBmLoadBalancersTaskResult for its task.

#include <algorithm>
#include <array>

#include "../cloud.hpp"
#include "../digest.hpp"

namespace portwright_tool::emulator {
namespace {

using reason = bad_parameter::reason;

constexpr std::size_t most_listeners = 50;   // under one load balancer

constexpr std::array create_fields{
    must(text("loadBalancerId")),
    must(integer("listeners.n.loadBalancerPort", 1, 65535)),
    must(choice("listeners.n.protocol", "tcp|udp")),
    text("listeners.n.listenerName"),
    integer("listeners.n.sessionExpire", 900, 3600),
    integer_choice("listeners.n.healthSwitch", "0|1"),
    integer("listeners.n.timeOut", 2, 60),
    integer("listeners.n.intervalTime", 5, 300),
    integer("listeners.n.healthNum", 2, 10),
    integer("listeners.n.unhealthNum", 2, 10),
    integer("listeners.n.bandwidth", 0, 1000),
    integer_choice("listeners.n.customHealthSwitch", "0|1"),
    choice("listeners.n.inputType", "text|hexadecimal"),
    integer_choice("listeners.n.lineSeparatorType", "1|2|3"),
    text("listeners.n.healthRequest"),
    text("listeners.n.healthResponse"),
    integer_choice("listeners.n.toaFlag", "0|1"),
};

constexpr std::array task_fields{must(integer("requestId"))};

json create_listeners(session& at, const json& tree) {
    const json parameters = checked(tree, {create_fields, 0, false, false});
    const json& listeners = parameters["listeners"];
    const std::string balancer = text_or(parameters, "loadBalancerId", "");
    if (at.memory.listeners_of("tencent.bmlb", balancer).size() + listeners.size() > most_listeners) {
        throw refusal{"12014", "the load balancer has too many listeners", 200,
                      "InvalidResource.ListenerNumberOverLimit"};
    }

    std::vector<listener> made;
    for (std::size_t i = 0; i < listeners.size(); ++i) {
        const json& one = listeners[i];
        const std::string path = "listeners." + std::to_string(i);
        if (integer_or(one, "timeOut", 0) >= integer_or(one, "intervalTime", 301)) {   // both given
            refuse(reason::value, path + ".timeOut", "must be less than intervalTime");
        }
        const auto port = one["loadBalancerPort"].get<std::int64_t>();
        const std::string protocol = text_or(one, "protocol", "");
        const bool twice = std::any_of(made.begin(), made.end(), [&](const listener& other) {
            return other.first_port == port && other.transport == protocol;
        });
        if (twice || at.memory.at_port("tencent.bmlb", balancer, protocol, port, port) != nullptr) {
            throw refusal{"-12013", path + ".loadBalancerPort has a listener already", 200,
                          "InvalidParameter.VportIsDuplicate"};
        }
        made.push_back({.system = "tencent.bmlb",
                        .owner = balancer,
                        .id = "lbl-" + random_text(8),
                        .transport = protocol,
                        .first_port = port,
                        .last_port = port,
                        .created = at.now,
                        .details = one});
    }
    for (listener& one : made) at.memory.add(std::move(one));   // all of them or none
    const std::int64_t task = at.memory.next_task_number();
    at.memory.add_task("tencent.bmlb", std::to_string(task));
    return {{"requestId", task}};   // document 002's answer has no listener IDs
}

json describe_task_result(session& at, const json& tree) {
    const json parameters = checked(tree, {task_fields, 0, false, false});
    const auto polls = at.memory.poll_task("tencent.bmlb", std::to_string(integer_or(parameters, "requestId", 0)));
    if (!polls) throw refusal{"5000", "the task does not exist", 200, "ResourceNotFound"};
    return {{"data", {{"status", *polls < at.options.polls_until_done ? 2 : 0}}}};   // 1 would be a failure
}

}   // namespace

action_handler find_bmlb_action(std::string_view action) {
    if (action == "CreateBmListeners") return create_listeners;
    if (action == "DescribeBmLoadBalancersTaskResult") return describe_task_result;
    return nullptr;
}

}   // namespace portwright_tool::emulator
