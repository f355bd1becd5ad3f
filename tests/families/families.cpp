// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// A family, a system and a scheme that the library does not have: balancer.hpp, query.hpp, sigv4.hpp.

#include "balancer.hpp"

#include "../response/decoded.hpp"
#include "../verify.hpp"

#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/message.hpp>
#include <portwright/request/untyped.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/signature/whole_scheme.hpp>
#include <portwright/tencent/api_v3.hpp>

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

namespace {

using example::sigv4;
using portwright::context;
using portwright::method;
using portwright::operation_of;
using portwright::service_of;
namespace balancer = example::balancer;

// The pair and the time of the examples that Amazon publishes.
constexpr portwright::credentials who{.id = "AKIDEXAMPLE", .secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"};
constexpr portwright::unix_time then = 1440938160; // 2015-08-30T12:36:00Z

struct utf8_form {
    static constexpr std::string_view get = "", post = "application/x-www-form-urlencoded; charset=utf8";
};
struct nothing {
    static constexpr std::string_view get = "", post = "";
};
struct always_form {
    static constexpr std::string_view get = "application/x-www-form-urlencoded; charset=utf-8", post = get;
};

// ---- the scheme ----

static_assert(portwright::detail::is_whole_scheme<sigv4<>>());

/// The signature of a request, by all ways that sign one.
template <class ContentType, class Request>
std::string signature_of(const Request& request, std::string_view service, method verb,
                         const portwright::credentials& from = who) {
    using scheme = sigv4<portwright::mbedtls, ContentType>;
    typename scheme::key key;
    REQUIRE(key.prepare(from, service, "us-east-1", then));
    const context<scheme> with{.key = key, .region = "us-east-1", .timestamp = then, .verb = verb};
    std::array<char, 2048> buffer, head;
    const auto made = portwright::sign(request, with, buffer);
    REQUIRE(made);
    CHECK(portwright::signed_size(request, with));
    const auto streamed = portwright::sign_streamed(request, with, head);
    REQUIRE(streamed);
    const std::string_view value = made->headers[0].value;
    CHECK(value == streamed->head.headers[0].value);
    return std::string(value.substr(value.size() - 64));
}

// aws-sig-v4-test-suite: its service is called "service", whatever the host.
constexpr service_of<example::query> suite{{.host = "example.amazonaws.com", .takes_region = true}};
constexpr operation_of suite_call{"none", &suite};

TEST_CASE("sigv4: the published test suite") {
    portwright::parameter slots[2];
    portwright::untyped_request empty(suite_call, slots);
    CHECK(signature_of<nothing>(empty, "service", method::GET) == // get-vanilla
          "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    CHECK(signature_of<nothing>(empty, "service", method::POST) == // post-vanilla
          "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
    portwright::credentials temporary = who;
    temporary.token = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIe"
                      "oIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq"
                      "5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9"
                      "Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";
    CHECK(signature_of<nothing>(empty, "service", method::POST, temporary) == // post-sts-header-before
          "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead");

    portwright::parameter one_slot[1];
    portwright::untyped_request one(suite_call, one_slot);
    one.add("Param1", "value1");
    CHECK(signature_of<nothing>(one, "service", method::GET) == // get-vanilla-empty-query-key
          "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb");
    CHECK(signature_of<example::form_by_post>(one, "service", method::POST) == // post-x-www-form-urlencoded
          "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    CHECK(signature_of<utf8_form>(one, "service", method::POST) == // post-x-www-form-urlencoded-parameters
          "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe");

    portwright::untyped_request two(suite_call, slots);
    two.add("Param2", "value2").add("Param1", "value1");
    CHECK(signature_of<nothing>(two, "service", method::GET) == // get-vanilla-query-order-key-case
          "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
}

// IAM User Guide: ListUsers.
constexpr service_of<example::query> iam{{.host = "iam.amazonaws.com", .version = "2010-05-08", .takes_region = true}};
struct ListUsers {
    portwright::text PathPrefix = {};

    static constexpr operation_of call{"ListUsers", &iam};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(PathPrefix));
    }
};

TEST_CASE("sigv4: the documented ListUsers") {
    CHECK(signature_of<always_form>(ListUsers{}, "iam", method::GET) ==
          "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    VERIFY([] {
        std::array<char, 256> buffer{};
        const auto made = portwright::string_to_sign<sigv4<portwright::mbedtls, always_form>>(
            ListUsers{},
            portwright::request_terms{
                .key_id = "AKIDEXAMPLE", .region = "us-east-1", .timestamp = then, .verb = method::GET},
            buffer);
        return made && *made == "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/iam/aws4_request\n"
                                "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59";
    }());
}

TEST_CASE("sigv4: a key is of its day and region") {
    sigv4<>::key key;
    context<sigv4<>> with{.key = key, .region = "us-east-1", .timestamp = then};
    std::array<char, 1024> buffer;
    const auto outcome = [&] { return portwright::sign(ListUsers{}, with, buffer).error().code; };
    CHECK(outcome() == portwright::errc::stale_key);
    REQUIRE(key.prepare(who, "iam", "us-east-1", then));
    CHECK(outcome() == portwright::errc::none);
    with.timestamp += 86400;
    CHECK(outcome() == portwright::errc::stale_key);
    with.timestamp = then;
    with.region = "eu-west-1";
    CHECK(outcome() == portwright::errc::stale_key);
}

// ---- the family ----

using query_system = portwright::system_of<balancer::CreateListeners>;
static_assert(portwright::detail::accepts<query_system, sigv4<>>);
static_assert(!portwright::detail::accepts<query_system, portwright::tc3<>>);
static_assert(!portwright::detail::accepts<portwright::tencent::api_v3, sigv4<>>);

constexpr std::string_view policies[] = {"p1", "p2"};
constexpr balancer::Listener two[] = {{.Protocol = "TCP", .Port = 80},
                                      {.Protocol = "TCP", .Port = 443, .Policies = policies}};
constexpr balancer::CreateListeners documented{.BalancerName = "lb", .Listeners = two};
static_assert(portwright::check(documented));

constexpr std::string_view documented_form =
    "Action=CreateListeners&BalancerName=lb"
    "&Listeners.member.1.Port=80&Listeners.member.1.Protocol=TCP"
    "&Listeners.member.2.Policies.member.1=p1&Listeners.member.2.Policies.member.2=p2"
    "&Listeners.member.2.Port=443&Listeners.member.2.Protocol=TCP&Version=2012-06-01";

std::string body_of(const balancer::CreateListeners& request) {
    sigv4<>::key key;
    REQUIRE(key.prepare(who, balancer::service, then));
    const context<sigv4<>> with{.key = key, .region = "us-east-1", .timestamp = then};
    std::array<char, 4096> buffer;
    const auto made = portwright::sign(request, with, buffer);
    REQUIRE(made);
    return std::string(made->body);
}

TEST_CASE("family: the names of lists, and common parameters among the action's own") {
    CHECK(body_of(documented) == documented_form);
    balancer::Listener many[11];
    for (balancer::Listener& one : many) one = {.Protocol = "TCP", .Port = 1};
    const std::string body = body_of({.BalancerName = "lb", .Listeners = many});
    CHECK(body.find("&Listeners.member.10.") < body.find("&Listeners.member.2.")); // sorted as text
}

TEST_CASE("family: an error has the path of the wire") {
    balancer::Listener wrong[] = {two[0], two[1]};
    wrong[1].Port = 70000;
    std::array<char, 128> line;
    const auto checked = portwright::check(balancer::CreateListeners{.BalancerName = "lb", .Listeners = wrong});
    CHECK(portwright::message(checked.error(), line) == "Listeners.member.2.Port: 70000 is outside 1..65535");
}

TEST_CASE("family: names and values, too, and no scheme of another family") {
    portwright::parameter slots[6];
    constexpr operation_of call{"CreateListeners", &balancer::service};
    portwright::untyped_request request(call, slots);
    request.add({"Listeners.member.n.Port", 1}, 80).add("BalancerName", "lb");
    CHECK(request.status());
    sigv4<>::key key;
    REQUIRE(key.prepare(who, balancer::service, then));
    std::array<char, 1024> buffer;
    const context<sigv4<>> with{.key = key, .region = "us-east-1", .timestamp = then};
    const auto made = portwright::sign(request, with, buffer);
    REQUIRE(made);
    CHECK(made->body == "Action=CreateListeners&BalancerName=lb&Listeners.member.1.Port=80&Version=2012-06-01");

    portwright::tc3<>::key other;
    REQUIRE(other.prepare(who, balancer::service, then));
    CHECK(portwright::sign(request, context<portwright::tc3<>>{.key = other, .region = "us-east-1", .timestamp = then},
                           buffer)
              .error()
              .code == portwright::errc::wrong_scheme);
    request.add("Version", "1"); // a common parameter
    CHECK(request.status().error().code == portwright::errc::duplicate_name);
}

// Lists as `X.member.1.Y` in pairs; JSON has lists of its own.
struct json_api : portwright::tencent::api_v3 {
    using family = json_api;
    static constexpr std::uint8_t index_base = 1;
    static constexpr std::string_view list_word = "member";
};
constexpr service_of<json_api> json_service{{.host = "api.example.com", .version = "1"}};
struct CreateOne {
    portwright::text member = {};
    portwright::list<balancer::Listener> Listeners = {};

