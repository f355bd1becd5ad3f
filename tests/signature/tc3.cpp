// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/tc3.hpp>
#include <portwright/request/raw_json_request.hpp>
#include <portwright/request/untyped.hpp>

#include "../crypto/failing_engine.hpp"
#include "../verify.hpp"
#include "signing.hpp"

#include <array>
#include <string>
#include <string_view>
#include <tuple>

namespace {

using namespace std::string_view_literals;
using portwright::tc3;
using test::context;
using test::method;
using test::refusal;
using test::signed_text;

constexpr std::string_view id = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
constexpr portwright::unix_time published_time = 1551113065; // 2019-02-25 UTC
constexpr portwright::operation_of describe_instances{"DescribeInstances", &test::cvm_v3};
constexpr portwright::raw_json_request published{
    describe_instances, R"({"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]})"};

// API 3.0, "Signature Method v3", as the vendor's SDKs sign it.
TEST_CASE("tc3: the published signature") {
    tc3<>::key key;
    REQUIRE(key.prepare({.id = id, .secret = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"}, test::cvm_v3, published_time));
    const context<tc3<>> with{.key = key, .region = "ap-guangzhou", .timestamp = published_time};
    CHECK(signed_text(published, with) ==
          "POST https://cvm.tencentcloudapi.com/\n"
          "Authorization: TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, "
          "SignedHeaders=content-type;host, "
          "Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168\n"
          "Content-Type: application/json; charset=utf-8\n"
          "X-TC-Action: DescribeInstances\n"
          "X-TC-Version: 2017-03-12\n"
          "X-TC-Timestamp: 1551113065\n"
          "X-TC-Region: ap-guangzhou\n"
          "\n" +
              std::string(published.body));
}

// The later version of the same page signs x-tc-action, too, and prints asterisks for the secret.
TEST_CASE("tc3: the published signature with x-tc-action") {
    tc3<>::key key;
    REQUIRE(key.prepare({.id = id, .secret = "********************************"}, test::cvm_v3, published_time));
    const context<tc3<>> with{.key = key, .region = "ap-guangzhou", .timestamp = published_time, .signs_action = true};
    const std::string text = signed_text(published, with);
    CHECK(text.find("SignedHeaders=content-type;host;x-tc-action, "
                    "Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f\n") !=
          std::string::npos);
}

// Step 2 of the same pages, in a constant expression: the string to sign needs no key.
constexpr bool signs(bool action, std::string_view canonical_digest) {
    std::array<char, 256> buffer{};
    const auto text = portwright::string_to_sign<tc3<>>(
        published, {.key_id = id, .region = "ap-guangzhou", .timestamp = published_time, .signs_action = action},
        buffer);
    constexpr std::string_view begin = "TC3-HMAC-SHA256\n1551113065\n2019-02-25/cvm/tc3_request\n";
    return text && text->starts_with(begin) && text->substr(begin.size()) == canonical_digest;
}

TEST_CASE("tc3: the published strings to sign") {
    VERIFY(signs(false, "5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031"));
    VERIFY(signs(true, "7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84"));
}

struct signer {
    tc3<>::key key;
    context<tc3<>> with{.key = key, .region = portwright::unlisted("r"), .timestamp = 86400};

    explicit signer(const portwright::service& of = test::v3) {
        REQUIRE(key.prepare({.id = "id", .secret = "secret", .token = "token"}, of, with.timestamp));
    }
};

// Signatures by an independent implementation in Python's hmac and hashlib.
TEST_CASE("tc3: a typed request by POST and by GET") {
    signer s;
    CHECK(
        signed_text(test::good<test::v3>, s.with) ==
        "POST https://clb.tencentcloudapi.com/\n"
        "Authorization: TC3-HMAC-SHA256 Credential=id/1970-01-02/clb/tc3_request, "
        "SignedHeaders=content-type;host, Signature=00c4dd340904ac25716fe09aa729e7525d2bb5516a9d0e7f9b6b8a96b9ee5727\n"
        "Content-Type: application/json; charset=utf-8\n"
        "X-TC-Action: CreateListener\nX-TC-Version: 2018-03-17\nX-TC-Timestamp: 86400\nX-TC-Region: r\n"
        "X-TC-Token: token\n"
        "\n"
        R"({"HealthCheck":{"IntervalTime":5,"TimeOut":2},"ListenerNames":["lis0","lis1"],)"
        R"("LoadBalancerId":"lb-cuxw2rm0","Ports":[7569,7570],"Protocol":"TCP"})");
    s.with.verb = method::GET;
    CHECK(
        signed_text(test::good<test::v3>, s.with) ==
        "GET https://clb.tencentcloudapi.com/?HealthCheck.IntervalTime=5&HealthCheck.TimeOut=2&ListenerNames.0=lis0"
        "&ListenerNames.1=lis1&LoadBalancerId=lb-cuxw2rm0&Ports.0=7569&Ports.1=7570&Protocol=TCP\n"
        "Authorization: TC3-HMAC-SHA256 Credential=id/1970-01-02/clb/tc3_request, "
        "SignedHeaders=content-type;host, Signature=a98c697da3928da52e1abcdef475e4b75fcfcbdbe2847cd78b5f13a8e525c61f\n"
        "Content-Type: application/x-www-form-urlencoded\n"
        "X-TC-Action: CreateListener\nX-TC-Version: 2018-03-17\nX-TC-Timestamp: 86400\nX-TC-Region: r\n"
        "X-TC-Token: token\n"
        "\n");
}

TEST_CASE("tc3: no region where the API takes none") {
    signer s(test::v3_without_region);
    const std::string text = signed_text(test::DescribeTask<test::v3_without_region>{.TaskId = "t"}, s.with);
    CHECK(text.find("/gaap/tc3_request") != std::string::npos);
    CHECK(text.find("X-TC-Region") == std::string::npos);
}

TEST_CASE("tc3: every size of the buffer") {
    signer s;
    for (const method verb : {method::GET, method::POST}) {
        s.with.verb = verb;
        test::sweep(test::good<test::v3>, s.with);
    }
}

TEST_CASE("tc3: streamed is the same request") {
    signer s;
    for (const method verb : {method::GET, method::POST}) {
        s.with.verb = verb;
        CHECK(test::streamed_text(test::good<test::v3>, s.with) == signed_text(test::good<test::v3>, s.with));
    }
}

TEST_CASE("tc3: a key of another day or service is refused") {
    signer s;
    const test::DescribeTask<test::v3> request{.TaskId = "t"};
    CHECK(refusal(request, s.with) == "ok");
    for (const portwright::unix_time when : {86399, 172800, 0}) {
        s.with.timestamp = when;
        CHECK(refusal(request, s.with) == "stale_key");
    }
    s.with.timestamp = 172799;
    CHECK(refusal(request, s.with) == "ok");
    CHECK(refusal(test::DescribeTask<test::v3_without_region>{.TaskId = "t"}, s.with) == "stale_key");
    tc3<>::key empty;
    CHECK(refusal(request, context<tc3<>>{.key = empty, .region = portwright::unlisted("r"), .timestamp = 1}) ==
          "stale_key");
    CHECK(s.key.fits(test::v3, 86400));
    CHECK_FALSE(s.key.fits(test::v3, 86399));
    CHECK_FALSE(s.key.fits(test::v3_without_region, 86400));
}

TEST_CASE("tc3: prepared for the next day") {
    signer s;
    const test::DescribeTask<test::v3> request{.TaskId = "t"};
    s.with.timestamp = 172800;
    REQUIRE(s.key.prepare({.id = "id", .secret = "secret"}, test::v3, 172800));
    CHECK(refusal(request, s.with) == "ok");
    for (const portwright::unix_time when : {portwright::unix_time{-1}, portwright::last_time + 1}) {
        tc3<>::key key;
        CHECK(key.prepare({.id = "id", .secret = "secret"}, test::v3, when).error().code == portwright::errc::bad_time);
    }
}

TEST_CASE("tc3: the engine fails at each of its calls") {
    using engine = test::failing_engine;
    engine::reset();
    tc3<engine>::key key;
    REQUIRE(key.prepare({.id = "id", .secret = "secret"}, test::v3, 1));
    const std::size_t calls = engine::calls;
    context<tc3<engine>> with{.key = key, .region = portwright::unlisted("r"), .timestamp = 1};
    for (const method verb : {method::GET, method::POST}) {
        with.verb = verb;
        test::fail_each_call<engine>(test::good<test::v3>, with);
    }
    for (std::size_t at = 0; at != calls; ++at) {
        CAPTURE(at);
        engine::reset(at);
        tc3<engine>::key failing;
        CHECK(failing.prepare({.id = "id", .secret = "secret"}, test::v3, 1).error().code ==
              portwright::errc::crypto_failed);
        CHECK(engine::calls_after_failure == 0);
        engine::reset();
        CHECK(refusal(test::DescribeTask<test::v3>{.TaskId = "t"},
                      context<tc3<engine>>{.key = failing, .region = portwright::unlisted("r"), .timestamp = 1}) ==
              "stale_key");
    }
    engine::reset();
}

TEST_CASE("tc3: credentials") {
    test::check_credentials([](const portwright::credentials& from) {
        tc3<>::key key;
        return key.prepare(from, test::v3, 1);
    });
}

TEST_CASE("tc3: secrets, by POST only") {
    signer s;
    constexpr test::Upload<test::v3> request{.Key = "-----BEGIN"};
    CHECK(refusal(request, s.with) == "ok");
    s.with.verb = method::GET;
    CHECK(refusal(request, s.with) == "secret_in_url");
    s.with.secrets_in_url = true;
    CHECK(refusal(request, s.with) == "ok");
}

TEST_CASE("tc3: 32 KB of a GET and 10 MB of a body") {
    signer s;
    std::string data;
    for (const auto& [verb, most, around] :
         {std::tuple{method::GET, std::size_t{32} * 1024, "Data="sv.size()},
          std::tuple{method::POST, std::size_t{10} * 1024 * 1024, R"({"Data":""})"sv.size()}}) {
        s.with.verb = verb;
        data.resize(most - around, 'x');
        CHECK(portwright::signed_size(test::Upload<test::v3>{.Data = data}, s.with));
        data.push_back('x');
        const auto larger = portwright::signed_size(test::Upload<test::v3>{.Data = data}, s.with);
        REQUIRE_FALSE(larger);
        CHECK(larger.error().code == portwright::errc::request_too_large);
        CHECK(larger.error().number == static_cast<std::int64_t>(most + 1));
    }
}

} // namespace
