// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/raw_json_request.hpp>
#include <portwright/request/untyped.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/api_v3.hpp>

#include "../verify.hpp"
#include "actions.hpp"
#include "spelled.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace std::string_view_literals;
using portwright::operation_of;
using portwright::parameter;
using portwright::parameter_name;
using portwright::unlisted;
using portwright::untyped_request;
using test::spelled;

constexpr operation_of call{"CreateListener", &test::v3};
constexpr operation_of aliyun_call{"CreateListener", &test::aliyun};

/// The signed request's body, or the error.
std::string body(const untyped_request& request, portwright::method verb = portwright::method::POST) {
    portwright::tc3<>::key key;
    REQUIRE(key.prepare({.id = "id", .secret = "secret"}, test::v3, 1));
    std::array<char, 4096> buffer;
    const auto made =
        portwright::sign(request,
                         portwright::context<portwright::tc3<>>{
                             .key = key, .region = portwright::unlisted("r"), .timestamp = 1, .verb = verb},
                         buffer);
    if (!made) return std::string(std::string_view(spelled(made.error())));
    return std::string(verb == portwright::method::GET ? made->query : made->body);
}

template <class Add>
std::string body_of(Add add, portwright::method verb = portwright::method::POST) {
    std::array<parameter, 32> slots;
    untyped_request request{call, slots};
    add(request);
    return body(request, verb);
}

TEST_CASE("untyped: the same request as the typed one, whatever the order") {
    std::vector<std::pair<std::string, std::string>> pairs{{"LoadBalancerId", "lb"},
                                                           {"Groups.0.Endpoints.0.Address", "a"},
                                                           {"Groups.0.Endpoints.1.Address", "b"},
                                                           {"Groups.0.Name", "n"},
                                                           {"HealthCheck.CheckType", "TCP"},
                                                           {"Groups.0.Tags.0", "t0"},
                                                           {"Groups.0.Tags.1", "t1"},
                                                           {"aware", "x"},
                                                           {"Protocol", "TCP"}};
    static constexpr test::Endpoint endpoints[] = {{.Address = "a"}, {.Address = "b"}};
    static constexpr std::string_view tags[] = {"t0", "t1"};
    static constexpr test::Group groups[] = {{.Name = "n", .Endpoints = endpoints, .Tags = tags}};
    std::array<char, 1024> buffer;
    const auto typed = portwright::json_body(
        test::CreateListener<test::v3>{
            .LoadBalancerId = "lb", .Protocol = "TCP", .HealthCheck = {.CheckType = "TCP"}, .Groups = groups},
        buffer);
    REQUIRE(typed);
    std::string expected(*typed);
    expected.insert(expected.size() - 1, R"(,"aware":"x")");
    std::mt19937 random(7);
    for (int i = 0; i != 50; ++i) {
        std::shuffle(pairs.begin(), pairs.end(), random);
        CHECK(body_of([&](untyped_request& r) {
                  for (const auto& [name, value] : pairs) r.add(name, value);
              }) == expected);
    }
}

TEST_CASE("untyped: numbers, truth values and lists of more than ten") {
    std::array<std::string, 12> names;
    CHECK(body_of([&](untyped_request& r) {
              for (std::size_t i = names.size(); i-- != 0;) r.add(names[i] = "Ports." + std::to_string(i), i + 80);
              r.add("On", true).add("Off", false).add("N", -1).add("E", "").add("absent", nullptr);
          }) == R"({"E":"","N":-1,"Off":false,"On":true,"Ports":[80,81,82,83,84,85,86,87,88,89,90,91]})");
    CHECK(body_of(
              [&](untyped_request& r) {
                  for (std::size_t i = 0; i != names.size(); ++i) r.add(names[i], i + 80);
              },
              portwright::method::GET) ==
          "Ports.0=80&Ports.1=81&Ports.10=90&Ports.11=91&Ports.2=82&Ports.3=83&Ports.4=84&Ports.5=85&Ports.6=86"
          "&Ports.7=87&Ports.8=88&Ports.9=89");
    CHECK(body_of([](untyped_request&) {}) == "{}");
}

