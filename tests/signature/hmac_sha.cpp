// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/hmac_sha.hpp>

#include <portwright/request/untyped.hpp>
#include <portwright/tencent/api_v2.hpp>

#include "../crypto/failing_engine.hpp"
#include "signing.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace std::string_view_literals;
using portwright::hmac_sha1;
using portwright::hmac_sha256;
using test::context;
using test::method;
using test::refusal;
using test::signed_text;

// ---- Tencent API v2, "Signature" (legacy load balancer manual) ----

constexpr std::string_view v2_id = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA";
constexpr std::string_view v2_secret = "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA";
constexpr test::DescribeInstances<test::cvm_v2> v2_request{.InstanceIds = test::instance_ids};
constexpr portwright::request_terms v2_terms{
    .key_id = v2_id, .region = "ap-guangzhou", .timestamp = 1465185768, .nonce = "11886", .verb = method::GET};

template <class Scheme, class Request>
constexpr auto to_sign(const Request& request, const portwright::request_terms& terms) {
    return test::made([&](auto buffer) { return portwright::string_to_sign<Scheme>(request, terms, buffer); });
}

TEST_CASE("hmac_sha: the published string to sign of API v2") { // contradiction 1.1: the names that are sent
    VERIFY(to_sign<hmac_sha256<>>(v2_request, v2_terms) ==
           "GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Nonce=11886"
           "&Region=ap-guangzhou&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&SignatureMethod=HmacSHA256"
           "&Timestamp=1465185768");
    VERIFY(to_sign<hmac_sha1<>>(v2_request, v2_terms) ==
           "GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Nonce=11886"
           "&Region=ap-guangzhou&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&SignatureMethod=HmacSHA1"
           "&Timestamp=1465185768");
}

template <class Scheme>
std::string v2_url() {
    typename Scheme::key key;
    REQUIRE(key.prepare({.id = v2_id, .secret = v2_secret}));
    std::array<char, 512> buffer;
    const auto url = portwright::sign_url(
        v2_request, context<Scheme>{.key = key, .region = "ap-guangzhou", .timestamp = 1465185768, .nonce = "11886"},
        buffer);
    REQUIRE(url);
    return std::string(*url);
}

// The manual prints these with an "e" too many, a capital "I" for an "l", and not encoded.
TEST_CASE("hmac_sha: the published signatures of API v2") { // contradictions 1.1, 1.2, 1.3, 1.4
    const std::string common = "https://cvm.api.qcloud.com/v2/index.php?Action=DescribeInstances"
                               "&InstanceIds.0=ins-09dx96dg&Nonce=11886&Region=ap-guangzhou"
                               "&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&SignatureMethod=";
    CHECK(v2_url<hmac_sha256<>>() == common + "HmacSHA256&Timestamp=1465185768"
                                              "&Signature=0EEm%2FHtGRr%2FVJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s%3D");
    CHECK(v2_url<hmac_sha1<>>() == common + "HmacSHA1&Timestamp=1465185768&Signature=nPVnY6njQmwQ8ciqbPl5Qe%2BOru4%3D");
}

/// HMAC-SHA1 in Base64 of a text.
std::string sha1_of(std::string_view secret, std::string_view text) {
    portwright::hmac_key<portwright::mbedtls, portwright::mbedtls::sha1> key;
    REQUIRE(key.prepare(secret));
    std::array<std::uint8_t, 20> digest;
    REQUIRE(key.sign(text, digest.data()));
    return std::string(std::string_view(test::written([&](auto& out) { portwright::write_base64(out, digest); })));
}

