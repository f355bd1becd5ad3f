// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "request.hpp"

#include <algorithm>
#include <set>

#include "facts.hpp"

namespace portwright_tool::emulator {
namespace {

constexpr std::string_view form_type = "application/x-www-form-urlencoded";

std::string value_of(const name_values& pairs, std::string_view name) {
    const std::string* value = find(pairs, name);
    return value == nullptr ? std::string{} : *value;
}

std::string system_of_version(std::string_view version) {
    if (version == "2018-03-17") return "tencent.clb";
    if (version == "2018-05-29") return "tencent.gaap";
    if (version == "2019-11-20") return "aliyun.ga";
    return {};
}

void append(route& found, std::string_view text) {
    auto pairs = parse_pairs(text);
    if (!pairs) {
        found.malformed = true;
        return;
    }
    for (auto& pair : *pairs) found.pairs.push_back(std::move(pair));
}

// The clouds' parsers would each keep another one of two equal names, so none is guessed here.
bool has_a_name_twice(const name_values& pairs) {
    std::set<std::string_view> names;
    return !std::all_of(pairs.begin(), pairs.end(), [&](const auto& pair) { return names.insert(pair.first).second; });
}

void route_tc3(const http_request& request, route& found) {
    found.spoken = dialect::tencent_v3;
    found.signed_by = scheme::tc3;
    found.action = request.header_or_empty("x-tc-action");
    found.version = request.header_or_empty("x-tc-version");
    if (request.method == "GET") {
        append(found, request.query);
    } else {
        found.is_json = true;
    }
}

void route_acs3(const http_request& request, route& found) {
    found.spoken = dialect::aliyun;
    found.signed_by = scheme::acs3;
    found.action = request.header_or_empty("x-acs-action");
    found.version = request.header_or_empty("x-acs-version");
    append(found, request.query);
    if (request.media_type() == form_type) append(found, request.body);
}

void route_query_signature(const http_request& request, route& found) {
    // Document 004, Request Structure: by POST the parameters come from the body, those of the query are ignored.
    append(found, request.method == "GET" ? request.query : request.body);
    if (request.path == "/v2/index.php") {
        found.spoken = dialect::tencent_v2;
    } else {
        const bool of_aliyun = lower(request.header_or_empty("host")).find("aliyuncs.com") != std::string::npos ||
                               request.query.find("AccessKeyId=") != std::string::npos ||
                               find(found.pairs, "AccessKeyId") != nullptr;
        found.spoken = of_aliyun ? dialect::aliyun : dialect::tencent_v3;
        // Aliyun's RPC style merges both places.
        if (of_aliyun && request.method != "GET") append(found, request.query);
    }
    found.action = value_of(found.pairs, "Action");
    found.version = value_of(found.pairs, "Version");
}

bool has_signature(std::string_view text) {
    const auto pairs = parse_pairs(text);
    return pairs && find(*pairs, "Signature") != nullptr;
}

// By the signature, wherever it is: some of the vendors' clients send x-acs-action and x-acs-version beside a signature
// among the parameters, too. Such headers tell only what a request without any signature was meant to be.
scheme find_scheme(const http_request& request) {
    const std::string authorization = request.header_or_empty("authorization");
    if (authorization.starts_with("TC3-")) return scheme::tc3;
    if (authorization.starts_with("ACS3-")) return scheme::acs3;
    if (has_signature(request.query) || (request.media_type() == form_type && has_signature(request.body)))
        return scheme::query_signature;
    if (request.header("x-tc-action") != nullptr) return scheme::tc3;
    if (request.header("x-acs-action") != nullptr || request.header("x-acs-version") != nullptr) return scheme::acs3;
    return scheme::query_signature;
}

} // namespace

std::string http_request::header_or_empty(std::string_view name) const {
    const std::string* value = header(name);
    return value == nullptr ? std::string{} : std::string{trim(*value)};
}

std::string http_request::media_type() const {
    const std::string type = header_or_empty("content-type");
    return lower(trim(std::string_view{type}.substr(0, type.find(';'))));
}

route find_route(const http_request& request) {
    route found;
    const bool v2_path = request.path == "/v2/index.php";
    if (!v2_path && request.path != "/") return found;

    switch (v2_path ? scheme::query_signature : find_scheme(request)) {
    case scheme::tc3: route_tc3(request, found); break;
    case scheme::acs3: route_acs3(request, found); break;
    case scheme::query_signature: route_query_signature(request, found); break;
    }

    found.malformed = found.malformed || has_a_name_twice(found.pairs);

    if (found.spoken == dialect::tencent_v2) {
        // Documents 002 and 004: one path for all of API v2, told apart by the action.
        for (const char* system : {"tencent.bmlb", "tencent.lb"})
            if (find_facts(system, found.action) != nullptr) found.system = system;
    } else {
        found.system = system_of_version(found.version);
        const bool right_cloud = (found.spoken == dialect::aliyun) == (found.system == "aliyun.ga");
        if (!right_cloud) found.system.clear();
    }
    return found;
}

} // namespace portwright_tool::emulator