    static constexpr operation_of call{"CreateOne", &json_service};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(member), PORTWRIGHT_FIELD(Listeners));
    }
};

TEST_CASE("family: the word of lists is not in a JSON body") {
    portwright::tc3<>::key key;
    REQUIRE(key.prepare(who, json_service, then));
    context<portwright::tc3<>> with{.key = key, .timestamp = then};
    std::array<char, 1024> buffer, other;
    for (const method verb : {method::POST, method::GET}) {
        with.verb = verb;
        portwright::parameter slots[8];
        portwright::untyped_request untyped(CreateOne::call, slots);
        untyped.add({"Listeners.member.n.Policies.member.n", 2, 2}, "p2").add("member", "m");
        untyped.add("Listeners.member.1.Protocol", "TCP").add("Listeners.member.1.Port", 80);
        untyped.add("Listeners.member.2.Protocol", "TCP").add("Listeners.member.2.Port", 443);
        untyped.add("Listeners.member.2.Policies.member.1", "p1");
        const auto from_typed = portwright::sign(CreateOne{.member = "m", .Listeners = two}, with, buffer);
        const auto from_untyped = portwright::sign(untyped, with, other);
        REQUIRE(from_typed);
        REQUIRE(from_untyped);
        CHECK(from_typed->body == from_untyped->body);
        CHECK(from_typed->query == from_untyped->query);
    }
    with.verb = method::POST;
    const auto outcome = [&](auto... names) {
        portwright::parameter slots[4];
        portwright::untyped_request untyped(CreateOne::call, slots);
        (untyped.add(names, 1), ...);
        const auto made = portwright::sign(untyped, with, other);
        if (made) return std::string(made->body);
        const bool is_gap = made.error().code == portwright::errc::subscript_gap;
        return std::string(is_gap ? "gap" : made.error().code == portwright::errc::bad_name ? "bad name" : "other");
    };
    CHECK(outcome("A.member") == R"({"A":{"member":1}})"); // a structure's field
    CHECK(outcome("A.member.B") == R"({"A":{"member":{"B":1}}})");
    CHECK(outcome("A.member.member.1") == R"({"A":{"member":[1]}})");
    CHECK(outcome("A.member.1.member.1") == R"({"A":[[1]]})");
    CHECK(outcome("A.member.1", "A.member.3") == "gap");
    CHECK(outcome("A.member.1", "A.other.2") == "bad name"); // not the second element
    CHECK(outcome("A.member.1", "A.member") == "bad name");
    CHECK(outcome("A.member.1", "A.member.B") != R"({"A":[1]})");
}