// The library always says which method it uses; these two are examples without SignatureMethod, which means HMAC-SHA1.
TEST_CASE("hmac_sha: the published signatures without SignatureMethod") {
    CHECK(sha1_of(v2_secret, "GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg"
                             "&Nonce=11886&Region=ap-guangzhou&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA"
                             "&Timestamp=1465185768") == "B6cecqdJznPP5xUBExLyaWYdre4=");
    // API 3.0, "Signature Method" (signature v1)
    constexpr test::DescribeInstances<test::cvm_v3> request{
        .InstanceIds = test::instance_ids, .Limit = 20, .Offset = 0};
    constexpr portwright::request_terms terms{.key_id = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
                                              .region = "ap-guangzhou",
                                              .timestamp = 1465185768,
                                              .nonce = "11886",
                                              .verb = method::GET};
    VERIFY(to_sign<hmac_sha1<>>(request, terms) ==
           "GETcvm.tencentcloudapi.com/?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Limit=20&Nonce=11886"
           "&Offset=0&Region=ap-guangzhou&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE&SignatureMethod=HmacSHA1"
           "&Timestamp=1465185768&Version=2017-03-12");
    std::string without(std::string_view(to_sign<hmac_sha1<>>(request, terms)));
    without.erase(without.find("&SignatureMethod=HmacSHA1"), "&SignatureMethod=HmacSHA1"sv.size());
    CHECK(sha1_of("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", without) == "EliP9YW3pW28FpsEdkXt/+WcGeI=");
}

// Tencent's signature page for bare metal signs instanceId before eipId and prints %2f: its result is none of ours.
constexpr portwright::service_of<portwright::tencent::api_v2> bmeip{
    {"bmeip.api.qcloud.com", "/v2/index.php", "", true}};

struct EipBmBindRs {
    portwright::text instanceId = {};
    portwright::text eipId = {};

    static constexpr portwright::operation_of call{"EipBmBindRs", &bmeip};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(instanceId), PORTWRIGHT_FIELD(eipId));
    }
};

TEST_CASE("hmac_sha: names are sorted, whatever an example does, and codes are capital") { // contradiction 1.6
    constexpr EipBmBindRs request{.instanceId = "cpm-09dx96dg", .eipId = "eip-testcpm"};
    constexpr portwright::request_terms terms{
        .key_id = v2_id, .region = "gz", .timestamp = 1465185768, .nonce = "11886", .verb = method::GET};
    std::string text(std::string_view(to_sign<hmac_sha1<>>(request, terms)));
    CHECK(text.ends_with("&Timestamp=1465185768&eipId=eip-testcpm&instanceId=cpm-09dx96dg"));
    text.erase(text.find("&SignatureMethod=HmacSHA1"), "&SignatureMethod=HmacSHA1"sv.size());
    CHECK(sha1_of(v2_secret, text) == "P6y82HIF1jIIYXbL1N5zDVzMDmE="); // sorted
    text.erase(text.find("&eipId"));
    text += "&instanceId=cpm-09dx96dg&eipId=eip-testcpm";
    CHECK(sha1_of(v2_secret, text) == "iMn4MF6H0mDBCTOhx/t/LjMWs2g="); // as printed

    hmac_sha1<>::key key;
    REQUIRE(key.prepare({.id = v2_id, .secret = v2_secret}));
    const context<hmac_sha1<>> with{.key = key, .region = "gz", .timestamp = 1, .nonce = "1", .verb = method::GET};
    const std::string url = signed_text(EipBmBindRs{.instanceId = "/", .eipId = "\u672a"}, with);
    CHECK(url.find("&eipId=%E6%9C%AA&instanceId=%2F&") != std::string::npos);
}

// ---- ours ----

