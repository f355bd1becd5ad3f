// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/aliyun/rpc.hpp>

#include "../crypto/failing_engine.hpp"
#include "signing.hpp"

#include <string>
#include <string_view>

namespace {

using portwright::aliyun_rpc;
using test::context;
using test::method;
using test::refusal;
using test::signed_text;

template <class Request>
constexpr auto to_sign(const Request& request, const portwright::request_terms& terms) {
    return test::made([&](auto buffer) { return portwright::string_to_sign<aliyun_rpc<>>(request, terms, buffer); });
}

constexpr portwright::service_of<portwright::aliyun::rpc> ecs{{"ecs.aliyuncs.com", "/", "2014-05-26", false}};

struct DescribeRegions {
    portwright::text InstanceChargeType = {};

    static constexpr portwright::operation_of call{"DescribeRegions", &ecs};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(InstanceChargeType));
    }
};

constexpr portwright::request_terms published_terms{
    .key_id = "testid", .timestamp = 1456231584, .nonce = "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf", .verb = method::GET};

std::string signature_of(std::string_view text) {
    portwright::hmac_key<portwright::mbedtls, portwright::mbedtls::sha1> key;
    REQUIRE(key.prepare("testsecret", "&"));
    std::array<std::uint8_t, 20> digest;
    REQUIRE(key.sign(text, digest.data()));
    return std::string(std::string_view(test::written([&](auto& out) { portwright::write_base64(out, digest); })));
}

// Aliyun, "RPC-style API: request signatures". The example asks for XML, which the library does not read: it says
// Format=JSON, and nothing else differs.
TEST_CASE("aliyun_rpc: the published signature") {
    VERIFY(to_sign(DescribeRegions{}, published_terms) ==
           "GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeRegions%26Format%3DJSON%26SignatureMethod%3DHMAC-SHA1"
           "%26SignatureNonce%3D3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf%26SignatureVersion%3D1.0"
           "%26Timestamp%3D2016-02-23T12%253A46%253A24Z%26Version%3D2014-05-26");
    std::string text(std::string_view(to_sign(DescribeRegions{}, published_terms)));
    CHECK(signature_of(text) == "3jelCdBwsBF1FhNF5D/tsWfZFsY="); // by Python's hmac
    text.replace(text.find("JSON"), 4, "XML");
    CHECK(signature_of(text) == "OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
}

TEST_CASE("aliyun_rpc: the signed URL of that example") {
    aliyun_rpc<>::key key;
    REQUIRE(key.prepare({.id = "testid", .secret = "testsecret"}));
    std::array<char, 512> buffer;
    const auto url = portwright::sign_url(
        DescribeRegions{},
        context<aliyun_rpc<>>{.key = key, .timestamp = published_terms.timestamp, .nonce = published_terms.nonce},
        buffer);
    REQUIRE(url);
    CHECK(*url == "https://ecs.aliyuncs.com/?AccessKeyId=testid&Action=DescribeRegions&Format=JSON"
                  "&SignatureMethod=HMAC-SHA1&SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"
                  "&SignatureVersion=1.0&Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26"
                  "&Signature=3jelCdBwsBF1FhNF5D%2FtsWfZFsY%3D");
}

template <class Engine = portwright::mbedtls>
struct signer {
    typename aliyun_rpc<Engine>::key key;
    context<aliyun_rpc<Engine>> with{
        .key = key, .region = "cn-hangzhou", .timestamp = 1, .nonce = "n-1", .verb = method::GET};

    signer() { REQUIRE(key.prepare({.id = "id", .secret = "secret", .token = "to/ken="})); }
};

// Signatures by an independent implementation in Python's hmac and urllib.
TEST_CASE("aliyun_rpc: a query by GET, a form by POST, with a token") {
    constexpr test::Upload<test::aliyun> request{.Data = "a b*c~d/e\u672a"};
    signer s;
    CHECK(
        signed_text(request, s.with) ==
        "GET https://ga.cn-hangzhou.aliyuncs.com/?AccessKeyId=id&Action=Upload&Data=a%20b%2Ac~d%2Fe%E6%9C%AA"
        "&Format=JSON&RegionId=cn-hangzhou&SecurityToken=to%2Fken%3D&SignatureMethod=HMAC-SHA1&SignatureNonce=n-1"
        "&SignatureVersion=1.0&Timestamp=1970-01-01T00%3A00%3A01Z&Version=2019-11-20&Signature=rVeqz2pmOQFIM7OtWEfUmat%2B9y4%3D\n\n");
    s.with.verb = method::POST;
    CHECK(
        signed_text(request, s.with) ==
        "POST https://ga.cn-hangzhou.aliyuncs.com/\nContent-Type: application/x-www-form-urlencoded\n\n"
        "AccessKeyId=id&Action=Upload&Data=a%20b%2Ac~d%2Fe%E6%9C%AA"
        "&Format=JSON&RegionId=cn-hangzhou&SecurityToken=to%2Fken%3D&SignatureMethod=HMAC-SHA1&SignatureNonce=n-1"
        "&SignatureVersion=1.0&Timestamp=1970-01-01T00%3A00%3A01Z&Version=2019-11-20&Signature=5IjkW0XIMVbJpmhmoTKiVypF%2Fgw%3D");
}

TEST_CASE("aliyun_rpc: every size of the buffer") {
    signer s;
    for (const method verb : {method::GET, method::POST}) {
        s.with.verb = verb;
        test::sweep(test::good<test::aliyun>, s.with);
    }
}

TEST_CASE("aliyun_rpc: streamed is the same request") {
    signer s;
    for (const method verb : {method::GET, method::POST}) {
        s.with.verb = verb;
        CHECK(test::streamed_text(test::good<test::aliyun>, s.with) == signed_text(test::good<test::aliyun>, s.with));
    }
}

TEST_CASE("aliyun_rpc: the engine fails at each of its calls") {
    test::failing_engine::reset();
    signer<test::failing_engine> s;
    for (const method verb : {method::GET, method::POST}) {
        s.with.verb = verb;
        test::fail_each_call<test::failing_engine>(test::good<test::aliyun>, s.with);
    }
}

TEST_CASE("aliyun_rpc: credentials") {
    test::check_credentials([](const portwright::credentials& from) {
        aliyun_rpc<>::key key;
        return key.prepare(from);
    });
}

TEST_CASE("aliyun_rpc: secrets, by POST only") {
    signer s;
    constexpr test::Upload<test::aliyun> request{.Key = "-----BEGIN"};
    CHECK(refusal(request, s.with) == "secret_in_url");
    s.with.verb = method::POST;
    CHECK(refusal(request, s.with) == "ok");
}

} // namespace
