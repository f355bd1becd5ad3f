// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "signatures.hpp"

#include <algorithm>
#include <functional>

#include "digest.hpp"

namespace portwright_tool::emulator {
namespace {

// By the bytes of the names, and of the values where a name comes twice.
name_values sorted(name_values pairs) {
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

std::string encoded_query(const name_values& pairs, std::string_view left_out) {
    std::string query;
    for (const auto& [name, value] : sorted(pairs)) {
        if (name == left_out) continue;
        if (!query.empty()) query += '&';
        query += percent_encode(name) + '=' + percent_encode(value);
    }
    return query;
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        if (!text.empty()) text += ';';
        text += name;
    }
    return text;
}

std::string canonical_headers(const http_request& request, const std::vector<std::string>& names, bool lower_values) {
    std::string text;
    for (const std::string& name : names) {
        const std::string value = request.header_or_empty(name);
        text += lower(name) + ':' + (lower_values ? lower(value) : value) + '\n';
    }
    return text;
}

}   // namespace

std::string tencent_string_to_sign(std::string_view method, std::string_view host, std::string_view path,
                                   const name_values& pairs, bool underscores_to_dots) {
    std::string query;
    for (auto [name, value] : sorted(pairs)) {
        if (name == "Signature") continue;
        if (underscores_to_dots) std::replace(name.begin(), name.end(), '_', '.');
        if (!query.empty()) query += '&';
        query.append(name).append("=").append(value);
    }
    return std::string{method}.append(host).append(path).append("?").append(query);
}

std::string tencent_signature(std::string_view secret_key, std::string_view string_to_sign, bool sha256) {
    return base64(sha256 ? hmac_sha256(secret_key, string_to_sign) : hmac_sha1(secret_key, string_to_sign));
}

std::string tc3_canonical_request(const http_request& request, const std::vector<std::string>& signed_headers) {
    // By POST the canonical query is always empty, by GET the payload.
    const bool is_get = request.method == "GET";
    return request.method + "\n/\n" + (is_get ? request.query : std::string{}) + '\n' +
           canonical_headers(request, signed_headers, true) + '\n' + joined(signed_headers) + '\n' +
           sha256_hex(is_get ? std::string{} : request.body);
}

std::string tc3_signature(std::string_view secret_key, std::int64_t timestamp, std::string_view date,
                          std::string_view service, std::string_view canonical_request) {
    const std::string scope = std::string{date}.append("/").append(service).append("/tc3_request");
    const std::string string_to_sign =
        "TC3-HMAC-SHA256\n" + std::to_string(timestamp) + '\n' + scope + '\n' + sha256_hex(canonical_request);
    const std::string day_key = hmac_sha256(std::string{"TC3"}.append(secret_key), date);
    const std::string signing_key = hmac_sha256(hmac_sha256(day_key, service), "tc3_request");
    return hex(hmac_sha256(signing_key, string_to_sign));
}

std::string aliyun_rpc_string_to_sign(std::string_view method, const name_values& pairs) {
    return std::string{method} + '&' + percent_encode("/") + '&' + percent_encode(encoded_query(pairs, "Signature"));
}

std::string aliyun_rpc_signature(std::string_view secret, std::string_view string_to_sign) {
    return base64(hmac_sha1(std::string{secret} + '&', string_to_sign));
}

std::string acs3_canonical_request(const http_request& request, const std::vector<std::string>& signed_headers) {
    const name_values query = parse_pairs(request.query).value_or(name_values{});
    return request.method + '\n' + request.path + '\n' + encoded_query(query, {}) + '\n' +
           canonical_headers(request, signed_headers, false) + '\n' + joined(signed_headers) + '\n' +
           sha256_hex(request.body);
}

std::string acs3_signature(std::string_view secret, std::string_view canonical_request) {
    return hex(hmac_sha256(secret, "ACS3-HMAC-SHA256\n" + sha256_hex(canonical_request)));
}

std::optional<authorization> parse_authorization(std::string_view header, std::string_view scheme) {
    header = trim(header);
    if (!header.starts_with(scheme) || header.substr(scheme.size(), 1) != " ") return std::nullopt;
    const auto fields = split(header.substr(scheme.size() + 1), ',');
    if (fields.size() != 3) return std::nullopt;

    authorization result;
    std::string names;
    const std::pair<std::string_view, std::string*> expected[] = {
        {"Credential=", &result.credential}, {"SignedHeaders=", &names}, {"Signature=", &result.signature}};
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::string_view field = trim(fields[i]);
        const auto& [prefix, target] = expected[i];
        if (!field.starts_with(prefix) || field.size() == prefix.size()) return std::nullopt;
        *target = field.substr(prefix.size());
    }
    for (const std::string_view name : split(names, ';')) result.signed_headers.emplace_back(name);
    const auto& list = result.signed_headers;
    const bool strictly_sorted = std::adjacent_find(list.begin(), list.end(), std::greater_equal<>{}) == list.end();
    const bool lower_case = std::all_of(list.begin(), list.end(),
                                        [](const std::string& name) { return !name.empty() && lower(name) == name; });
    if (!strictly_sorted || !lower_case) return std::nullopt;
    return result;
}

}   // namespace portwright_tool::emulator