TEST_CASE("hmac_sha: values are signed raw and sent encoded; v2 signs a dot for an underscore in names") {
    // contradiction 1.7
    constexpr test::Sorted<test::v2> v2{.Zone = "a b&c=d_e", .Token_type = "\u672a", .a = "*"};
    constexpr test::Sorted<test::v3> v3{.Zone = "a b&c=d_e", .Token_type = "\u672a", .a = "*"};
    constexpr portwright::request_terms terms{
        .key_id = "id", .session_token = "to+ken=", .region = "r", .timestamp = 1, .nonce = "1", .verb = method::GET};
    CHECK(to_sign<hmac_sha256<>>(v2, terms) ==
          "GETlb.api.qcloud.com/v2/index.php?Action=Sorted&Nonce=1&Region=r&SecretId=id&SignatureMethod=HmacSHA256"
          "&Timestamp=1&Token=to+ken=&Token.type=\u672a&Zone=a b&c=d_e&a=*");
    VERIFY(to_sign<hmac_sha256<>>(v3, terms) ==
           "GETclb.tencentcloudapi.com/?Action=Sorted&Nonce=1&Region=r&SecretId=id&SignatureMethod=HmacSHA256"
           "&Timestamp=1&Token=to+ken=&Token_type=\u672a&Version=2018-03-17&Zone=a b&c=d_e&a=*");
    hmac_sha256<>::key key;
    REQUIRE(key.prepare({.id = "id", .secret = "secret", .token = "to+ken="}));
    const context<hmac_sha256<>> with{
        .key = key, .region = portwright::unlisted("r"), .timestamp = 1, .nonce = "1", .verb = method::GET};
    // HMAC-SHA256 by Python of the two texts above
    CHECK(signed_text(v2, with) ==
          "GET https://lb.api.qcloud.com/v2/index.php?Action=Sorted&Nonce=1&Region=r&SecretId=id"
          "&SignatureMethod=HmacSHA256&Timestamp=1&Token=to%2Bken%3D&Token_type=%E6%9C%AA&Zone=a%20b%26c%3Dd_e"
          "&a=%2A&Signature=O6L9ss1y%2FfQMna8emzeJk1%2Bwa26MFd%2Fh3CrB4CJ2920%3D\n\n");
    CHECK(signed_text(v3, with) ==
          "GET https://clb.tencentcloudapi.com/?Action=Sorted&Nonce=1&Region=r&SecretId=id"
          "&SignatureMethod=HmacSHA256&Timestamp=1&Token=to%2Bken%3D&Token_type=%E6%9C%AA&Version=2018-03-17"
          "&Zone=a%20b%26c%3Dd_e&a=%2A&Signature=GVPcddeXDxtltlLpFUKQDY4kif53huhqA59jsRKh45E%3D\n\n");
}

TEST_CASE("hmac_sha: v2 leaves a name alone that begins with an underscore, as the vendor's SDK does") {
    // contradiction 1.7
    constexpr portwright::operation_of call{"A", &test::v2};
    std::array<portwright::parameter, 3> slots;
    portwright::untyped_request request{call, slots};
    request.add("_a_b", "c_d").add("e_f_g", "_h").add("i", "j_k=l_m&n_o");
    hmac_sha1<>::key key;
    REQUIRE(key.prepare({.id = "id_1", .secret = "secret"}));
    const std::string url = signed_text(
        request, context<hmac_sha1<>>{.key = key, .region = "r", .timestamp = 1, .nonce = "1", .verb = method::GET});
    const std::string signature =
        sha1_of("secret", "GETlb.api.qcloud.com/v2/index.php?Action=A&Nonce=1&Region=r&SecretId=id_1"
                          "&SignatureMethod=HmacSHA1&Timestamp=1&_a_b=c_d&e.f.g=_h&i=j_k=l_m&n_o");
    const std::string encoded(
        std::string_view(test::written([&](auto& out) { portwright::write_percent(out, signature); })));
    CHECK(url == "GET https://lb.api.qcloud.com/v2/index.php?Action=A&Nonce=1&Region=r&SecretId=id_1"
                 "&SignatureMethod=HmacSHA1&Timestamp=1&_a_b=c_d&e_f_g=_h&i=j_k%3Dl_m%26n_o&Signature=" +
                     encoded + "\n\n");
}

