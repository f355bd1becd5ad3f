// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "client.hpp"

#include <openssl/bio.h>
#include <openssl/pem.h>

#include <httplib.h>

#include "../../examples/portwright/emulator/digest.hpp"
#include "../../examples/portwright/emulator/signatures.hpp"

namespace emulator_test {

namespace tool = portwright_tool::emulator;

namespace {

std::string fresh_nonce() {
    static std::uint64_t counter = 0;
    return std::to_string(++counter);
}

std::string encoded(const name_values& pairs) {
    std::string text;
    for (const auto& [name, value] : pairs) {
        if (!text.empty()) text += '&';
        text += tool::percent_encode(name) + '=' + tool::percent_encode(value);
    }
    return text;
}

std::string or_default(const std::string& text, const char* otherwise) { return text.empty() ? otherwise : text; }

std::string iso_time(std::int64_t seconds) {
    const std::string date = tool::utc_date(seconds);
    const std::string http = tool::http_date(seconds);   // Tue, 14 Nov 2023 22:13:20 GMT
    return date + "T" + http.substr(17, 8) + "Z";
}

http_request with_pairs(const std::string& path, const name_values& pairs, const signing& how) {
    http_request request{how.method, path, "", {{"host", how.host}}, ""};
    (how.method == "GET" ? request.query : request.body) = encoded(pairs);
    if (how.method != "GET") request.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
    return request;
}

http_request tencent(const std::string& path, name_values pairs, const signing& how, bool v2) {
    pairs.emplace_back("SecretId", or_default(how.id, secret_id));
    pairs.emplace_back("Timestamp", std::to_string(how.time));
    pairs.emplace_back("Nonce", how.nonce.empty() ? fresh_nonce() : how.nonce);
    if (!how.token.empty()) pairs.emplace_back("Token", how.token);
    if (how.sha256) pairs.emplace_back("SignatureMethod", "HmacSHA256");
    const std::string text = tool::tencent_string_to_sign(how.method, how.host, path, pairs, v2);
    pairs.emplace_back("Signature", tool::tencent_signature(or_default(how.key, secret_key), text, how.sha256));
    return with_pairs(path, pairs, how);
}

}   // namespace

std::string answer::code() const {
    const auto text_of = [](const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); };
    if (!body.is_object()) return "no JSON object";
    if (body.contains("Response")) {
        return body["Response"].contains("Error") ? text_of(body["Response"]["Error"]["Code"]) : "";
    }
    if (body.contains("Code")) return text_of(body["Code"]);
    return body.contains("code") && body["code"] != 0 ? text_of(body["code"]) : "";
}

portwright_tool::emulator_options test_options() {
    portwright_tool::emulator_options options;
    options.tencent = {secret_id, secret_key, ""};
    options.aliyun = {access_key_id, access_key_secret, ""};
    options.clock = [] { return now; };
    return options;
}

class client::implementation {
public:
    explicit implementation(const portwright_tool::emulator_server& server) : http{"localhost", server.port()} {
        BIO* memory = BIO_new_mem_buf(server.ca_pem().data(), static_cast<int>(server.ca_pem().size()));
        X509* ca = PEM_read_bio_X509(memory, nullptr, nullptr, nullptr);
        X509_STORE* store = X509_STORE_new();
        X509_STORE_add_cert(store, ca);
        X509_free(ca);
        BIO_free(memory);
        http.set_ca_cert_store(store);   // takes it
        http.enable_server_certificate_verification(true);
        http.set_keep_alive(true);
        http.set_tcp_nodelay(true);
        http.set_url_encode(false);
    }

    httplib::SSLClient http;
};

client::client(const portwright_tool::emulator_server& server) : self_{std::make_unique<implementation>(server)} {}

client::~client() = default;

answer client::send(const http_request& request) {
    httplib::Request wire;
    wire.method = request.method;
    wire.path = request.query.empty() ? request.path : request.path + '?' + request.query;
    wire.body = request.body;
    for (const auto& [name, value] : request.headers) wire.headers.emplace(name, value);
    const auto result = self_->http.send(wire);
    if (!result) return {};
    return {true, result->status, result->body, result->get_header_value("Date"),
            json::parse(result->body, nullptr, false)};
}