TEST_CASE("untyped: subscripts as numbers beside the name") {
    const auto add_ports = [](untyped_request& r) {
        for (std::size_t i = 12; i-- != 0;) r.add({"Ports.n", i}, i + 80);
    };
    CHECK(body_of(add_ports) == R"({"Ports":[80,81,82,83,84,85,86,87,88,89,90,91]})");
    CHECK(body_of(add_ports, portwright::method::GET) ==
          "Ports.0=80&Ports.1=81&Ports.10=90&Ports.11=91&Ports.2=82&Ports.3=83&Ports.4=84&Ports.5=85&Ports.6=86"
          "&Ports.7=87&Ports.8=88&Ports.9=89");
    // Spelled out or not, with a name of either kind before and after, in any order.
    std::vector<std::pair<parameter_name, std::string_view>> pairs{{{"Groups.n.Endpoints.n.Address", 0, 0}, "a"},
                                                                   {"Groups.0.Endpoints.1.Address", "b"},
                                                                   {{"Groups.n.Name", 0u}, "n"},
                                                                   {{"Groups.n.n", std::uint8_t{1}, 0LL}, "x"},
                                                                   {{"Groups.1.n", 1}, "y"},
                                                                   {{"Groups.n.Tags.1", 0}, "t1"},
                                                                   {{"Groups.n.Tags.n", 0, 0}, "t0"},
                                                                   {"Group", "z"},
                                                                   {"Groups-1", "-"},
                                                                   {"n.n", "itself"}};
    std::mt19937 random(7);
    for (int i = 0; i != 50; ++i) {
        std::shuffle(pairs.begin(), pairs.end(), random);
        const auto add = [&](untyped_request& r) {
            for (const auto& [name, value] : pairs) r.add(name, value);
        };
        CHECK(body_of(add) == R"({"Group":"z","Groups-1":"-","Groups":[{"Endpoints":[{"Address":"a"},{"Address":"b"}],)"
                              R"("Name":"n","Tags":["t0","t1"]},["x","y"]],"n":{"n":"itself"}})");
        CHECK(body_of(add, portwright::method::GET) ==
              "Group=z&Groups-1=-&Groups.0.Endpoints.0.Address=a&Groups.0.Endpoints.1.Address=b&Groups.0.Name=n"
              "&Groups.0.Tags.0=t0&Groups.0.Tags.1=t1&Groups.1.0=x&Groups.1.1=y&n.n=itself");
    }
}

constexpr auto status_of(std::initializer_list<parameter_name> names) {
    std::array<parameter, 4> slots;
    untyped_request request{call, slots};
    for (const parameter_name& name : names) request.add(name, "value");
    return spelled(request.status());
}

template <class Value>
constexpr auto status_of_value(const Value& value) {
    std::array<parameter, 1> slots;
    untyped_request request{call, slots};
    return spelled(request.add("Name", value).status());
}

TEST_CASE("untyped: texts are UTF-8") {
    VERIFY(status_of_value("\u00e4\u672a\U0001F600"sv) == "ok");
    VERIFY(status_of_value(unlisted("\u672a")) == "ok");
    VERIFY(status_of_value("\xff"sv) == R"(not_utf8 "Name")");
    VERIFY(status_of_value("a\xe6\x9c"sv) == R"(not_utf8 "Name")");
    VERIFY(status_of_value(unlisted("\xed\xa0\x80")) == R"(not_utf8 "Name")"); // a surrogate
    std::array<parameter, 2> slots;
    untyped_request secret{call, slots};
    CHECK(spelled(secret.add("A", 1).add_secret("Key", "\xc0\x80").add("B", 2).status()) == R"(not_utf8 "Key")");
    CHECK(secret.size() == 1);
}

TEST_CASE("untyped: null is absent, whatever size comes with it") {
    const char* const volatile null = nullptr;
    std::array<parameter, 2> slots;
    untyped_request request{call, slots};
    request.add("A", std::string_view(null, 5)).add_secret("B", std::string_view(null, 5));
    CHECK(spelled(request.status()) == "ok");
    CHECK(request.size() == 0);
    CHECK(portwright::borrowed_text(null, 5).empty());
    CHECK(spelled(request.add(std::string_view(null, 5), "x").status()) == "bad_name");
    CHECK(
        test::spelled(
            portwright::tc3<>::key().prepare({.id = std::string_view(null, 5), .secret = "s"}, test::v3, 1).error()) ==
        "bad_credentials");
}