TEST_CASE("family: its own envelope, its errors and the system's") {
    using test::decoded;
    const decoded<balancer::CreateListeners> done(R"({"Reply":{"Names":["a","b"],"Id":"1"}})");
    CHECK(done.outcome() == "ok");
    CHECK(done.json() == test::json::parse(R"({"Names":["a","b"]})"));

    portwright::api_error e;
    balancer::CreateListenersResponse answer;
    std::array<char, 256> scratch;
    const auto refuse = [&](std::string_view type) {
        portwright::decoder<balancer::CreateListeners> reader(answer, e, scratch);
        const std::string body = R"({"Reply":{"Fault":{"Type":")" + std::string(type) + R"(","Text":"no"},"Id":"7"}})";
        reader.feed(body.data(), body.size());
        return reader.finish(400).error().code;
    };
    CHECK(refuse("NoBalancer") == portwright::errc::refused);
    CHECK(e.message == "no");
    CHECK(e.request_id == "7");
    CHECK(e.kind == portwright::error_class::not_found);
    CHECK(refuse("Throttling.User") == portwright::errc::refused);
    CHECK(e.kind == portwright::error_class::throttled);
    CHECK(refuse("Duplicate") == portwright::errc::refused);
    CHECK(portwright::detail_of<balancer::CreateListeners>(e) == portwright::error_detail::port_taken);
    CHECK(portwright::detail_of<ListUsers>(e) == portwright::error_detail::exists); // the family's meaning
    // Without its outer object it is no answer of this family.
    CHECK(decoded<balancer::CreateListeners>(R"({"Names":["a"]})").outcome() == "wrong_type");
}

