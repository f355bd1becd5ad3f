// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/prepared.hpp>

#include "../crypto/failing_engine.hpp"
#include "prepared.hpp"

#include <portwright/aliyun/ga/create_listener.hpp>
#include <portwright/tencent/clb/create_listener.hpp>
#include <portwright/tencent/gaap/http_listeners.hpp>
#include <portwright/tencent/lb/create_listeners.hpp>

#include <array>
#include <string>
#include <string_view>

namespace {

namespace clb = portwright::tencent::clb;
using test::method;
using sha1 = portwright::hmac_sha1<>;
using sha256 = portwright::hmac_sha256<>;

constexpr std::uint16_t ports[] = {7569, 7570};
constexpr std::string_view names[] = {"a b%&=+~\xE7\x9B\x91", "\"\\\x01\x1F\x7F"};
constexpr clb::CreateListener request{
    .LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = clb::Protocol::TCP, .ListenerNames = names};

constexpr portwright::tencent::gaap::CreateHTTPListener without_region{
    .ListenerName = "web", .Port = 8080, .ProxyId = "link-abcd1234"};

// Names with an underscore are signed with a dot, on another path.
constexpr test::CreateListener<test::v2> with_path = test::good<test::v2>;

constexpr std::uint16_t port_443[] = {443};
constexpr clb::CertInfo certificates[] = {{.CertName = "c", .CertContent = "certificate", .CertKey = "private key"}};
constexpr clb::CreateListener secret{.LoadBalancerId = "lb-cuxw2rm0",
                                     .Ports = port_443,
                                     .Protocol = clb::Protocol::HTTPS,
                                     .MultiCertInfo = {.SSLMode = "UNIDIRECTIONAL", .CertList = certificates}};

// More than the 1 KB of a usual draft, and than a step of its hash.
constexpr auto long_text = [] {
    std::array<char, 5000> made{};
    for (std::size_t i = 0; i != made.size(); ++i) made[i] = static_cast<char>('a' + i % 26);
    return made;
}();
constexpr clb::CertInfo longer_certificates[] = {
    {.CertName = "c", .CertContent = std::string_view(long_text.data(), long_text.size()), .CertKey = "private key"}};
constexpr clb::CreateListener longer{.LoadBalancerId = "lb-cuxw2rm0",
                                     .Ports = port_443,
                                     .Protocol = clb::Protocol::HTTPS,
                                     .MultiCertInfo = {.SSLMode = "UNIDIRECTIONAL", .CertList = longer_certificates}};

constexpr portwright::aliyun::ga::PortRange ranges[] = {{.FromPort = 8080, .ToPort = 8090}};
constexpr portwright::aliyun::ga::CreateListener aliyun{.ClientToken = "123e4567-e89b",
                                                        .AcceleratorId = "ga-bp1odcab8tmno0hdq1xyz",
                                                        .Description = "web \xE7\x9B\x91&=",
                                                        .PortRanges = ranges};

template <const auto& Request, class Scheme>
void compare_contexts() {
    const test::prepared_ways<Request, Scheme> ways;
    ways.compare_all();
    const auto compare = [&](method verb, auto change) {
        auto with = ways.with(verb);
        change(with);
        ways.compare(with);
    };
    for (const method verb : {method::GET, method::POST}) {
        for (const portwright::unix_time time :
             {0LL, 9LL, 1551113065LL, 4294967296LL, 253402300799LL, 253402300800LL, -1LL})
            compare(verb, [&](auto& with) { with.timestamp = time; });
        for (const std::string_view nonce : {"", "0", "18446744073709551615", "1a", "-1"})
            compare(verb, [&](auto& with) { with.nonce = nonce; });
        for (const std::string_view region :
             {"", "ap-shanghai-fsi", "ap-shenzhen-fsi", "xx-nowhere", "AP", "cn-hangzhou"}) {
            compare(verb, [&](auto& with) { with.region = region; });
            compare(verb, [&](auto& with) { with.region = region, with.checked = false; });
            compare(verb, [&](auto& with) { with.region = region, with.endpoint = "localhost:8443"; });
        }
        for (const std::string_view endpoint : {"localhost", "127.0.0.1:8443", "[::1]:443", "no host", "a_b", ":1"})
            compare(verb, [&](auto& with) { with.endpoint = endpoint; });
        compare(verb, [&](auto& with) { with.secrets_in_url = true; });
        if (portwright::signed_size(ways.open, ways.with(verb))) test::sweep(ways.open, ways.with(verb));
    }
}

TEST_CASE("prepared: the same requests, sizes and errors in every context") {
    compare_contexts<request, sha256>();
    compare_contexts<request, sha1>();
    compare_contexts<without_region, sha256>();
    compare_contexts<with_path, sha256>();
    compare_contexts<with_path, sha1>();
}

TEST_CASE("prepared: TC3, whose canonical request is constant") {
    compare_contexts<request, portwright::tc3<>>();
    compare_contexts<without_region, portwright::tc3<>>();
    compare_contexts<secret, portwright::tc3<>>();
    compare_contexts<request, portwright::tc3<portwright::for_speed<portwright::mbedtls>>>();

    const test::prepared_ways<request, portwright::tc3<>> ways;
    std::array<char, 512> buffer;
    const auto made = portwright::sign(ways.open, ways.with(method::POST), buffer);
    REQUIRE(made);
    CHECK(std::string_view(made->body).data() != buffer.data());
    CHECK((made->body.data() < buffer.data() || made->body.data() >= buffer.data() + buffer.size()));
    for (const auto change : {+[](test::context<portwright::tc3<>>& with) { with.verb = method::GET; },
                              +[](test::context<portwright::tc3<>>& with) { with.endpoint = "localhost"; },
                              +[](test::context<portwright::tc3<>>& with) { with.region = "ap-shanghai-fsi"; },
                              +[](test::context<portwright::tc3<>>& with) { with.signs_action = true; }}) {
        auto with = ways.with(method::POST);
        change(with);
        CHECK(test::signed_text(ways.open, with) == "not_prepared");
        ways.compare(with); // what is streamed is signed in the ordinary way
    }
}

TEST_CASE("prepared: a TC3 body longer than a draft, over days") {
    using scheme = portwright::tc3<>;
    const test::prepared_ways<longer, scheme> ways;
    ways.compare_all();
    for (unsigned i = 0; i != 300; ++i) {
        std::string token(i % 40, '~');
        for (std::size_t c = 0; c != token.size(); ++c) token[c] = static_cast<char>('!' + (i * 7 + c * 13) % 94);
        const test::prepared_ways<request, scheme> other({.id = "AKID+=&%", .secret = "secret", .token = token},
                                                         1551113065 + 86399LL * i * i);
        other.compare(other.with(method::POST));
    }
}

TEST_CASE("prepared: Aliyun's schemes, by the code of ordinary requests") {
    compare_contexts<aliyun, portwright::aliyun_rpc<>>();
    compare_contexts<aliyun, portwright::acs3<>>();
}

TEST_CASE("prepared: hundreds of timestamps and tokens") {
    for (unsigned i = 0; i != 300; ++i) {
        std::string token(i % 40, '~');
        for (std::size_t c = 0; c != token.size(); ++c) token[c] = static_cast<char>('!' + (i * 7 + c * 13) % 94);
        const test::prepared_ways<request, sha256> ways({.id = "AKID+=&%", .secret = "secret", .token = token},
                                                        1551113065 + 86399LL * i * i);
        ways.compare(ways.with(i % 2 == 0 ? method::GET : method::POST));
    }
}

TEST_CASE("prepared: a secret stays out of a URL") {
    const test::prepared_ways<secret, sha256> ways;
    ways.compare_all();
    auto with = ways.with(method::GET);
    CHECK(test::signed_text(ways.open, with) == "secret_in_url");
    CHECK(ways.url_of(ways.open, with) == "secret_in_url");
    with.secrets_in_url = true;
    CHECK(ways.url_of(ways.open, with).starts_with("https://"));
    ways.compare(with);
}

TEST_CASE("prepared: what the cloud would refuse for its size") {
    const std::string token(33000, '/');
    const test::prepared_ways<request, sha256> ways({.id = "id", .secret = "secret", .token = token});
    std::array<char, 64> small;
    const auto made = portwright::sign_url(ways.open, ways.with(method::GET), small);
    const auto expected = portwright::sign_url(request, ways.with(method::GET), small);
    CHECK(made.error().code == test::errc::request_too_large);
    CHECK(made.error().number == expected.error().number);
}

TEST_CASE("prepared: an endpoint in capitals is told") {
    const test::prepared_ways<request, sha256> ways;
    auto with = ways.with(method::GET);
    with.endpoint = "LOCALHOST";
    CHECK(test::signed_text(ways.open, with) == "bad_host");
    CHECK(ways.url_of(ways.open, with) == "bad_host");
}

TEST_CASE("prepared: a key that was not prepared, and an engine that fails") {
    sha256::key none;
    std::array<char, 1024> buffer;
    const portwright::context<sha256> with{.key = none, .region = "ap-guangzhou", .timestamp = 1, .nonce = "1"};
    CHECK(portwright::sign_url(portwright::prepared<request, sha256>{}, with, buffer).error().code ==
          test::errc::bad_credentials);

    using scheme = portwright::hmac_sha256<test::failing_engine>;
    test::failing_engine::reset();
    const test::prepared_ways<request, scheme> ways;
    test::fail_each_call<test::failing_engine>(ways.open, ways.with(method::GET));
    test::fail_each_call<test::failing_engine>(ways.open, ways.with(method::POST));
}

TEST_CASE("prepared: for speed") {
    compare_contexts<request, portwright::hmac_sha256<portwright::for_speed<portwright::mbedtls>>>();
}

TEST_CASE("prepared: for speed, pairs that are sent as they are signed, and pairs that are not") {
    using portwright::for_speed, test::failing_engine;
    using scheme = portwright::hmac_sha256<for_speed<portwright::mbedtls>>;
    for (const std::string_view id : {"AKIDexample", "AKID+=&%"})
        for (const std::string_view token : {"", "token-._~", "to+ke/n==~"}) {
            const test::prepared_ways<without_region, scheme> ways({.id = id, .secret = "secret", .token = token});
            ways.compare_all();
            auto with = ways.with(method::GET);
            test::sweep(ways.open, with);
            with.endpoint = "localhost:8443";
            ways.compare(with);
        }
    failing_engine::reset();
    const test::prepared_ways<without_region, portwright::hmac_sha256<for_speed<failing_engine>>> failing(
        {.id = "AKIDexample", .secret = "secret"});
    for (const method verb : {method::GET, method::POST})
        test::fail_each_call<failing_engine>(failing.open, failing.with(verb));
}

} // namespace