answer send(portwright_tool::emulator::cloud& to, const http_request& request) {
    const tool::reply given = to.answer(request);
    return {true, given.status, given.body.dump(), tool::http_date(to.now()), given.body};
}

http_request tencent_v2(name_values pairs, const signing& how) {
    pairs.emplace_back("Region", "ap-guangzhou");
    return tencent("/v2/index.php", std::move(pairs), how, true);
}

http_request tencent_v3(name_values pairs, const signing& how) { return tencent("/", std::move(pairs), how, false); }

http_request tc3(const std::string& service, const std::string& action, const std::string& version,
                 const json& parameters, const signing& how) {
    http_request request{how.method,
                         "/",
                         "",
                         {{"host", how.host},
                          {"content-type", "application/json; charset=utf-8"},
                          {"x-tc-action", action},
                          {"x-tc-version", version},
                          {"x-tc-timestamp", std::to_string(how.time)}},
                         ""};
    if (service == "clb") request.headers.emplace_back("x-tc-region", "ap-guangzhou");
    if (!how.token.empty()) request.headers.emplace_back("x-tc-token", how.token);
    if (how.method == "GET") {
        name_values pairs;
        for (const auto& item : parameters.items()) pairs.emplace_back(item.key(), item.value().get<std::string>());
        request.query = encoded(pairs);
        request.headers[1].second = "application/x-www-form-urlencoded";
    } else {
        request.body = parameters.dump();
    }
    const std::string date = tool::utc_date(how.time);
    const std::string signature = tool::tc3_signature(or_default(how.key, secret_key), how.time, date, service,
                                                      tool::tc3_canonical_request(request, {"content-type", "host"}));
    request.headers.emplace_back("authorization",
                                 "TC3-HMAC-SHA256 Credential=" + or_default(how.id, secret_id) + '/' + date + '/' +
                                     service + "/tc3_request, SignedHeaders=content-type;host, Signature=" + signature);
    return request;
}

http_request aliyun_rpc(name_values pairs, const signing& how, const char* format) {
    const name_values common{{"Version", "2019-11-20"},
                             {"Format", format},
                             {"AccessKeyId", or_default(how.id, access_key_id)},
                             {"SignatureMethod", "HMAC-SHA1"},
                             {"SignatureVersion", "1.0"},
                             {"SignatureNonce", how.nonce.empty() ? fresh_nonce() : how.nonce},
                             {"Timestamp", iso_time(how.time)}};
    pairs.insert(pairs.end(), common.begin(), common.end());
    if (!how.token.empty()) pairs.emplace_back("SecurityToken", how.token);
    const std::string text = tool::aliyun_rpc_string_to_sign(how.method, pairs);
    pairs.emplace_back("Signature", tool::aliyun_rpc_signature(or_default(how.key, access_key_secret), text));
    return with_pairs("/", pairs, how);
}

http_request acs3(const std::string& action, const name_values& pairs, const signing& how) {
    http_request request{how.method, "/", encoded(pairs), {{"host", how.host}}, ""};
    const name_values acs{{"x-acs-action", action},
                          {"x-acs-content-sha256", tool::sha256_hex("")},
                          {"x-acs-date", iso_time(how.time)},
                          {"x-acs-signature-nonce", how.nonce.empty() ? fresh_nonce() : how.nonce},
                          {"x-acs-version", "2019-11-20"}};
    request.headers.insert(request.headers.end(), acs.begin(), acs.end());
    std::string names;
    std::vector<std::string> list;
    for (const auto& [name, value] : request.headers) {   // in their order already
        list.push_back(name);
        names += (names.empty() ? "" : ";") + name;
    }
    const std::string signature =
        tool::acs3_signature(or_default(how.key, access_key_secret), tool::acs3_canonical_request(request, list));
    request.headers.emplace_back("authorization", "ACS3-HMAC-SHA256 Credential=" + or_default(how.id, access_key_id) +
                                                      ",SignedHeaders=" + names + ",Signature=" + signature);
    return request;
}

}   // namespace emulator_test