struct plain_system : example::query {
    static constexpr std::string_view name = "example.plain";
    static constexpr std::array<portwright::detail::listed_error, 0> errors = {};
};
constexpr service_of<plain_system> plain{{.host = "plain.example.com", .version = "1"}};
struct Ping {
    static constexpr operation_of call{"Ping", &plain};
    template <class self>
    static consteval auto schema() {
        return portwright::schema::fields();
    }
};

TEST_CASE("family: a system without errors of its own has the family's") {
    portwright::api_error e;
    e.code = "Duplicate";
    CHECK(portwright::detail_of<Ping>(e) == portwright::error_detail::exists);
}

TEST_CASE("family: the client signs by its default scheme") {
    struct {
        portwright::http::exchange_result perform(const portwright::signed_request& request, portwright::sink answer,
                                                  const portwright::http::body_source& source) {
            authorization = request.headers[0].value;
            source.produce(source.context, {[](void* to, const char* data, std::size_t size) {
                                                static_cast<std::string*>(to)->append(data, size);
                                                return true;
                                            },
                                            &body});
            constexpr std::string_view json = R"({"Reply":{"Names":["a"],"Id":"1"}})";
            answer.write(answer.context, json.data(), json.size());
            portwright::http::response_head head;
            head.status = 200;
            return {head, true};
        }
        std::string authorization, body;
    } transport;
    portwright::client cloud{transport,
                             who,
                             [] { return portwright::unix_time{1800000000}; },
                             [] { return std::uint64_t{1}; },
                             {.region = "us-east-1"}};
    std::array<char, 256> scratch;
    const auto got = cloud.call(documented, scratch);
    REQUIRE(got);
    CHECK(got->Names.size() == 1);
    CHECK(transport.body == documented_form);
    CHECK(transport.authorization.starts_with(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20270115/us-east-1/balancer/aws4_request, SignedHeaders="));
}

} // namespace
