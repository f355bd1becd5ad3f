// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// The emulator's idea of a correct signature against the vendors' published worked examples, misprints corrected.

#include "../../examples/portwright/emulator/signatures.hpp"

#include <doctest/doctest.h>

#include "../../examples/portwright/emulator/digest.hpp"

namespace {

using namespace portwright_tool::emulator;

// Tencent's legacy API manual, chapter Signature.
name_values v2_pairs(const char* method) {
    name_values pairs{{"Action", "DescribeInstances"},
                      {"InstanceIds.0", "ins-09dx96dg"},
                      {"Nonce", "11886"},
                      {"Region", "ap-guangzhou"},
                      {"SecretId", "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA"},
                      {"Timestamp", "1465185768"}};
    if (method != nullptr) pairs.emplace_back("SignatureMethod", method);
    return pairs;
}

std::string v2_signature(const char* method, bool sha256) {
    return tencent_signature(
        "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA",
        tencent_string_to_sign("GET", "cvm.api.qcloud.com", "/v2/index.php", v2_pairs(method), true), sha256);
}

TEST_CASE("emulator: Tencent API v2, the manual's example") {
    CHECK(v2_signature("HmacSHA256", true) == "0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=");
    CHECK(v2_signature("HmacSHA1", false) == "nPVnY6njQmwQ8ciqbPl5Qe+Oru4=");
    CHECK(v2_signature(nullptr, false) == "B6cecqdJznPP5xUBExLyaWYdre4=");
}

TEST_CASE("emulator: an underscore becomes a dot in names only, after sorting, and values stay raw") {
    const name_values pairs{{"Placement_Zone", "CN_GUANG ZHOU"}, {"Signature", "x"}};
    CHECK(tencent_string_to_sign("GET", "h", "/p", pairs, true) == "GETh/p?Placement.Zone=CN_GUANG ZHOU");
    CHECK(tencent_string_to_sign("GET", "h", "/p", pairs, false) == "GETh/p?Placement_Zone=CN_GUANG ZHOU");
}

TEST_CASE("emulator: Tencent API 3.0, signature v1, the signature page's example") {
    const name_values pairs{{"Action", "DescribeInstances"},
                            {"InstanceIds.0", "ins-09dx96dg"},
                            {"Limit", "20"},
                            {"Nonce", "11886"},
                            {"Offset", "0"},
                            {"Region", "ap-guangzhou"},
                            {"SecretId", "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"},
                            {"Timestamp", "1465185768"},
                            {"Version", "2017-03-12"}};
    const std::string text = tencent_string_to_sign("GET", "cvm.tencentcloudapi.com", "/", pairs, false);
    CHECK(tencent_signature("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", text, false) == "EliP9YW3pW28FpsEdkXt/+WcGeI=");
}

TEST_CASE("emulator: TC3-HMAC-SHA256, both published examples") {
    const http_request request{
        "POST",
        "/",
        "",
        {{"host", "cvm.tencentcloudapi.com"},
         {"content-type", "application/json; charset=utf-8"},
         {"x-tc-action", "DescribeInstances"}},
        R"({"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]})"};
    REQUIRE(sha256_hex(request.body) == "35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064");

    const std::string first = tc3_canonical_request(request, {"content-type", "host"});
    CHECK(sha256_hex(first) == "5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031");
    CHECK(tc3_signature("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", 1551113065, utc_date(1551113065), "cvm", first) ==
          "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168");

    const std::string second = tc3_canonical_request(request, {"content-type", "host", "x-tc-action"});
    CHECK(sha256_hex(second) == "7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84");
    CHECK(tc3_signature(std::string(32, '*'), 1551113065, "2019-02-25", "cvm", second) ==
          "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f");
}

TEST_CASE("emulator: Aliyun RPC 1.0, the documentation's example") {
    const name_values pairs{{"Action", "DescribeRegions"},
                            {"Format", "XML"},
                            {"AccessKeyId", "testid"},
                            {"SignatureMethod", "HMAC-SHA1"},
                            {"SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"},
                            {"SignatureVersion", "1.0"},
                            {"Timestamp", "2016-02-23T12:46:24Z"},
                            {"Version", "2014-05-26"}};
    CHECK(aliyun_rpc_signature("testsecret", aliyun_rpc_string_to_sign("GET", pairs)) ==
          "OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
}

TEST_CASE("emulator: ACS3-HMAC-SHA256, the documentation's example") {
    const http_request request{"POST",
                               "/",
                               "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai",
                               {{"host", "ecs.cn-shanghai.aliyuncs.com"},
                                {"x-acs-action", "RunInstances"},
                                {"x-acs-content-sha256", sha256_hex("")},
                                {"x-acs-date", "2023-10-26T10:22:32Z"},
                                {"x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"},
                                {"x-acs-version", "2014-05-26"}},
                               ""};
    std::vector<std::string> names;
    for (const auto& [name, value] : request.headers) names.push_back(name);
    const std::string canonical = acs3_canonical_request(request, names);
    CHECK(sha256_hex(canonical) == "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259");
    CHECK(acs3_signature("YourAccessKeySecret", canonical) ==
          "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
}

TEST_CASE("emulator: an Authorization header has exactly its three parts") {
    constexpr std::string_view scheme = "TC3-HMAC-SHA256";
    const auto good = parse_authorization("TC3-HMAC-SHA256 Credential=a/b, SignedHeaders=a;b, Signature=c", scheme);
    REQUIRE(good.has_value());
    CHECK(good->credential == "a/b");
    CHECK(good->signed_headers.size() == 2);
    CHECK(good->signature == "c");
    for (const char* bad :
         {"", "TC3-HMAC-SHA256", "TC3-HMAC-SHA256 Credential=a, SignedHeaders=b;a, Signature=c",
          "TC3-HMAC-SHA256 Credential=a, SignedHeaders=a;a, Signature=c",
          "TC3-HMAC-SHA256 Credential=a, SignedHeaders=A, Signature=c",
          "TC3-HMAC-SHA256 Credential=a, SignedHeaders=, Signature=c", "TC3-HMAC-SHA256 Credential=a, Signature=c",
          "ACS3-HMAC-SHA256 Credential=a, SignedHeaders=a, Signature=c"}) {
        CHECK_FALSE(parse_authorization(bad, scheme).has_value());
    }
}

}   // namespace