TEST_CASE("hmac_sha: a PEM by POST is signed raw and sent as a form") { // contradiction 1.8
    constexpr std::string_view pem = "-----BEGIN CERTIFICATE-----\nMIIE/+==\n-----END CERTIFICATE-----\n";
    constexpr test::Upload<test::v2> request{.Data = pem};
    constexpr portwright::request_terms terms{.key_id = "id", .region = "r", .timestamp = 1, .nonce = "1"};
    VERIFY(to_sign<hmac_sha1<>>(request, terms) ==
           "POSTlb.api.qcloud.com/v2/index.php?Action=Upload"
           "&Data=-----BEGIN CERTIFICATE-----\nMIIE/+==\n-----END CERTIFICATE-----\n"
           "&Nonce=1&Region=r&SecretId=id&SignatureMethod=HmacSHA1&Timestamp=1");
    hmac_sha1<>::key key;
    REQUIRE(key.prepare({.id = "id", .secret = "secret"}));
    const std::string form = "Action=Upload&Data=-----BEGIN%20CERTIFICATE-----%0AMIIE%2F%2B%3D%3D%0A"
                             "-----END%20CERTIFICATE-----%0A&Nonce=1&Region=r&SecretId=id&SignatureMethod=HmacSHA1"
                             "&Timestamp=1&Signature=";
    context<hmac_sha1<>> with{.key = key, .region = "r", .timestamp = 1, .nonce = "1"};
    CHECK(signed_text(request, with)
              .starts_with("POST https://lb.api.qcloud.com/v2/index.php\n"
                           "Content-Type: application/x-www-form-urlencoded\n\n" +
                           form));
    with.verb = method::GET; // encoded in the same way
    CHECK(signed_text(request, with).starts_with("GET https://lb.api.qcloud.com/v2/index.php?" + form));
}

TEST_CASE("hmac_sha: a form by POST") {
    constexpr portwright::request_terms terms{.key_id = "id", .region = "r", .timestamp = 1, .nonce = "1"};
    VERIFY(to_sign<hmac_sha1<>>(test::good<test::v2>, terms) ==
           "POSTlb.api.qcloud.com/v2/index.php?Action=CreateListener&HealthCheck.IntervalTime=5&HealthCheck.TimeOut=2"
           "&ListenerNames.0=lis0&ListenerNames.1=lis1&LoadBalancerId=lb-cuxw2rm0&Nonce=1&Ports.0=7569&Ports.1=7570"
           "&Protocol=TCP&Region=r&SecretId=id&SignatureMethod=HmacSHA1&Timestamp=1");
    hmac_sha1<>::key key;
    REQUIRE(key.prepare({.id = "id", .secret = "secret"}));
    const context<hmac_sha1<>> with{.key = key, .region = "r", .timestamp = 1, .nonce = "1"};
    CHECK(signed_text(test::good<test::v2>, with) ==
          "POST https://lb.api.qcloud.com/v2/index.php\nContent-Type: application/x-www-form-urlencoded\n\n"
          "Action=CreateListener&HealthCheck.IntervalTime=5&HealthCheck.TimeOut=2&ListenerNames.0=lis0"
          "&ListenerNames.1=lis1&LoadBalancerId=lb-cuxw2rm0&Nonce=1&Ports.0=7569&Ports.1=7570&Protocol=TCP&Region=r"
          "&SecretId=id&SignatureMethod=HmacSHA1&Timestamp=1&Signature=Ca0w51JyDV2heyZpz56SwjdfG24%3D");
}

TEST_CASE("hmac_sha: no Region where the API takes none") {
    constexpr portwright::request_terms terms{
        .key_id = "id", .region = "r", .timestamp = 1, .nonce = "1", .verb = method::GET};
    VERIFY(to_sign<hmac_sha256<>>(test::DescribeTask<test::v3_without_region>{.TaskId = "t"}, terms) ==
           "GETgaap.tencentcloudapi.com/?Action=DescribeTask&Nonce=1&SecretId=id&SignatureMethod=HmacSHA256&TaskId=t"
           "&Timestamp=1&Version=2018-05-29");
}

template <class Scheme>
struct signer {
    typename Scheme::key key;
    context<Scheme> with{.key = key, .region = portwright::unlisted("r"), .timestamp = 1, .nonce = "1"};

    signer() { REQUIRE(key.prepare({.id = "id", .secret = "secret", .token = "token"})); }
};

TEST_CASE("hmac_sha: every size of the buffer") {
    signer<hmac_sha256<>> s;
    signer<hmac_sha1<>> s1;
    for (const method verb : {method::GET, method::POST}) {
        s.with.verb = s1.with.verb = verb;
        test::sweep(test::good<test::v2>, s.with);
        test::sweep(test::good<test::v3>, s.with);
        test::sweep(test::good<test::v3>, s1.with);
    }
}

