// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// What holds for every scheme: place, time, nonce and the shape of what is handed back.

#include <portwright/signature/sign.hpp>
#include <portwright/request/untyped.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/stream.hpp>
#include <portwright/signature/tc3.hpp>

#include "every_scheme.hpp"

#include <array>
#include <string>
#include <string_view>
#include <type_traits>

namespace {

using namespace std::string_view_literals;
using portwright::acs3;
using portwright::aliyun_rpc;
using portwright::hmac_sha1;
using portwright::hmac_sha256;
using portwright::last_time;
using portwright::tc3;
using test::context;
using test::home;
using test::method;
using test::refusal;

template <class Scheme>
struct signer {
    typename Scheme::key key;
    context<Scheme> with{.key = key, .region = "ap-r", .timestamp = 1, .nonce = "1"};

    signer() { prepare(); }
    void prepare() {
        const portwright::credentials from{.id = "id", .secret = "secret"};
        REQUIRE(test::prepare(key, from, with.timestamp));
    }
    std::string refusal() const { return test::refusal(test::DescribeTask<home<Scheme>>{.TaskId = "t"}, with); }
};

TEST_CASE_TEMPLATE("sign: regions", Scheme, SCHEMES) {
    signer<Scheme> s;
    for (const auto region : {"ap-guangzhou"sv, "ap-shanghai-fsi"sv}) {
        s.with.region = region;
        CHECK(s.refusal() == "ok");
    }
    s.with.region = {};
    CHECK(s.refusal() == "missing_region");
    for (const auto region : {"ap guangzhou"sv, " "sv, "r\n"sv, "r\r\nX-Evil: 1"sv, "r&x=1"sv, "r/"sv, "\u00e4"sv}) {
        s.with.region = region;
        CHECK(s.refusal() == "bad_region");
    }
}

TEST_CASE_TEMPLATE("sign: hosts", Scheme, SCHEMES) {
    signer<Scheme> s;
    for (const auto endpoint : {"localhost"sv, "localhost:8443"sv, "10.0.0.1:443"sv, "[::1]:443"sv}) {
        s.with.endpoint = endpoint;
        std::array<char, 1024> buffer;
        const auto made = portwright::sign(test::DescribeTask<home<Scheme>>{.TaskId = "t"}, s.with, buffer);
        REQUIRE(made);
        CHECK(made->host == endpoint);
        CHECK(made->url.starts_with("https://" + std::string(endpoint) + "/"));
    }
    for (const auto endpoint :
         {"a b"sv, "host/path"sv, "host?x"sv, "user@host"sv, "host#x"sv, "a\r\nb"sv, "\u00e4"sv}) {
        s.with.endpoint = endpoint;
        CHECK(s.refusal() == "bad_host");
    }
}

TEST_CASE_TEMPLATE("sign: times", Scheme, SCHEMES) {
    signer<Scheme> s;
    for (const portwright::unix_time when : {portwright::unix_time{0}, last_time}) {
        s.with.timestamp = when;
        s.prepare();
        CHECK(s.refusal() == "ok");
    }
    for (const portwright::unix_time when : {portwright::unix_time{-1}, last_time + 1}) {
        s.with.timestamp = when;
        CHECK(s.refusal() == "bad_time");
    }
}

TEST_CASE_TEMPLATE("sign: the clouds' nonces", Scheme, hmac_sha1<>, hmac_sha256<>, aliyun_rpc<>, acs3<>) {
    signer<Scheme> s;
    s.with.nonce = {};
    CHECK(s.refusal() == "bad_nonce");
    for (const auto nonce : {" 1"sv, "1\n"sv, "a b"sv, "a&b"sv, "a+b"sv, "\u00e4"sv}) {
        s.with.nonce = nonce;
        CHECK(s.refusal() == "bad_nonce");
    }
    constexpr bool counts = std::is_same_v<Scheme, hmac_sha1<>> || std::is_same_v<Scheme, hmac_sha256<>>;
    for (const auto nonce : {"0"sv, "000"sv}) {
        s.with.nonce = nonce;
        CHECK(s.refusal() == (counts ? "bad_nonce" : "ok")); // Tencent's is a positive integer
    }
    s.with.nonce = "0010";
    CHECK(s.refusal() == "ok");
    s.with.nonce = "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf";
    CHECK(s.refusal() ==
          (portwright::detail::accepts<portwright::aliyun::rpc, Scheme> ? "ok" : "bad_nonce")); // Tencent's are numbers
    s.with.nonce = "18446744073709551615";
    CHECK(s.refusal() == "ok");
}

TEST_CASE_TEMPLATE("sign: views that fit together", Scheme, SCHEMES) {
    signer<Scheme> s;
    for (const method verb : {method::GET, method::POST}) {
        s.with.verb = verb;
        std::array<char, 2048> buffer;
        const test::CreateListener<home<Scheme>> request = test::good<home<Scheme>>;
        const auto made = portwright::sign(request, s.with, buffer);
        REQUIRE(made);
        CHECK(made->verb == verb);
        CHECK(made->host == home<Scheme>.host);
        CHECK(made->path == home<Scheme>.path);
        std::string url = "https://" + std::string(made->host) + std::string(made->path);
        if (verb == method::GET) url += "?" + std::string(made->query);
        CHECK(made->url == url);
        CHECK(made->query.empty() == (verb == method::POST));
        CHECK(made->body.empty() == (verb == method::GET));
        CHECK(made->header_count <= portwright::signed_request::max_headers);
        for (std::size_t i = 0; i != made->header_count; ++i) {
            CHECK_FALSE(made->headers[i].name.empty());
            CHECK(made->headers[i].value.find_first_of("\r\n") == std::string_view::npos);
        }
    }
}

TEST_CASE_TEMPLATE("sign: the URL of a request without parameters ends with its path", Scheme, SCHEMES) {
    signer<Scheme> s;
    s.with.verb = method::GET;
    static constexpr portwright::service_of<portwright::system_of<test::DescribeTask<home<Scheme>>>> anywhere{
        {.host = "api.example.com", .version = "1"}}; // takes no region
    static constexpr portwright::operation_of call{"DescribeAll", &anywhere};
    s.with.region = {};
    portwright::parameter slots[1];
    portwright::untyped_request request{call, slots};
    portwright::credentials who{.id = "id", .secret = "secret"};
    if constexpr (requires { s.key.prepare(who, anywhere, s.with.timestamp); })
        REQUIRE(s.key.prepare(who, anywhere, s.with.timestamp));
    std::array<char, 1024> buffer, head;
    const auto made = portwright::sign(request, s.with, buffer);
    REQUIRE(made);
    CHECK(made->query.empty() == !Scheme::signs_url); // whose parameters are more than the action's
    CHECK(made->url == "https://api.example.com/" + (Scheme::signs_url ? "?" + std::string(made->query) : ""));
    const auto streamed = portwright::sign_streamed(request, s.with, head);
    REQUIRE(streamed);
    CHECK(streamed->head.url == made->url);
}

TEST_CASE_TEMPLATE("sign: the size needed is the size used", Scheme, SCHEMES) {
    signer<Scheme> s;
    const auto size = portwright::signed_size(test::good<home<Scheme>>, s.with);
    REQUIRE(size);
    std::vector<char> buffer(*size);
    CHECK(portwright::sign(test::good<home<Scheme>>, s.with, buffer));
    s.with.region = {};
    CHECK(portwright::signed_size(test::good<home<Scheme>>, s.with).error().code == portwright::errc::missing_region);
}

TEST_CASE_TEMPLATE("sign: the size needed for a URL is the size used", Scheme, hmac_sha1<>, hmac_sha256<>,
                   aliyun_rpc<>) {
    signer<Scheme> s;
    s.with.verb = method::POST; // which sign_url() does not look at
    std::size_t differ = 0;
    for (unsigned nonce = 1; nonce != 33; ++nonce) { // each has another signature, and so another size
        const std::string digits = std::to_string(nonce);
        s.with.nonce = digits;
        const test::CreateListener<home<Scheme>> request = test::good<home<Scheme>>;
        const auto size = portwright::signed_url_size(request, s.with);
        REQUIRE(size);
        differ += *size != *portwright::signed_size(request, s.with);
        std::size_t wrong = 0;
        for (std::size_t n = nonce == 1 ? 0 : *size - 2; n != *size + 3; ++n) {
            std::vector<char> memory(n + 4, '#');
            const auto url = portwright::sign_url(request, s.with, std::span(memory).first(n));
            const bool fits = n >= *size;
            if (fits) wrong += !url || url->size() != *size;
            else
                wrong += url || url.error().code != portwright::errc::buffer_too_small ||
                         url.error().number != static_cast<std::int64_t>(*size);
            wrong += std::string_view(memory.data() + n, 4) != "####";
        }
        CHECK(wrong == 0);
    }
    CHECK(differ != 0); // as the header says
    s.with.region = {};
    CHECK(portwright::signed_url_size(test::good<home<Scheme>>, s.with).error().code ==
          portwright::errc::missing_region);
}

TEST_CASE("sign: financial regions have hosts of their own") {
    signer<tc3<>> s;
    s.with.region = "ap-shanghai-fsi";
    std::array<char, 1024> buffer;
    auto made = portwright::sign(test::DescribeTask<test::v3>{.TaskId = "t"}, s.with, buffer);
    REQUIRE(made);
    CHECK(made->host == "clb.ap-shanghai-fsi.tencentcloudapi.com");
    CHECK(made->url == "https://clb.ap-shanghai-fsi.tencentcloudapi.com/");
    CHECK(test::header(*made, "X-TC-Region") == "ap-shanghai-fsi");
    s.with.endpoint = "localhost:1"; // the caller's own host comes first
    made = portwright::sign(test::DescribeTask<test::v3>{.TaskId = "t"}, s.with, buffer);
    REQUIRE(made);
    CHECK(made->host == "localhost:1");
}

TEST_CASE("sign: a value raw at Tencent, twice encoded at Aliyun, never the one for the other") { // contradiction 9.3
    constexpr std::string_view value = "a b/c=d&e%\u672a";
    const auto text = [&]<class Scheme>(std::type_identity<Scheme>) {
        std::array<char, 1024> buffer;
        const auto got = portwright::string_to_sign<Scheme>(
            test::Upload<home<Scheme>>{.Data = value},
            {.key_id = "id", .region = "r", .timestamp = 1, .nonce = "1", .verb = method::GET}, buffer);
        REQUIRE(got);
        return std::string(*got);
    };
    CHECK(text(std::type_identity<hmac_sha1<>>{}).find("&Data=a b/c=d&e%\u672a&Nonce=1&") != std::string::npos);
    CHECK(text(std::type_identity<hmac_sha256<>>{}).find("&Data=a b/c=d&e%\u672a&Nonce=1&") != std::string::npos);
    CHECK(text(std::type_identity<aliyun_rpc<>>{})
              .find("%26Data%3Da%2520b%252Fc%253Dd%2526e%2525%25E6%259C%25AA%26Format%3DJSON%26") != std::string::npos);
    // Nor is a dialect's action signed by another's scheme: compile_fail/tc3_with_v2.cpp, and below.
}

TEST_CASE("sign: an untyped action with a scheme that its API does not accept") { // contradiction 9.3
    constexpr portwright::operation_of v2_call{"X", &test::v2};
    constexpr portwright::operation_of aliyun_call{"X", &test::aliyun};
    portwright::parameter slots[1];
    CHECK(refusal(portwright::untyped_request(v2_call, slots), signer<tc3<>>().with) == "wrong_scheme");
    CHECK(refusal(portwright::untyped_request(aliyun_call, slots), signer<tc3<>>().with) == "wrong_scheme");
    CHECK(refusal(portwright::untyped_request(aliyun_call, slots), signer<hmac_sha1<>>().with) == "wrong_scheme");
    CHECK(refusal(portwright::untyped_request(v2_call, slots), signer<acs3<>>().with) == "wrong_scheme");
    CHECK(refusal(portwright::untyped_request(v2_call, slots), signer<aliyun_rpc<>>().with) == "wrong_scheme");
    CHECK(refusal(portwright::untyped_request(v2_call, slots), signer<hmac_sha256<>>().with) == "ok");
}

} // namespace
