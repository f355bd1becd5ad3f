// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// tencent.clb (document 000): CreateListener, and DescribeTaskStatus for its task.

#include <algorithm>
#include <array>

#include "../cloud.hpp"
#include "../digest.hpp"

namespace portwright_tool::emulator {
namespace {

using reason = bad_parameter::reason;

constexpr std::string_view client_modes = "UNIDIRECTIONAL|MUTUAL";

// Document 000's parameters and those of today's SDK, with the widest bounds that the sources agree on.
constexpr std::array create_fields{
    must(text("LoadBalancerId")),
    must(integer("Ports.n", 1, 65535)),
    must(choice("Protocol", "TCP|UDP|HTTP|HTTPS|TCP_SSL|QUIC")),
    text("ListenerNames.n", 1, 80),
    integer_choice("HealthCheck.HealthSwitch", "0|1"),
    integer("HealthCheck.TimeOut", 2, 60),
    integer("HealthCheck.IntervalTime", 2, 300),
    integer("HealthCheck.HealthNum", 2, 10),
    integer("HealthCheck.UnHealthNum", 2, 10),
    integer("HealthCheck.HttpCode", 1, 31),
    text("HealthCheck.HttpCheckPath"),
    text("HealthCheck.HttpCheckDomain"),
    choice("HealthCheck.HttpCheckMethod", "HEAD|GET"),
    integer("HealthCheck.CheckPort", 1, 65535, "-1"),
    choice("HealthCheck.ContextType", "HEX|TEXT"),
    text("HealthCheck.SendContext", 0, 500),
    text("HealthCheck.RecvContext", 0, 500),
    choice("HealthCheck.CheckType", "TCP|HTTP|HTTPS|GRPC|PING|CUSTOM"),
    choice("HealthCheck.HttpVersion", "HTTP/1.0|HTTP/1.1"),
    integer_choice("HealthCheck.SourceIpType", "0|1"),
    text("HealthCheck.ExtendedCode"),
    choice("Certificate.SSLMode", client_modes),
    choice("Certificate.SSLVerifyClient", "ON|OPTIONAL"),
    text("Certificate.CertId"),
    text("Certificate.CertCaId"),
    text("Certificate.CertName"),
    text("Certificate.CertKey"),
    text("Certificate.CertContent"),
    text("Certificate.CertCaName"),
    text("Certificate.CertCaContent"),
    integer("SessionExpireTime", 30, 3600, "0"),
    choice("Scheduler", "WRR|LEAST_CONN"),
    integer_choice("SniSwitch", "0|1"),
    choice("TargetType", "NODE|TARGETGROUP"),
    choice("SessionType", "NORMAL|QUIC_CID"),
    integer_choice("KeepaliveEnable", "0|1"),
    integer("EndPort", 2, 65535),
    boolean("DeregisterTargetRst"),
    choice("MultiCertInfo.SSLMode", client_modes),
    choice("MultiCertInfo.SSLVerifyClient", "ON|OPTIONAL"),
    text("MultiCertInfo.CertList.n.CertId"),
    text("MultiCertInfo.CertList.n.CertName"),
    text("MultiCertInfo.CertList.n.CertContent"),
    text("MultiCertInfo.CertList.n.CertKey"),
    integer("MaxConn"),
    integer("MaxCps"),
    integer("IdleConnectTimeout", 10, 1980),
    boolean("ProxyProtocol"),
    boolean("SnatEnable"),
    integer("FullEndPorts.n", 2, 65535),
    boolean("H2cSwitch"),
    boolean("SslCloseSwitch"),
    choice("DataCompressMode", "transparent|compatibility"),
    boolean("RescheduleTargetZeroWeight"),
    boolean("RescheduleUnhealthy"),
    boolean("RescheduleExpandTarget"),
    integer("RescheduleStartTime", 0, 3600),
    integer("RescheduleInterval", 0, 3600),
};

constexpr std::array task_fields{text("TaskId"), text("DealName")};

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

void check_rules(const json& parameters) {
    const json& ports = parameters["Ports"];
    if (has(parameters, "ListenerNames") && parameters["ListenerNames"].size() > ports.size()) {
        refuse(reason::combination, "ListenerNames", "has more elements than Ports");
    }
    if (has(parameters, "HealthCheck")) {
        const json& check = parameters["HealthCheck"];
        if (integer_or(check, "TimeOut", 0) >= integer_or(check, "IntervalTime", 301)) {   // both given
            refuse(reason::value, "HealthCheck.TimeOut", "must be less than HealthCheck.IntervalTime");
        }
    }
    if (has(parameters, "EndPort")) {
        if (ports.size() != 1) refuse(reason::combination, "EndPort", "goes with exactly one of Ports");
        if (parameters["EndPort"].get<std::int64_t>() < ports[0].get<std::int64_t>()) {
            refuse(reason::value, "EndPort", "is below Ports.0");
        }
    }
    check_certificate(parameters, text_or(parameters, "Protocol", ""));
}

json create_listener(session& at, const json& tree) {
    const json parameters = checked(tree, {create_fields, 0, at.to.is_json, true});
    check_rules(parameters);
    const std::string balancer = text_or(parameters, "LoadBalancerId", "");
    const std::string protocol = text_or(parameters, "Protocol", "");
    const std::string transport = protocol == "UDP" || protocol == "QUIC" ? "udp" : "tcp";

    std::vector<listener> made;
    for (std::size_t i = 0; i < parameters["Ports"].size(); ++i) {
        listener one{.system = "tencent.clb",
                     .owner = balancer,
                     .id = "lbl-" + random_text(8),
                     .transport = transport,
                     .created = at.now,
                     .details = {{"Protocol", protocol}}};
        one.first_port = parameters["Ports"][i].get<std::int64_t>();
        one.last_port = integer_or(parameters, "EndPort", one.first_port);
        if (has(parameters, "ListenerNames") && i < parameters["ListenerNames"].size()) {
            one.details["ListenerName"] = parameters["ListenerNames"][i];
        }
        const bool twice = std::any_of(made.begin(), made.end(),
                                       [&](const listener& other) { return other.first_port == one.first_port; });
        if (twice || at.memory.at_port(one.system, balancer, transport, one.first_port, one.last_port) != nullptr) {
            throw refusal{"InvalidParameter.PortCheckFailed",
                          "Ports." + std::to_string(i) + ": the port has a listener already.",
                          200,
                          {}};
        }
        made.push_back(std::move(one));
    }
    json answer = {{"ListenerIds", json::array()}};
    for (listener& one : made) {   // all of them or none
        answer["ListenerIds"].push_back(one.id);
        at.memory.add(std::move(one));
    }
    at.memory.add_task("tencent.clb", at.request_id);   // the RequestId of the answer is the TaskId
    return answer;
}

json describe_task_status(session& at, const json& tree) {
    const json parameters = checked(tree, {task_fields, 0, at.to.is_json, true});
    if (!has(parameters, "TaskId")) {
        refuse(reason::missing, "TaskId", "is missing (no deal has a task here, so DealName names none)");
    }
    const auto polls = at.memory.poll_task("tencent.clb", text_or(parameters, "TaskId", ""));
    if (!polls) throw refusal{"InvalidParameter", "The TaskId is unknown.", 200, {}};
    return {{"Status", *polls < at.options.polls_until_done ? 2 : 0}};   // 0 succeeded, 1 failed, 2 in progress
}

}   // namespace

action_handler find_clb_action(std::string_view action) {
    if (action == "CreateListener") return create_listener;
    if (action == "DescribeTaskStatus") return describe_task_status;
    return nullptr;
}

}   // namespace portwright_tool::emulator