TEST_CASE("hmac_sha: streamed is the same request") {
    signer<hmac_sha256<>> s;
    for (const method verb : {method::GET, method::POST}) {
        s.with.verb = verb;
        CHECK(test::streamed_text(test::good<test::v2>, s.with) == signed_text(test::good<test::v2>, s.with));
        CHECK(test::streamed_text(test::good<test::v3>, s.with) == signed_text(test::good<test::v3>, s.with));
    }
}

TEST_CASE("hmac_sha: the engine fails at each of its calls") {
    using engine = test::failing_engine;
    engine::reset();
    signer<hmac_sha256<engine>> s;
    signer<hmac_sha1<engine>> s1;
    for (const method verb : {method::GET, method::POST}) {
        s.with.verb = s1.with.verb = verb;
        test::fail_each_call<engine>(test::good<test::v2>, s.with);
        test::fail_each_call<engine>(test::good<test::v3>, s1.with);
    }
    engine::reset(0);
    hmac_sha256<engine>::key key;
    CHECK(key.prepare({.id = "id", .secret = "secret"}).error().code == portwright::errc::crypto_failed);
    engine::reset();
}

TEST_CASE("hmac_sha: credentials") {
    test::check_credentials([](const portwright::credentials& from) {
        hmac_sha256<>::key key;
        return key.prepare(from);
    });
    test::check_credentials([](const portwright::credentials& from) {
        hmac_sha1<>::key key;
        return key.prepare(from);
    });
}

TEST_CASE("hmac_sha: a secret stays out of URLs unless the caller insists") {
    signer<hmac_sha256<>> s;
    constexpr test::Upload<test::v3> request{.Key = "-----BEGIN"};
    CHECK(refusal(request, s.with) == "ok");
    s.with.verb = method::GET;
    CHECK(refusal(request, s.with) == "secret_in_url");
    CHECK(refusal(test::Upload<test::v3>{.Data = "x"}, s.with) == "ok");
    s.with.secrets_in_url = true;
    CHECK(refusal(request, s.with) == "ok");
}

TEST_CASE("hmac_sha: 32 KB of a GET and 1 MB of a form") {
    signer<hmac_sha256<>> s;
    for (const auto& [verb, most] :
         {std::pair{method::GET, std::size_t{32} * 1024}, std::pair{method::POST, std::size_t{1024} * 1024}}) {
        s.with.verb = verb;
        std::vector<char> buffer(most + 1024);
        std::size_t accepted = 0;
        std::size_t refused = 0;
        const auto least = portwright::sign(test::Upload<test::v3>{.Data = "x"}, s.with, buffer);
        REQUIRE(least);
        // The encoded signature is one of many lengths, so that the sizes come out one by one, and some left out.
        const std::size_t about = most - least->query.size() - least->body.size();
        for (std::size_t size = about - 30; size != about + 30; ++size) {
            const std::string data(size, 'x');
            const auto made = portwright::sign(test::Upload<test::v3>{.Data = data}, s.with, buffer);
            if (made) {
                accepted = std::max(accepted, made->query.size() + made->body.size());
            } else {
                CHECK(made.error().code == portwright::errc::request_too_large);
                CHECK(made.error().number > static_cast<std::int64_t>(most));
                ++refused;
            }
        }
        CHECK(accepted <= most);
        CHECK(accepted > most - 10);
        CHECK(refused > 10);
    }
}

TEST_CASE("hmac_sha: checks first, unless told not to") {
    signer<hmac_sha256<>> s;
    auto request = test::good<test::v3>;
    static constexpr int ports[] = {70000};
    request.Ports = ports;
    request.ListenerNames = {};
    CHECK(refusal(request, s.with) == "out_of_range Ports.0 70000");
    s.with.checked = false;
    CHECK(signed_text(request, s.with).find("&Ports.0=70000&") != std::string::npos);
}

} // namespace
