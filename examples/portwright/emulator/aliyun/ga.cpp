// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// aliyun.ga (document 001): CreateListener, and DescribeListener, which tells when it is ready.

#include <algorithm>

#include "../cloud.hpp"
#include "../digest.hpp"
#include "ga_fields.hpp"

namespace portwright_tool::emulator {
namespace {

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

// Same token and same parameters: the same listener. Nothing when the token is new.
std::optional<json> remembered_answer(const session& at, const std::string& token, const std::string& parameters) {
    if (token.empty()) return std::nullopt;
    const auto* known = at.memory.find_token(token);
    if (known == nullptr) return std::nullopt;
    if (known->parameters != parameters) {
        fail("IdempotentParameterMismatch", "The ClientToken was used before with other parameters.");
    }
    return json{{"ListenerId", known->listener_id}};
}

json create_listener(session& at, const json& tree) {
    const json parameters = checked(tree, {ga_create_fields, 1, false, false});
    const std::string token = text_or(parameters, "ClientToken", "");
    if (std::any_of(token.begin(), token.end(), [](char c) { return static_cast<unsigned char>(c) > 126; })) {
        refuse(reason::value, "ClientToken", "must be ASCII");
    }
    const std::string protocol = lower(text_or(parameters, "Protocol", "tcp"));
    const std::string accelerator = text_or(parameters, "AcceleratorId", "");
    const json& ranges = parameters["PortRanges"];
    check_ports(ranges, protocol);
    if (protocol == "https" && !has(parameters, "Certificates")) {
        refuse(reason::missing, "Certificates.1.Id", "is missing for HTTPS");
    }
    const std::string fingerprint = parameters.dump(-1, ' ', false, json::error_handler_t::replace);
    if (auto answer = remembered_answer(at, token, fingerprint)) return *answer;

    const std::string transport = protocol == "udp" ? "udp" : "tcp";
    listener made{.system = "aliyun.ga",
                  .owner = accelerator,
                  .id = "lsr-bp1" + random_text(17),
                  .transport = transport,
                  .created = at.now,
                  .details = parameters};
    made.details["Protocol"] = protocol;
    for (const listener* other : at.memory.listeners_of(made.system, accelerator)) {
        if (other->transport != transport) continue;
        for (const json& theirs : other->details["PortRanges"]) {
            for (const json& ours : ranges) {
                if (ours["FromPort"] <= theirs["ToPort"] && theirs["FromPort"] <= ours["ToPort"]) {
                    fail("PortConflict.Listener", "The listener port configuration is in conflict.");
                }
            }
        }
    }
    const std::string id = made.id;
    at.memory.add(std::move(made));
    if (!token.empty()) at.memory.remember_token(token, {fingerprint, id});
    return {{"ListenerId", id}};
}

// "active" is ready; pages of different years give the words before it.
std::string state_at(unsigned poll, unsigned polls_until_done) {
    if (poll >= polls_until_done) return "active";
    return poll == 0 ? "init" : "configuring";
}

json describe_listener(session& at, const json& tree) {
    const json parameters = checked(tree, {ga_describe_fields, 1, false, false});
    listener* found = at.memory.find_listener("aliyun.ga", text_or(parameters, "ListenerId", ""));
    if (found == nullptr) fail("NotExist.Listener", "The listener does not exist.");
    const json& details = found->details;
    std::string protocol = text_or(details, "Protocol", "");
    for (char& c : protocol) c = static_cast<char>(c - 'a' + 'A');   // replies have capitals
    const std::string affinity = text_or(details, "ClientAffinity", "");
    json answer = {{"AcceleratorId", found->owner},
                   {"ClientAffinity", affinity.empty() ? "NONE" : affinity},
                   {"CreateTime", std::to_string(found->created * 1000)},   // a text of milliseconds here
                   {"Description", text_or(details, "Description", "")},
                   {"ListenerId", found->id},
                   {"Name", text_or(details, "Name", "")},
                   {"PortRanges", details["PortRanges"]},
                   {"BackendPorts", json::array()},
                   {"Certificates", json::array()},
                   {"Protocol", protocol},
                   {"ProxyProtocol", has(details, "ProxyProtocol") && details["ProxyProtocol"] == true},
                   {"State", state_at(found->polls++, at.options.polls_until_done)},
                   {"Type", text_or(details, "Type", "Standard")}};
    if (has(details, "Certificates")) {
        for (const json& one : details["Certificates"]) {
            answer["Certificates"].push_back({{"Id", text_or(one, "Id", "")}, {"Type", "Server"}});
        }
    }
    return answer;
}

}   // namespace

action_handler find_ga_action(std::string_view action) {
    if (action == "CreateListener") return create_listener;
    if (action == "DescribeListener") return describe_listener;
    return nullptr;
}

}   // namespace portwright_tool::emulator
