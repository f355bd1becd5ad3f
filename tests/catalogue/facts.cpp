// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "facts.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace test::catalogue {
namespace {

// Where the library differs from the facts: what it has there, or nothing. The numbers are those of the entries in the
// list of contradictions between the documents.
constexpr struct {
    std::string_view action, name, what, is;
} deviations[] = {
    // 5.1: the first document has HTTP and HTTPS in capitals, later ones in small letters; answers, and the vendor's
    // Terraform provider, have all in capitals
    {"aliyun.ga.CreateListener", "Protocol", "values", "tcp|udp|HTTP|HTTPS|http|https|TCP|UDP"},
    {"aliyun.ga.UpdateListener", "Protocol", "values", "tcp|udp|HTTP|HTTPS|http|https|TCP|UDP"},
    {"aliyun.ga.CreateListener", "EndpointGroupConfigurations.n.HealthCheckProtocol", "values",
     "tcp|http|https|TCP|HTTP|HTTPS"},
    // What a cloud returns is accepted where it is written: read_back.tsv
    {"tencent.clb.CreateListener", "Scheduler", "values", "WRR|LEAST_CONN|IP_HASH"},
    {"tencent.clb.CreateListener", "TargetType", "values", "NODE|TARGETGROUP|TARGETGROUP-V2|POLARIS"},
    {"tencent.clb.ModifyListener", "TargetType", "values", "NODE|TARGETGROUP|TARGETGROUP-V2|POLARIS"},
};

} // namespace

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == separator) parts.emplace_back();
        else parts.back() += c;
    }
    return parts;
}

std::vector<fact> read_facts(std::string_view file) {
    const std::string path = std::string(PORTWRIGHT_CATALOGUE_DIR "/").append(file);
    std::ifstream in(path);
    if (!in) throw std::runtime_error("no file " + path);
    std::vector<fact> all;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with('#')) continue;
        const std::vector<std::string> columns = split(line, '\t');
        fact made{.action = columns.at(0), .name = columns.at(1), .type = columns.at(2)};
        for (std::size_t i = 3; i < columns.size(); ++i) {
            const std::size_t equals = columns[i].find('=');
            made.more[columns[i].substr(0, equals)] = equals == std::string::npos ? "" : columns[i].substr(equals + 1);
        }
        all.push_back(std::move(made));
    }
    return all;
}

std::vector<fact> read_parameters() {
    std::vector<fact> all = read_facts("parameters.tsv");
    for (const auto& [action, name, what, is] : deviations) {
        const auto found = std::find_if(all.begin(), all.end(), [&, action = action, name = name](const fact& one) {
            return one.action == action && one.name == name;
        });
        const std::string key(what);
        if (found == all.end() || found->more.count(key) == 0 || found->more.at(key) == is)
            throw std::logic_error("no deviation: " + std::string(action) + " " + std::string(name));
        if (is.empty()) found->more.erase(key);
        else found->more[key] = is;
    }
    return all;
}

} // namespace test::catalogue
