// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The examples that the clouds publish with their signatures. They are of actions that the catalogue does not have: such
// a request is built from names and values.

#include "checks.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/raw_json_request.hpp>
#include <portwright/request/untyped.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/aliyun/rpc.hpp>
#include <portwright/tencent/api_v2.hpp>
#include <portwright/tencent/api_v3.hpp>

#include <array>
#include <string_view>

namespace {

using portwright::context;
using portwright::credentials;

constexpr portwright::service_of<portwright::tencent::api_v2> cvm_v2{{"cvm.api.qcloud.com", "/v2/index.php", "", true}};
constexpr portwright::service_of<portwright::tencent::api_v3> cvm{{"cvm.tencentcloudapi.com", "/", "2017-03-12", true}};
constexpr portwright::service_of<portwright::aliyun::rpc> ecs{
    {"ecs.cn-shanghai.aliyuncs.com", "/", "2014-05-26", true}};
constexpr portwright::operation_of describe_instances_v2{"DescribeInstances", &cvm_v2};
constexpr portwright::operation_of describe_instances{"DescribeInstances", &cvm};
constexpr portwright::operation_of run_instances{"RunInstances", &ecs};

// Tencent Cloud, API v2, "Signature".
template <class Scheme>
bool signs_v2(std::string_view signature) {
    typename Scheme::key key;
    const credentials who{.id = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA", .secret = "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA"};
    std::array<portwright::parameter, 1> slots;
    portwright::untyped_request request(describe_instances_v2, slots);
    request.add("InstanceIds.0", "ins-09dx96dg");
    std::array<char, 512> buffer;
    if (!key.prepare(who)) return false;
    const auto url = portwright::sign_url(
        request, context<Scheme>{.key = key, .region = "ap-guangzhou", .timestamp = 1465185768, .nonce = "11886"},
        buffer);
    return url && url->ends_with(signature);
}

// Tencent Cloud, API 3.0, "Signature Method v3".
bool signs_tc3() {
    constexpr portwright::unix_time when = 1551113065;
    const portwright::raw_json_request request{
        describe_instances,
        R"({"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]})"};
    portwright::tc3<>::key key;
    const credentials who{.id = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", .secret = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"};
    std::array<char, 512> buffer;
    if (!key.prepare(who, cvm, when)) return false;
    const auto made = portwright::sign(
        request, context<portwright::tc3<>>{.key = key, .region = "ap-guangzhou", .timestamp = when}, buffer);
    return made && made->headers[0].value ==
                       "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, "
                       "SignedHeaders=content-type;host, "
                       "Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168";
}

// Aliyun, "RPC-style API: request signatures". It asks for an answer in XML, the library for JSON: the string to sign is
// the published one.
bool signs_aliyun_rpc() {
    portwright::hmac_key<portwright::mbedtls, portwright::mbedtls::sha1> key;
    std::array<std::uint8_t, 20> digest;
    if (!key.prepare("testsecret", "&") ||
        !key.sign("GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeRegions%26Format%3DXML%26SignatureMethod%3DHMAC-SHA1"
                  "%26SignatureNonce%3D3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf%26SignatureVersion%3D1.0"
                  "%26Timestamp%3D2016-02-23T12%253A46%253A24Z%26Version%3D2014-05-26",
                  digest.data()))
        return false;
    std::array<char, 28> text;
    portwright::output out{text};
    portwright::write_base64(out, digest);
    return out.since(0) == "OLeaidS1JvxuMvnyHOwuJ+uX5qY=";
}

// Aliyun, "V3 request body and signature mechanism": a POST with its parameters in the query.
bool signs_acs3() {
    portwright::acs3<>::key key;
    std::array<portwright::parameter, 1> slots;
    portwright::untyped_request request(run_instances, slots);
    request.add("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd");
    std::array<char, 768> buffer;
    if (!key.prepare({.id = "YourAccessKeyId", .secret = "YourAccessKeySecret"})) return false;
    const auto made = portwright::sign(request,
                                       context<portwright::acs3<>>{.key = key,
                                                                   .region = "cn-shanghai",
                                                                   .timestamp = 1698315752,
                                                                   .nonce = "3156853299f313e23d1673dc12e1703d",
                                                                   .query_by_post = true},
                                       buffer);
    return made && made->headers[0].value.ends_with(
                       "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
}

} // namespace

void check_known_answers() {
    check("published HmacSHA1", signs_v2<portwright::hmac_sha1<>>("&Signature=nPVnY6njQmwQ8ciqbPl5Qe%2BOru4%3D"));
    check("published HmacSHA256",
          signs_v2<portwright::hmac_sha256<>>("&Signature=0EEm%2FHtGRr%2FVJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s%3D"));
    check("published TC3-HMAC-SHA256", signs_tc3());
    check("published HMAC-SHA1 of Aliyun", signs_aliyun_rpc());
    check("published ACS3-HMAC-SHA256", signs_acs3());
}
