// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// tencent.clb (document 000): the life of a listener, and DescribeTaskStatus for its operations.

#include <algorithm>

#include "../life.hpp"
#include "clb_listener.hpp"

namespace portwright_tool::emulator {
namespace clb {

using reason = bad_parameter::reason;

void check_certificate(const json& parameters, const std::string& protocol) {
    const bool sni = integer_or(parameters, "SniSwitch", 0) == 1;
    const bool certificate = has(parameters, "Certificate");
    const bool several = has(parameters, "MultiCertInfo");
    const bool needed = protocol == "TCP_SSL" || (protocol == "HTTPS" && !sni);
    if (needed && !certificate && !several) refuse(reason::missing, "Certificate", "is missing for this Protocol");
    if (certificate && several) refuse(reason::combination, "MultiCertInfo", "cannot be given beside Certificate");
    if (several && !has(parameters["MultiCertInfo"], "SSLMode")) {
        refuse(reason::missing, "MultiCertInfo.SSLMode", "is missing");
    }
    if (!certificate || !needed) return;
    const json& one = parameters["Certificate"];
    if (!has(one, "CertId") && !(has(one, "CertContent") && has(one, "CertKey") && has(one, "CertName"))) {
        refuse(reason::missing, "Certificate.CertId", "is missing, and so is a whole CertContent, CertKey, CertName");
    }
    if (text_or(one, "SSLMode", "UNIDIRECTIONAL") == "MUTUAL" && !has(one, "CertCaId") &&
        !(has(one, "CertCaContent") && has(one, "CertCaName"))) {
        refuse(reason::missing, "Certificate.CertCaId", "is missing, and so is a whole CertCaContent, CertCaName");
    }
}

void check_health(const json& parameters) {
    if (!has(parameters, "HealthCheck")) return;
    const json& check = parameters["HealthCheck"];
    if (integer_or(check, "TimeOut", 0) >= integer_or(check, "IntervalTime", 301)) {   // both given
        refuse(reason::value, "HealthCheck.TimeOut", "must be less than HealthCheck.IntervalTime");
    }
}

void check_ports(const json& parameters) {
    const json& ports = parameters["Ports"];
    if (has(parameters, "ListenerNames") && parameters["ListenerNames"].size() > ports.size()) {
        refuse(reason::combination, "ListenerNames", "has more elements than Ports");
    }
    if (has(parameters, "EndPort")) {
        if (ports.size() != 1) refuse(reason::combination, "EndPort", "goes with exactly one of Ports");
        if (parameters["EndPort"].get<std::int64_t>() < ports[0].get<std::int64_t>()) {
            refuse(reason::value, "EndPort", "is below Ports.0");
        }
    }
}

json begun(session& at, std::size_t operation, json answer = json::object()) {
    at.memory.add_task(at.to.system, at.request_id, operation);   // the RequestId of the answer is the TaskId
    return answer;
}

json create_listener(session& at, const json& parameters) {
    check_health(parameters);
    check_ports(parameters);
    const std::string protocol = text_or(parameters, "Protocol", "");
    check_certificate(parameters, protocol);
    json settings = json::object();
    take_over(settings, parameters, {"LoadBalancerId", "Ports", "ListenerNames", "Protocol"});
    adopt_certificates(at.memory, settings);

    std::vector<listener> made;
    std::vector<std::string> paths;
    json ids = json::array();
    for (std::size_t i = 0; i < parameters["Ports"].size(); ++i) {
        const auto port = parameters["Ports"][i].get<std::int64_t>();
        listener one{.system = at.to.system,
                     .owner = text_or(parameters, "LoadBalancerId", ""),
                     .id = at.memory.make_id("lbl-", 8),
                     .protocol = protocol,
                     .transports = protocol == "UDP" || protocol == "QUIC" ? over_udp : over_tcp,
                     .ports = {{port, integer_or(parameters, "EndPort", port)}},
                     .details = settings};
        const bool named = has(parameters, "ListenerNames") && i < parameters["ListenerNames"].size();
        one.details["ListenerName"] = named ? parameters["ListenerNames"][i] : json(one.id); // the cloud makes one up
        ids.push_back(one.id);
        paths.push_back("Ports." + std::to_string(i));
        made.push_back(std::move(one));
    }
    const std::size_t operation = create_all(at, std::move(made), paths);
    return begun(at, operation, {{"ListenerIds", std::move(ids)}});
}

bool is_wanted(const listener& one, const json& filter) {
    const auto listed = filter.find("ListenerIds");
    if (listed != filter.end() && std::find(listed->begin(), listed->end(), json(one.id)) == listed->end())
        return false;
    // A listener with a range is found by its first port.
    return (!has(filter, "Protocol") || filter["Protocol"] == one.protocol) &&
           (!has(filter, "Port") || filter["Port"] == one.ports.front().first);
}

json describe_listeners(session& at, const json& filter) {
    const std::string owner = text_or(filter, "LoadBalancerId", "");
    require_owner(at, owner);
    json rows = json::array();
    const auto all = at.memory.listeners_of(at.to.system, owner);
    for (const listener* one : all)
        if (is_wanted(*one, filter)) rows.push_back(clb_row(at, *one));
    at.memory.poll(all);
    return {{"TotalCount", rows.size()}, {"Listeners", std::move(rows)}};
}

json modify_listener(session& at, const json& parameters) {
    check_health(parameters);
    if (has(parameters, "Certificate") && has(parameters, "MultiCertInfo")) {
        refuse(reason::combination, "MultiCertInfo", "cannot be given beside Certificate");
    }
    listener& one =
        require_free_listener(at, text_or(parameters, "LoadBalancerId", ""), text_or(parameters, "ListenerId", ""));
    if (integer_or(one.details, "SniSwitch", 0) == 1 && integer_or(parameters, "SniSwitch", 1) == 0) {
        refuse(reason::value, "SniSwitch", "cannot be switched off again");
    }
    json given = parameters;
    adopt_certificates(at.memory, given);
    if (has(given, "Certificate")) one.details.erase("MultiCertInfo");
    if (has(given, "MultiCertInfo")) one.details.erase("Certificate");
    take_over(one.details, given,
              {"LoadBalancerId", "ListenerId"}); // structures whole: what they lack is at its default
    return begun(at, begin_change(at, one));
}

json delete_listener(session& at, const json& parameters) {
    listener& one =
        require_unused_listener(at, text_or(parameters, "LoadBalancerId", ""), text_or(parameters, "ListenerId", ""));
    return begun(at, delete_at_once(at, one));
}

json describe_task_status(session& at, const json& parameters) {
    if (!has(parameters, "TaskId")) {
        refuse(reason::missing, "TaskId", "is missing (no deal has a task here, so DealName names none)");
    }
    const auto done = at.memory.poll_task(at.to.system, text_or(parameters, "TaskId", ""));
    if (!done) throw refusal{"InvalidParameter", "The TaskId is unknown.", 200, {}};
    return {
        {"Status", *done ? 0 : 2}, {"Message", nullptr}, {"LoadBalancerIds", json::array()}}; // 1 would be a failure
}

}   // namespace clb

action_handler find_clb_action(std::string_view action) {
    using namespace clb;
    if (action == "CreateListener") return create_listener;
    if (action == "DescribeListeners") return describe_listeners;
    if (action == "ModifyListener") return modify_listener;
    if (action == "DeleteListener") return delete_listener;
    if (action == "DescribeTaskStatus") return describe_task_status;
    return nullptr;
}

} // namespace portwright_tool::emulator
