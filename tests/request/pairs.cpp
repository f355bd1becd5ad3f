// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/pairs.hpp>

#include "../signature/signing.hpp"

#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using portwright::aliyun_rpc;
using portwright::hmac_sha256;
using test::context;
using test::method;

/// A key with a token or without, and a context that goes by GET.
template <class Scheme>
struct signer {
    typename Scheme::key key;
    context<Scheme> with{
        .key = key, .region = portwright::unlisted("r"), .timestamp = 1, .nonce = "1", .verb = method::GET};

    explicit signer(std::string_view token = {}) {
        REQUIRE(key.prepare({.id = "id", .secret = "secret", .token = token}));
        with.checked = false;
        with.secrets_in_url = true;
    }
};

/// The pairs of a request, as they stand in its URL.
template <class Scheme, class Request>
std::vector<std::string> pairs_of(const Request& request, const signer<Scheme>& by) {
    std::vector<char> buffer(65536);
    const auto made = portwright::sign(request, by.with, buffer);
    REQUIRE(made);
    std::vector<std::string> pairs;
    std::string_view rest = made->query;
    for (std::size_t at; (at = rest.find('&')) != std::string_view::npos; rest.remove_prefix(at + 1))
        pairs.emplace_back(rest.substr(0, at));
    pairs.emplace_back(rest);
    return pairs;
}

bool has(const std::vector<std::string>& pairs, std::string_view pair) {
    return std::count(pairs.begin(), pairs.end(), pair) == 1;
}

TEST_CASE("pairs: every byte of a value") { // RFC 3986 section 2.3
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    const signer<hmac_sha256<>> tencent;
    const signer<aliyun_rpc<>> aliyun;
    for (unsigned byte = 0; byte != 256; ++byte) {
        const char c = static_cast<char>(byte);
        const std::string value = std::string("x") + c + c;
        std::string code{'%', digits[byte / 16], digits[byte % 16]};
        if (unreserved.find(c) != std::string_view::npos) code = c;
        CAPTURE(byte);
        CHECK(has(pairs_of(test::Upload<test::v2>{.Data = value}, tencent), "Data=x" + code + code));
        CHECK(has(pairs_of(test::Upload<test::aliyun>{.Data = value}, aliyun), "Data=x" + code + code));
    }
}

TEST_CASE("pairs: numbers, truth values, and what is empty or absent") {
    const signer<hmac_sha256<>> by;
    const auto pairs_with = [&](auto change) {
        test::CreateListener<test::v3> request;
        change(request);
        return pairs_of(request, by);
    };
    CHECK(has(pairs_with([](auto& r) { r.Level = 0; }), "Level=0"));
    CHECK(has(pairs_with([](auto& r) { r.Level = -7; }), "Level=-7"));
    CHECK(has(pairs_with([](auto& r) { r.Level = (std::int64_t{1} << 61) - 1; }), "Level=2305843009213693951"));
    CHECK(has(pairs_with([](auto& r) { r.Level = -(std::int64_t{1} << 61); }), "Level=-2305843009213693952"));
    CHECK(has(pairs_with([](auto& r) { r.Enabled = true; }), "Enabled=true"));
    CHECK(has(pairs_with([](auto& r) { r.Enabled = false; }), "Enabled=false"));
    CHECK(has(pairs_with([](auto& r) { r.Description = ""; }), "Description="));
    const std::size_t common = pairs_with([](auto&) {}).size();
    CHECK(common == 8); // seven common parameters and the signature
    CHECK(pairs_with([](auto& r) { r.Description = nullptr; }).size() == common);
}

constexpr std::string_view tags[] = {"a", "", "c"};
constexpr std::uint16_t ports[] = {0, 65535};
constexpr test::Endpoint endpoints[] = {{.Address = "10.0.0.1"}, {.Address = "10.0.0.2", .Ports = ports}};
constexpr test::Group groups[] = {{.Name = "g"}, {.Endpoints = endpoints, .Tags = tags}};