TEST_CASE("untyped: subscripts that are refused") {
    VERIFY(status_of({{"A.n", 0}, {"A.n", 65535}, {"A.n", 1}, {"B.n.n.n.n", 1, 2, 3, 4}}) == "ok");
    VERIFY(status_of({{"A.n", 65536}}) == R"(bad_name "A.n")");
    VERIFY(status_of({{"A.n", -1}}) == R"(bad_name "A.n")");
    VERIFY(status_of({{"A", 1}}) == R"(bad_name "A")");
    VERIFY(status_of({{"A.N", 1}}) == R"(bad_name "A.N")");
    VERIFY(status_of({{"A.n.n", 1}}) == R"(bad_name "A.n.n")");
    VERIFY(status_of({{"A.n", 1, 2}}) == R"(bad_name "A.n")");
    VERIFY(status_of({{"", 1}}) == R"(bad_name "")");
    VERIFY(status_of({{"A.n", 1}, {"A.n", 1}}) == R"(duplicate_name "A.n")");
    VERIFY(status_of({{"A.n", 1}, "A.1"}) == R"(duplicate_name "A.1")");
    VERIFY(status_of({"A.10", {"A.n", 10}}) == R"(duplicate_name "A.n")");
    VERIFY(status_of({{"A.n", 1}, {"A.n", 11}, "A.n", {"A.An", 1}}) == R"(bad_name "A.An")");
}

TEST_CASE("untyped: a name is a value or an object, and not both") {
    const auto failure_of = [](std::initializer_list<std::string_view> names) {
        std::array<parameter, 8> slots;
        untyped_request request{operation_of{"DescribeX", &test::v3}, slots};
        for (const std::string_view name : names) request.add(name, 1);
        portwright::output out;
        portwright::error why;
        portwright::detail::walk_outcome outcome{why, true};
        request.json(out, outcome);
        return why.code;
    };
    CHECK(failure_of({"A", "A.b"}) == portwright::errc::bad_name);
    CHECK(failure_of({"A", "A-x", "A.b"}) == portwright::errc::bad_name);
    CHECK(failure_of({"L.0.A", "L.0.A-x", "L.0.A.b"}) == portwright::errc::bad_name);
    CHECK(failure_of({"0", "1"}) == portwright::errc::bad_name);
    CHECK(failure_of({"A.-x", "A.0"}) == portwright::errc::subscript_gap);
    CHECK(failure_of({"A-x", "A.b", "A.c", "B.0", "B.1"}) == portwright::errc::none);
    static_assert(!std::is_copy_constructible_v<untyped_request>);
}

TEST_CASE("untyped: a text larger than any request is refused unread") {
    static constexpr char one = 'x';
    std::array<parameter, 1> slots;
    untyped_request request{operation_of{"DescribeX", &test::v3}, slots};
    request.add("A", std::string_view(&one, std::size_t{1} << 30));
    CHECK(request.status().error().code == portwright::errc::too_long);
}

TEST_CASE("untyped: what was temporary is kept") {
    portwright::tc3<>::key key;
    REQUIRE(key.prepare({.id = "id", .secret = "secret"}, test::v3, 1));
    const portwright::context<portwright::tc3<>> context{.key = key, .region = "ap-guangzhou", .timestamp = 1};
    std::array<parameter, 2> slots;
    std::array<char, 512> buffer;
    untyped_request request{operation_of{"DescribeX", &test::v3}, slots};
    request.add("A", 1);
    CHECK(request.call.action == "DescribeX");
    CHECK(portwright::sign(request, context, buffer));
    const portwright::raw_json_request raw{operation_of{"DescribeY", &test::v3}, "{}"};
    const auto made = portwright::sign(raw, context, buffer);
    REQUIRE(made);
    CHECK(made->body == "{}");
    CHECK(raw.call.action == "DescribeY");
}

TEST_CASE("untyped: subscripts begin where the API begins, and have no gaps") {
    CHECK(body_of([](untyped_request& r) { r.add("A.0", 1).add("A.2", 3); }) == "subscript_gap");
    CHECK(body_of([](untyped_request& r) { r.add("A.1", 1); }) == "subscript_gap");
    CHECK(body_of([](untyped_request& r) { r.add("A.00", 1); }) == "subscript_gap");
    CHECK(body_of([](untyped_request& r) { r.add("A.0", 1).add("A.x", 3); }) != R"({"A":[1,3]})");
    CHECK(body_of([](untyped_request& r) { r.add("A", 1).add("A.0", 3); }) == "bad_name");
    // a query is a list of pairs, and the cloud judges it
    CHECK(body_of([](untyped_request& r) { r.add("A.2", 1); }, portwright::method::GET) == "A.2=1");
}

