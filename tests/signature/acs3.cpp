// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/acs3.hpp>
#include <portwright/aliyun/rpc.hpp>

#include "../crypto/failing_engine.hpp"
#include "../verify.hpp"
#include "signing.hpp"

#include <array>
#include <string>
#include <string_view>

namespace {

using portwright::acs3;
using test::context;
using test::method;
using test::refusal;
using test::signed_text;

constexpr portwright::service_of<portwright::aliyun::rpc> ecs{
    {"ecs.cn-shanghai.aliyuncs.com", "/", "2014-05-26", true}};

struct RunInstances {
    portwright::text ImageId = {};

    static constexpr portwright::operation_of call{"RunInstances", &ecs};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(ImageId));
    }
};

constexpr std::string_view nothing_hashed = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

// Aliyun, "V3 request body and signature mechanism": a POST whose parameters are in the query.
TEST_CASE("acs3: the published signature") {
    acs3<>::key key;
    REQUIRE(key.prepare({.id = "YourAccessKeyId", .secret = "YourAccessKeySecret"}));
    const context<acs3<>> with{.key = key,
                               .region = "cn-shanghai",
                               .timestamp = 1698315752,
                               .nonce = "3156853299f313e23d1673dc12e1703d",
                               .query_by_post = true};
    CHECK(signed_text(RunInstances{.ImageId = "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"}, with) ==
          "POST https://ecs.cn-shanghai.aliyuncs.com/?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"
          "&RegionId=cn-shanghai\n"
          "Authorization: ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
          "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
          "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0\n"
          "x-acs-action: RunInstances\n"
          "x-acs-content-sha256: " +
              std::string(nothing_hashed) +
              "\n"
              "x-acs-date: 2023-10-26T10:22:32Z\n"
              "x-acs-signature-nonce: 3156853299f313e23d1673dc12e1703d\n"
              "x-acs-version: 2014-05-26\n"
              "\n");
}

// The same example, in a constant expression: the string to sign needs no key.
constexpr bool signs(std::string_view canonical_digest) {
    std::array<char, 256> buffer{};
    const auto text = portwright::string_to_sign<acs3<>>(
        RunInstances{.ImageId = "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"},
        {.key_id = "YourAccessKeyId",
         .region = "cn-shanghai",
         .timestamp = 1698315752,
         .nonce = "3156853299f313e23d1673dc12e1703d",
         .query_by_post = true},
        buffer);
    constexpr std::string_view begin = "ACS3-HMAC-SHA256\n";
    return text && text->starts_with(begin) && text->substr(begin.size()) == canonical_digest;
}

TEST_CASE("acs3: the published string to sign") {
    VERIFY(signs("7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259"));
}

template <class Engine = portwright::mbedtls>
struct signer {
    typename acs3<Engine>::key key;
    context<acs3<Engine>> with{.key = key, .region = "cn-hangzhou", .timestamp = 1, .nonce = "n-1"};

    signer() { REQUIRE(key.prepare({.id = "id", .secret = "secret", .token = "to/ken="})); }

    void for_each_form(auto&& check) {
        for (const method verb : {method::GET, method::POST}) {
            for (const bool query : {false, true}) {
                with.verb = verb;
                with.query_by_post = query;
                check();
            }
        }
    }
};

// Signatures and hashes by an independent implementation in Python's hmac and hashlib.
TEST_CASE("acs3: a form by POST, with a token") {
    constexpr test::Upload<test::aliyun> request{.Data = "a b*c~d/e\u672a"};
    signer s;
    CHECK(signed_text(request, s.with) ==
          "POST https://ga.cn-hangzhou.aliyuncs.com/\n"
          "Authorization: ACS3-HMAC-SHA256 Credential=id,SignedHeaders=content-type;host;x-acs-action;"
          "x-acs-content-sha256;x-acs-date;x-acs-security-token;x-acs-signature-nonce;x-acs-version,"
          "Signature=e452a7ef26140214577a1803d442aa604cfe2362c4e92e400ea9ea45a34b7a29\n"
          "Content-Type: application/x-www-form-urlencoded\n"
          "x-acs-action: Upload\n"
          "x-acs-content-sha256: aea9bb6efea43b8a14c1b59917bf3b8df9c6a6bbe86f610c48074ebfb31babbc\n"
          "x-acs-date: 1970-01-01T00:00:01Z\n"
          "x-acs-security-token: to/ken=\n"
          "x-acs-signature-nonce: n-1\n"
          "x-acs-version: 2019-11-20\n"
          "\n"
          "Data=a%20b%2Ac~d%2Fe%E6%9C%AA&RegionId=cn-hangzhou");
}

TEST_CASE("acs3: a query by GET") {
    constexpr test::Upload<test::aliyun> request{.Data = "a b*c~d/e\u672a"};
    signer s;
    s.with.verb = method::GET;
    std::array<char, 1024> buffer;
    const auto made = portwright::sign(request, s.with, buffer);
    REQUIRE(made);
    CHECK(made->query == "Data=a%20b%2Ac~d%2Fe%E6%9C%AA&RegionId=cn-hangzhou");
    CHECK(test::header(*made, "x-acs-content-sha256") == nothing_hashed);
    CHECK(test::header(*made, "Content-Type").empty());
    CHECK(test::header(*made, "Authorization")
              .ends_with(",Signature=1fa266852a694634a2b985bae6895b32df796d6937e044e32fc2bb67ccc38a91"));
}

TEST_CASE("acs3: every size of the buffer") {
    signer s;
    s.for_each_form([&] { test::sweep(test::good<test::aliyun>, s.with); });
}

TEST_CASE("acs3: streamed is the same request") {
    signer s;
    s.for_each_form([&] {
        CHECK(test::streamed_text(test::good<test::aliyun>, s.with) == signed_text(test::good<test::aliyun>, s.with));
    });
}

TEST_CASE("acs3: the engine fails at each of its calls") {
    test::failing_engine::reset();
    signer<test::failing_engine> s;
    s.for_each_form([&] { test::fail_each_call<test::failing_engine>(test::good<test::aliyun>, s.with); });
}

TEST_CASE("acs3: credentials") {
    test::check_credentials([](const portwright::credentials& from) {
        acs3<>::key key;
        return key.prepare(from);
    });
}

TEST_CASE("acs3: secrets, in a body only") {
    signer s;
    constexpr test::Upload<test::aliyun> request{.Key = "-----BEGIN"};
    s.for_each_form([&] {
        const bool in_body = s.with.verb == method::POST && !s.with.query_by_post;
        CHECK(refusal(request, s.with) == (in_body ? "ok" : "secret_in_url"));
    });
}

} // namespace