TEST_CASE("pairs: names of what lies in structures and lists") {
    const auto check = [](const std::vector<std::string>& pairs, int base) {
        const auto at = [=](int index) { return std::to_string(index + base); };
        CHECK(has(pairs, "HealthCheck.TimeOut=2"));
        CHECK(has(pairs, "Groups." + at(0) + ".Name=g"));
        CHECK(has(pairs, "Groups." + at(1) + ".Endpoints." + at(0) + ".Address=10.0.0.1"));
        CHECK(has(pairs, "Groups." + at(1) + ".Endpoints." + at(1) + ".Ports." + at(1) + "=65535"));
        CHECK(has(pairs, "Groups." + at(1) + ".Tags." + at(1) + "="));
        CHECK(has(pairs, "Groups." + at(1) + ".Tags." + at(2) + "=c"));
    };
    check(pairs_of(test::CreateListener<test::v3>{.HealthCheck = {.TimeOut = 2}, .Groups = groups},
                   signer<hmac_sha256<>>()),
          0);
    check(pairs_of(test::CreateListener<test::aliyun>{.HealthCheck = {.TimeOut = 2}, .Groups = groups},
                   signer<aliyun_rpc<>>()),
          1);
}

/// Sorted by name, each name once, the common ones of `names` and the signature at the end.
void check_order(const std::vector<std::string>& pairs, std::initializer_list<std::string_view> names) {
    REQUIRE(pairs.size() > 1);
    CHECK(pairs.back().starts_with("Signature="));
    std::vector<std::string> keys;
    for (std::size_t i = 0; i + 1 != pairs.size(); ++i) keys.push_back(pairs[i].substr(0, pairs[i].find('=')));
    CHECK(std::is_sorted(keys.begin(), keys.end()));
    CHECK(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
    for (const std::string_view name : names) {
        CAPTURE(name);
        CHECK(std::binary_search(keys.begin(), keys.end(), name));
    }
}

template <const auto& Of>
inline constexpr test::Sorted<Of> around{
    .zone = "1", .Zone = "2", .Versionx = "3", .Token_type = "4", .AAA = "5", .Nonces = "6", .Formats = "7", .a = "8"};

TEST_CASE("pairs: common parameters stand where their names sort") {
    const auto v2 = pairs_of(around<test::v2>, signer<hmac_sha256<>>());
    check_order(v2, {"Action", "Nonce", "Region", "SecretId", "SignatureMethod", "Timestamp"});
    CHECK(v2.size() == 8 + 6 + 1); // no Version, no Token
    const auto v2_token = pairs_of(around<test::v2>, signer<hmac_sha256<>>("t+/"));
    CHECK(has(v2_token, "Token=t%2B%2F"));
    CHECK(v2_token.size() == v2.size() + 1);
    check_order(v2_token, {"Token"});
    const auto v3 = pairs_of(around<test::v3>, signer<hmac_sha256<>>());
    check_order(v3, {"Action", "Nonce", "Region", "SecretId", "SignatureMethod", "Timestamp", "Version"});
    CHECK(v3.size() == 8 + 7 + 1);
    const auto aliyun = pairs_of(around<test::aliyun>, signer<aliyun_rpc<>>("t"));
    check_order(aliyun, {"AccessKeyId", "Action", "Format", "RegionId", "SecurityToken", "SignatureMethod",
                         "SignatureNonce", "SignatureVersion", "Timestamp", "Version"});
    CHECK(aliyun.size() == 8 + 10 + 1);
    // With none of its own, and with some at one end only.
    check_order(pairs_of(test::Sorted<test::v2>{}, signer<hmac_sha256<>>()), {"Action"});
    check_order(pairs_of(test::Sorted<test::v2>{.AAA = "1"}, signer<hmac_sha256<>>()), {"AAA", "Timestamp"});
    check_order(pairs_of(test::Sorted<test::v2>{.zone = "1"}, signer<hmac_sha256<>>()), {"Action", "zone"});
}

TEST_CASE("pairs: every size of the buffer") {
    const std::string value = "\n=&%\xC3\xA4 ~";
    signer<hmac_sha256<>> tencent("t");
    signer<aliyun_rpc<>> aliyun("t");
    for (const method verb : {method::GET, method::POST}) {
        tencent.with.verb = aliyun.with.verb = verb;
        test::sweep(test::Upload<test::v2>{.Data = value}, tencent.with);
        test::sweep(test::CreateListener<test::v3>{.Description = value, .Groups = groups}, tencent.with);
        test::sweep(test::CreateListener<test::aliyun>{.Description = value, .Groups = groups}, aliyun.with);
    }
}

} // namespace