constexpr auto status(std::initializer_list<std::string_view> names) {
    std::array<parameter, 4> slots;
    untyped_request request{call, slots};
    for (const std::string_view name : names) request.add(name, "value");
    return spelled(request.status());
}

TEST_CASE("untyped: names that are refused") {
    VERIFY(status({"A", "B.0.c", "under_score", "da-sh"}) == "ok");
    VERIFY(status({""}) == R"(bad_name "")");
    VERIFY(status({"."}) == R"(bad_name ".")");
    VERIFY(status({".A"}) == R"(bad_name ".A")");
    VERIFY(status({"A."}) == R"(bad_name "A.")");
    VERIFY(status({"A..B"}) == R"(bad_name "A..B")");
    VERIFY(status({"A B"}) == R"(bad_name "A B")");
    VERIFY(status({"A&B"}) == R"(bad_name "A&B")");
    VERIFY(status({"A=B"}) == R"(bad_name "A=B")");
    VERIFY(status({"\u00e4"}) == "bad_name \"\u00e4\"");
    VERIFY(status({"A", "A"}) == R"(duplicate_name "A")");
    VERIFY(status({"Timestamp"}) == R"(duplicate_name "Timestamp")");
    VERIFY(status({"Signature"}) == R"(duplicate_name "Signature")");
    VERIFY(status({"a", "b", "c", "d"}) == "ok");
    VERIFY(status({"a", "b", "c", "d", "e"}) == R"(too_many_parameters "e")");
    // the first error sticks
    VERIFY(status({"A B", "C", "C"}) == R"(bad_name "A B")");
}

TEST_CASE("untyped: common names are the family's own") {
    std::array<parameter, 4> slots;
    untyped_request request{aliyun_call, slots};
    request.add("Nonce", "tencent's only");
    CHECK(request.status());
    request.add("SignatureNonce", "x");
    CHECK(spelled(request.status()) == R"(duplicate_name "SignatureNonce")");
}

TEST_CASE("untyped: signing reports the first error and writes nothing") {
    std::array<parameter, 1> slots;
    untyped_request request{call, slots};
    request.add("A", 1).add("B", 2);
    CHECK(body(request) == R"(too_many_parameters "B")");
}

TEST_CASE("untyped: a secret stays out of URLs") {
    const auto add = [](untyped_request& r) { r.add("A", 1).add_secret("CertKey", "-----BEGIN"); };
    CHECK(body_of(add) == R"({"A":1,"CertKey":"-----BEGIN"})");
    CHECK(body_of(add, portwright::method::GET) == "secret_in_url");
    CHECK(body_of([](untyped_request& r) { r.add("A", 1).add_secret("CertKey", nullptr); }, portwright::method::GET) ==
          "A=1");
}

TEST_CASE("untyped: the names of v2 are signed with a dot for the underscore") {
    constexpr operation_of v2_call{"Sorted", &test::v2};
    std::array<parameter, 2> slots;
    untyped_request request{v2_call, slots};
    request.add("under_score", "a_b");
    portwright::hmac_sha256<>::key key;
    REQUIRE(key.prepare({.id = "id", .secret = "secret"}));
    const portwright::context<portwright::hmac_sha256<>> context{
        .key = key, .region = portwright::unlisted("r"), .timestamp = 1, .nonce = "1"};
    std::array<char, 512> buffer;
    const auto made = portwright::sign_url(request, context, buffer);
    REQUIRE(made);
    CHECK(made->find("&under_score=a_b&") != std::string_view::npos);
    // HMAC-SHA256 by Python of GETlb.api.qcloud.com/v2/index.php?Action=Sorted&Nonce=1&Region=r&SecretId=id
    // &SignatureMethod=HmacSHA256&Timestamp=1&under.score=a_b
    CHECK(made->ends_with("&Signature=Z8lSfKvVqlpfjLdkTFNLMaOIh0ub7aaE%2Fxjs1350YnE%3D"));
}

} // namespace
