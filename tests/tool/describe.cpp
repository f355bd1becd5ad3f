// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "run.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

using nlohmann::json;
using tool::outcome;
using tool::run;

json described(const std::string& action) {
    const outcome ran = run({"describe", action, "--json"}, {});
    CHECK(ran.error == "");
    REQUIRE(ran.status == 0);
    return json::parse(ran.output);
}

json find(const json& rows, const std::string& name) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const json& row) { return row.at("name") == name; });
    return found == rows.end() ? json() : *found;
}

bool has_rule(const json& described, const std::string& rule) {
    const json& rules = described.at("rules");
    return std::find(rules.begin(), rules.end(), json(rule)) != rules.end();
}

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> all;
    std::istringstream from(text);
    for (std::string line; std::getline(from, line);) all.push_back(line);
    return all;
}

// Those that the golden vectors have: the vectors know nothing of the tool.
std::set<std::string> golden_actions() {
    std::set<std::string> all;
    for (const char* system : {"tencent.clb", "tencent.gaap", "tencent.lb", "tencent.bmlb", "aliyun.ga"}) {
        std::ifstream in(std::string(std::getenv("PORTWRIGHT_GOLDEN")) + "/" + system + ".json");
        const json file = json::parse(in);
        for (const json& vector : file.at("vectors"))
            all.insert(system + ("." + vector.at("action").get<std::string>()));
    }
    return all;
}

TEST_CASE("tool: actions") {
    const std::vector<std::string> all = lines(run({"actions", "--names"}, {}).output);
    std::set<std::string> expected = golden_actions();
    for (const std::string& action : all)
        if (expected.erase(action) == 0) FAIL_CHECK(action << ": the tool has it, and no golden vector");
    for (const std::string& action : expected) FAIL_CHECK(action << ": a golden vector has it, and not the tool");
    const json as_json = json::parse(run({"actions", "--json"}, {}).output);
    REQUIRE(as_json.size() == all.size());
    for (std::size_t i = 0; i != all.size(); ++i)
        CHECK(as_json[i].at("system").get<std::string>() + "." + as_json[i].at("action").get<std::string>() == all[i]);
}

TEST_CASE("tool: describe --json") {
    const json clb = described("tencent.clb.CreateListener");
    CHECK(clb.at("system") == "tencent.clb");
    CHECK(clb.at("action") == "CreateListener");
    CHECK(clb.at("version") == "2018-03-17");
    CHECK(clb.at("host") == "clb.tencentcloudapi.com");
    CHECK(clb.at("path") == "/");
    CHECK(clb.at("index_base") == 0);
    const json& parameters = clb.at("parameters");
    CHECK(parameters[0].at("name") == "Region");
    CHECK(parameters[0].at("common") == true);
    CHECK(parameters[0].at("required") == true);
    const json ports = find(parameters, "Ports.n");
    CHECK(ports.at("type") == "integer");
    CHECK(ports.at("required") == true);
    CHECK(ports.at("min") == 1);
    CHECK(ports.at("max") == 65535);
    CHECK(find(parameters, "ListenerNames.n").at("max_length") == 80);
    CHECK(find(parameters, "SessionExpireTime").at("also") == json{"0"});
    CHECK(find(parameters, "SniSwitch").at("values") == json{"0", "1"});
    CHECK(!find(parameters, "SniSwitch").contains("min"));
    CHECK(find(parameters, "Certificate.CertKey").at("secret") == true);
    CHECK(find(parameters, "MultiCertInfo.CertList.n.CertKey").at("secret") == true);
    CHECK(find(parameters, "Protocol").at("values")[3] == "HTTPS");
    CHECK(find(clb.at("response"), "Response.ListenerIds.n").at("type") == "string");
    CHECK(has_rule(clb, "ListenerNames must not have more elements than Ports"));
    CHECK(has_rule(clb, "HealthCheck.TimeOut must be below IntervalTime"));
}

TEST_CASE("tool: describe --json, the other dialects") {
    const json lb = described("tencent.lb.CreateLoadBalancerListeners");
    CHECK(lb.at("version") == nullptr);
    CHECK(lb.at("path") == "/v2/index.php");
    CHECK(lb.at("parameters")[0].at("name") == "loadBalancerId");
    CHECK(find(lb.at("parameters"), "listeners.n.httpCode").at("max") == 31);
    CHECK(has_rule(lb, "listeners.n.timeOut must be below intervalTime"));
    CHECK(has_rule(lb, "listeners.n.protocol 4 is allowed only when listeners has at most 1 element"));
    CHECK(has_rule(lb, "listeners.n.certKey is required when certId is absent and protocol is 4"));

    const json bm = described("tencent.bmlb.CreateBmListeners");
    CHECK(find(bm.at("parameters"), "listeners.n.loadBalancerPort").at("max_items") == 50);
    CHECK(!find(bm.at("parameters"), "listeners.n.protocol").contains("max_items"));

    const json ga = described("aliyun.ga.CreateListener");
    CHECK(ga.at("index_base") == 1);
    CHECK(ga.at("parameters")[0].at("name") == "RegionId");
    CHECK(find(ga.at("parameters"), "EndpointGroupConfigurations.n.PortOverrides.n.EndpointPort").at("max_items") == 5);

    const json gaap = described("tencent.gaap.CreateHTTPListener");
    CHECK(gaap.at("parameters")[0].at("name") == "Region");
    CHECK(gaap.at("parameters")[0].at("required") == false);
    CHECK(gaap.at("rules") ==
          json{"ProxyId is required when GroupId is absent", "ProxyId is not allowed together with GroupId"});
}

TEST_CASE("tool: describe --all") {
    std::string tables;
    for (const std::string& action : lines(run({"actions", "--names"}, {}).output))
        tables += (tables.empty() ? "" : "\n") + run({"describe", action}, {}).output;
    CHECK(run({"describe", "--all"}, {}).output == tables);
}

TEST_CASE("tool: describe --markdown keeps text from being read as markup") {
    const outcome ran = run({"describe", "tencent.clb.CreateListener", "--markdown"}, {});
    CHECK(ran.status == 0);
    CHECK(ran.output.starts_with("## CreateListener\n\n`portwright::tencent::clb::CreateListener`, sent to "));
    CHECK(ran.output.find("\n| `Protocol` | string | required | TCP, UDP, HTTP, HTTPS, TCP\\_SSL, QUIC; ") !=
          std::string::npos);
    for (const std::string& line : lines(ran.output))
        if (line.starts_with("| `")) CHECK(std::count(line.begin(), line.end(), '|') == 5);
}

TEST_CASE("tool: describe for people, every action") {
    for (const std::string& action : lines(run({"actions", "--names"}, {}).output)) {
        CAPTURE(action);
        const outcome ran = run({"describe", action}, {});
        CHECK(ran.status == 0);
        CHECK(ran.error == "");
        CHECK(ran.output.starts_with(action));
        for (const std::string& line : lines(ran.output)) {
            CHECK(line.size() <= 125);
            CHECK(!line.ends_with(' '));
        }
        const json document = described(action);
        for (const json& row : document.at("parameters"))
            CHECK(ran.output.find("  " + row.at("name").get<std::string>()) != std::string::npos);
    }
}

}   // namespace
