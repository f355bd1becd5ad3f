// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "clb_listener.hpp"

#include "../facts.hpp"
#include "../life.hpp"

namespace portwright_tool::emulator {
namespace {

// What is shown as a word in AttrFlags only, and only while it is on.
constexpr const char* flags[] = {"SnatEnable",          "H2cSwitch",
                                 "ProxyProtocol",       "RescheduleTargetZeroWeight",
                                 "RescheduleUnhealthy", "RescheduleExpandTarget"};

void adopt(state& memory, json& certificate, const char* id, const char* content) {
    if (has(certificate, content) && !has(certificate, id)) certificate[id] = memory.make_id("", 8);
    for (const char* text : {"CertKey", "CertContent", "CertName", "CertCaContent", "CertCaName"}) {
        if (text == std::string_view{"CertCaContent"} && id == std::string_view{"CertId"}) break;
        certificate.erase(text);
    }
}

json certificate_of(const json& settings) {
    const bool several = has(settings, "MultiCertInfo");
    if (!several && !has(settings, "Certificate")) return nullptr;
    json shown = several ? settings["MultiCertInfo"] : settings["Certificate"];
    const std::string mode = text_or(shown, "SSLMode", "UNIDIRECTIONAL");
    shown["SSLMode"] = mode;
    if (mode == "MUTUAL" && !has(shown, "SSLVerifyClient")) shown["SSLVerifyClient"] = "ON";
    shown["ExtCertIds"] = json::array();
    if (several && has(shown, "CertList")) {   // the first is the certificate, the rest are the others
        for (const json& one : shown["CertList"]) {
            if (!has(shown, "CertId")) shown["CertId"] = text_or(one, "CertId", "");
            else shown["ExtCertIds"].push_back(text_or(one, "CertId", ""));
        }
    }
    return shown;
}

} // namespace

void adopt_certificates(state& memory, json& settings) {
    if (has(settings, "Certificate")) {
        adopt(memory, settings["Certificate"], "CertId", "CertContent");
        adopt(memory, settings["Certificate"], "CertCaId", "CertCaContent");
    }
    if (has(settings, "MultiCertInfo") && has(settings["MultiCertInfo"], "CertList")) {
        for (json& one : settings["MultiCertInfo"]["CertList"]) adopt(memory, one, "CertId", "CertContent");
    }
}

json clb_row(const session& at, const listener& one) {
    const bool layer_7 = one.protocol == "HTTP" || one.protocol == "HTTPS";
    json shown{{"SessionExpireTime", 0}, {"SniSwitch", 0},        {"SessionType", "NORMAL"},
               {"KeepaliveEnable", 0},   {"MaxConn", -1},         {"MaxCps", -1},
               {"TargetType", "NODE"},   {"Scheduler", "WRR"},    {"DeregisterTargetRst", false},
               {"EndPort", 0},           {"Rules", json::array()}};
    if (!layer_7) shown["IdleConnectTimeout"] = one.transports == over_udp ? 300 : 900;
    shown.update(one.details);
    json check{{"HealthSwitch", 1}, {"TimeOut", 2},   {"IntervalTime", 5}, {"HealthNum", 3},
               {"UnHealthNum", 3},  {"HttpCode", 31}, {"CheckPort", -1}};
    if (has(one.details, "HealthCheck")) check.update(one.details["HealthCheck"]);
    shown["HealthCheck"] = check;
    if (layer_7) shown["HealthCheck"] = shown["Scheduler"] = nullptr;   // they belong to the rules
    shown["ListenerId"] = one.id;
    shown["Protocol"] = one.protocol;
    shown["Port"] = one.ports.front().first;
    shown["CreateTime"] = time_text(one.created);
    shown["Certificate"] = certificate_of(one.details);
    shown["AttrFlags"] = json::array();
    for (const char* flag : flags)
        if (has(one.details, flag) && one.details[flag] == true) shown["AttrFlags"].push_back(flag);
    return documented_row(*at.facts, "Listeners", shown);
}

} // namespace portwright_tool::emulator
