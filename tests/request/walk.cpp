// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// Canonical order and JSON of the same requests. The order is that of the full keys' bytes, which std::sort gives here.

#include <portwright/signature/hmac_sha.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/message.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/tc3.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace std::string_view_literals;
using portwright::method;

constexpr portwright::request_terms terms{
    .key_id = "id", .region = "ap-guangzhou", .timestamp = 1, .nonce = "1", .verb = method::GET};

/// The pairs that are signed, without METHOD, host and path.
template <class Action>
constexpr auto pairs(const Action& request) {
    auto text = test::made(
        [&](auto buffer) { return portwright::string_to_sign<portwright::hmac_sha256<>>(request, terms, buffer); });
    const std::size_t skipped = std::string_view(text).find('?') + 1;
    for (std::size_t i = 0; i + skipped < text.size; ++i) text.bytes[i] = text.bytes[i + skipped];
    text.size -= skipped;
    return text;
}

template <class Action>
constexpr auto json(const Action& request) {
    return test::made([&](auto buffer) { return portwright::json_body(request, buffer); });
}

constexpr std::uint16_t twelve[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

TEST_CASE("walk: Ports.10 comes before Ports.2") {
    VERIFY(pairs(test::Numbers<test::v3>{.N = twelve}) ==
           "Action=Numbers&N.0=1&N.1=2&N.10=11&N.11=12&N.2=3&N.3=4&N.4=5&N.5=6&N.6=7&N.7=8&N.8=9&N.9=10"
           "&Nonce=1&Region=ap-guangzhou&SecretId=id&SignatureMethod=HmacSHA256&Timestamp=1&Version=2018-03-17");
    VERIFY(json(test::Numbers<test::v3>{.N = twelve}) == R"({"N":[1,2,3,4,5,6,7,8,9,10,11,12]})");
}

/// What an action of every family with its schemes says is wrong.
template <class Action>
void check_blamed(const Action& request, std::string_view expected) {
    char buffer[4096];
    const auto blamed = [&](const auto& made) {
        char line[128];
        return std::string(message(made.error(), line));
    };
    CHECK(blamed(portwright::check(request)) == expected);
    const auto by = [&](auto with) {
        for (const method verb : {method::GET, method::POST}) {
            with.verb = verb;
            CHECK(blamed(portwright::sign(request, with, buffer)) == expected);
            CHECK(blamed(portwright::signed_size(request, with)) == expected);
        }
    };
    using namespace portwright;
    const credentials pair{.id = "id", .secret = "secret"};
    const auto by_key = [&]<class Scheme>(typename Scheme::key key) {
        REQUIRE(key.prepare(pair));
        by(context<Scheme>{.key = key, .region = "ap-guangzhou", .timestamp = 1, .nonce = "1"});
    };
    if constexpr (detail::accepts<system_of<Action>, acs3<>>) {
        by_key.template operator()<aliyun_rpc<>>({});
        by_key.template operator()<acs3<>>({});
    } else {
        by_key.template operator()<hmac_sha256<>>({});
    }
    if constexpr (detail::accepts<system_of<Action>, tc3<>>) {
        tc3<>::key key;
        REQUIRE(key.prepare(pair, *Action::call.service, 1));
        by(context<tc3<>>{.key = key, .region = "ap-guangzhou", .timestamp = 1});
    }
}

TEST_CASE("walk: of two wrong elements, checking and signing blame the same") {
    std::int32_t ports[12] = {1, 2, 70002, 4, 5, 6, 7, 8, 9, 10, 70010, 12};
    const auto with_ports = [&]<const auto & Of>() {
        auto request = test::good<Of>;
        request.Ports = ports;
        request.ListenerNames = {};
        return request;
    };
    check_blamed(with_ports.operator()<test::v2>(), "Ports.10: 70010 is outside 1..65535");
    check_blamed(with_ports.operator()<test::v3>(), "Ports.10: 70010 is outside 1..65535");
    check_blamed(with_ports.operator()<test::aliyun>(), "Ports.11: 70010 is outside 1..65535");
    ports[10] = 11;
    check_blamed(with_ports.operator()<test::v3>(), "Ports.2: 70002 is outside 1..65535");
    const test::Endpoint right[] = {{.Address = "a"}};
    const test::Endpoint wrong[] = {{.Address = "a", .Weight = 256}};
    test::Group groups[12];
    for (test::Group& group : groups) group.Endpoints = right;
    groups[2].Endpoints = wrong;
    groups[10].Endpoints = {};
    ports[2] = 3;
    auto request = with_ports.operator()<test::v3>();
    request.Groups = groups;
    check_blamed(request, "Groups.10.Endpoints: required, and missing"); // and no number of the other one
}

std::vector<std::string> keys_of(std::string_view pairs, std::string_view prefix) {
    std::vector<std::string> keys;
    while (!pairs.empty()) {
        const std::string_view pair = pairs.substr(0, pairs.find('&'));
        pairs.remove_prefix(std::min(pairs.size(), pair.size() + 1));
        if (pair.starts_with(prefix)) keys.emplace_back(pair.substr(0, pair.find('=')));
    }
    return keys;
}

/// What the walk makes of N elements, against sorting.
template <const auto& Of, class Scheme>
void check_subscripts(std::uint32_t most) {
    std::vector<std::uint32_t> numbers;
    std::string buffer(most * 20 + 512, '\0');
    for (std::uint32_t count = 0; count <= most; ++count) {
        CAPTURE(count);
        std::vector<std::string> expected;
        for (std::uint32_t i = 0; i != count; ++i) expected.push_back("N." + std::to_string(i + Of.index_base));
        std::sort(expected.begin(), expected.end());
        const auto text = portwright::string_to_sign<Scheme>(test::Numbers<Of>{.N = numbers}, terms, buffer);
        REQUIRE(text);
        std::string decoded(text->substr(text->find_first_of("?A")));
        for (std::size_t at; (at = decoded.find("%26")) != std::string::npos;) decoded.replace(at, 3, "&");
        for (std::size_t at; (at = decoded.find("%3D")) != std::string::npos;) decoded.replace(at, 3, "=");
        REQUIRE(keys_of(decoded, "N.") == expected);
        numbers.push_back(count);
    }
}

TEST_CASE("walk: subscripts of lists of every length, from 0 and from 1") {
    check_subscripts<test::v3, portwright::hmac_sha256<>>(125);
    check_subscripts<test::aliyun, portwright::aliyun_rpc<>>(125);
}

TEST_CASE("walk: subscripts of long lists") {
    for (const std::uint32_t count : {999u, 1000u, 1001u, 1100u, 2021u, 10001u}) {
        const std::vector<std::uint8_t> numbers(count, 7);
        std::string buffer(count * 20 + 512, '\0');
        std::vector<std::string> expected;
        for (std::uint32_t i = 0; i != count; ++i) expected.push_back("N." + std::to_string(i));
        std::sort(expected.begin(), expected.end());
        const auto text =
            portwright::string_to_sign<portwright::hmac_sha256<>>(test::Numbers<test::v3>{.N = numbers}, terms, buffer);
        REQUIRE(text);
        CHECK(keys_of(*text, "N.") == expected);
    }
}

constexpr test::Sorted<test::v3> sorted{
    .zone = "1", .Zone = "2", .Versionx = "3", .Token_type = "4", .AAA = "5", .Nonces = "6", .Formats = "7", .a = "8"};

TEST_CASE("walk: common parameters stand among the action's own, upper case before lower") {
    VERIFY(pairs(sorted) == "AAA=5&Action=Sorted&Formats=7&Nonce=1&Nonces=6&Region=ap-guangzhou&SecretId=id"
                            "&SignatureMethod=HmacSHA256&Timestamp=1&Token_type=4&Version=2018-03-17&Versionx=3"
                            "&Zone=2&a=8&zone=1");
    VERIFY(json(sorted) == R"({"AAA":"5","Formats":"7","Nonces":"6","Token_type":"4","Versionx":"3","Zone":"2",)"
                           R"("a":"8","zone":"1"})");
}

TEST_CASE("walk: nothing set") {
    VERIFY(json(test::Numbers<test::v3>{}) == "{}");
    VERIFY(json(test::CreateListener<test::v3>{}) == "{}");
    VERIFY(pairs(test::Numbers<test::v3>{}) == "Action=Numbers&Nonce=1&Region=ap-guangzhou&SecretId=id"
                                               "&SignatureMethod=HmacSHA256&Timestamp=1&Version=2018-03-17");
}

TEST_CASE("walk: absent is left out, empty is not") {
    static constexpr std::array<std::uint16_t, 0> none{};
    VERIFY(json(test::CreateListener<test::v3>{.Description = ""}) == R"({"Description":""})");
    VERIFY(json(test::CreateListener<test::v3>{.Enabled = false, .FromPort = 0}) ==
           R"({"Enabled":false,"FromPort":0})");
    CHECK(json(test::Numbers<test::v3>{.N = std::span<const std::uint16_t>(twelve, 0)}) == R"({"N":[]})");
    CHECK(json(test::Numbers<test::v3>{.N = std::span<const std::uint16_t>()}) == "{}");
    CHECK(std::string_view(pairs(test::Numbers<test::v3>{.N = none})).find("N.") == std::string_view::npos);
}

constexpr std::int64_t deep_ports[] = {443, -2, std::int64_t{1} << 40};
constexpr test::Endpoint deep_endpoints[] = {{.Address = "10.0.0.1", .Weight = 10, .Backup = true},
                                             {.Address = "a&b=c d", .Ports = deep_ports}};
constexpr std::string_view deep_tags[] = {"x", "\u672a\u547d\u540d"};
constexpr test::Group deep_groups[] = {
    {.Name = "one", .Endpoints = deep_endpoints, .Tags = deep_tags}, {}, {.Name = "three"}};

template <const auto& Of>
constexpr test::CreateListener<Of> deep{.HealthCheck = {.TimeOut = 2}, .ClientToken = "token", .Groups = deep_groups};

TEST_CASE("walk: arrays in arrays") {
    VERIFY(pairs(deep<test::v3>) ==
           "Action=CreateListener&ClientToken=token&Groups.0.Endpoints.0.Address=10.0.0.1"
           "&Groups.0.Endpoints.0.Backup=true&Groups.0.Endpoints.0.Weight=10&Groups.0.Endpoints.1.Address=a&b=c d"
           "&Groups.0.Endpoints.1.Ports.0=443&Groups.0.Endpoints.1.Ports.1=-2"
           "&Groups.0.Endpoints.1.Ports.2=1099511627776&Groups.0.Name=one&Groups.0.Tags.0=x"
           "&Groups.0.Tags.1=\u672a\u547d\u540d&Groups.2.Name=three&HealthCheck.TimeOut=2&Nonce=1"
           "&Region=ap-guangzhou&SecretId=id&SignatureMethod=HmacSHA256&Timestamp=1&Version=2018-03-17");
    VERIFY(json(deep<test::v3>) ==
           R"({"ClientToken":"token","Groups":[{"Endpoints":[{"Address":"10.0.0.1","Backup":true,"Weight":10},)"
           R"({"Address":"a&b=c d","Ports":[443,-2,1099511627776]}],"Name":"one","Tags":["x",")"
           "\u672a\u547d\u540d"
           R"("]},{},{"Name":"three"}],"HealthCheck":{"TimeOut":2}})");
}

TEST_CASE("walk: arrays in arrays, counted from 1") {
    constexpr auto text = [] {
        return test::made<2048>([](auto buffer) {
            return portwright::string_to_sign<portwright::aliyun_rpc<>>(deep<test::aliyun>, terms, buffer);
        });
    };
    VERIFY(text() == "GET&%2F&AccessKeyId%3Did%26Action%3DCreateListener%26ClientToken%3Dtoken%26Format%3DJSON"
                     "%26Groups.1.Endpoints.1.Address%3D10.0.0.1%26Groups.1.Endpoints.1.Backup%3Dtrue"
                     "%26Groups.1.Endpoints.1.Weight%3D10%26Groups.1.Endpoints.2.Address%3Da%2526b%253Dc%2520d"
                     "%26Groups.1.Endpoints.2.Ports.1%3D443%26Groups.1.Endpoints.2.Ports.2%3D-2"
                     "%26Groups.1.Endpoints.2.Ports.3%3D1099511627776%26Groups.1.Name%3Done%26Groups.1.Tags.1%3Dx"
                     "%26Groups.1.Tags.2%3D%25E6%259C%25AA%25E5%2591%25BD%25E5%2590%258D%26Groups.3.Name%3Dthree"
                     "%26HealthCheck.TimeOut%3D2%26RegionId%3Dap-guangzhou%26SignatureMethod%3DHMAC-SHA1"
                     "%26SignatureNonce%3D1%26SignatureVersion%3D1.0%26Timestamp%3D1970-01-01T00%253A00%253A01Z"
                     "%26Version%3D2019-11-20");
}

TEST_CASE("walk: the JSON is what another parser reads") {
    const auto parsed = nlohmann::json::parse(std::string_view(json(deep<test::v3>)));
    CHECK(parsed["Groups"][0]["Endpoints"][1]["Ports"][2] == 1099511627776);
    CHECK(parsed["Groups"].size() == 3);
    CHECK(parsed["Groups"][1].empty());
}

TEST_CASE("walk: many elements in many") {
    std::vector<test::Endpoint> endpoints(13, test::Endpoint{.Address = "a"});
    std::vector<test::Group> groups(11, test::Group{.Name = "n", .Endpoints = endpoints});
    std::vector<std::string> expected;
    for (int g = 0; g != 11; ++g) {
        for (int e = 0; e != 13; ++e)
            expected.push_back("Groups." + std::to_string(g) + ".Endpoints." + std::to_string(e) + ".Address");
        expected.push_back("Groups." + std::to_string(g) + ".Name");
    }
    std::sort(expected.begin(), expected.end());
    std::string buffer(16384, '\0');
    const auto text = portwright::string_to_sign<portwright::hmac_sha256<>>(
        test::CreateListener<test::v3>{.Groups = groups}, terms, buffer);
    REQUIRE(text);
    CHECK(keys_of(*text, "Groups.") == expected);
}

TEST_CASE("walk: a number that no integer can hold is an error, not a wrong number") {
    static constexpr std::uint64_t far[] = {~std::uint64_t{0}};
    std::array<char, 256> buffer;
    const auto body = portwright::json_body(test::Numbers<test::v3>{.N = far}, buffer);
    REQUIRE_FALSE(body);
    CHECK(body.error().code == portwright::errc::out_of_range);
}

TEST_CASE("json_body: every size of the buffer") {
    const std::string whole{std::string_view(json(deep<test::v3>))};
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        std::string buffer(size + 4, '#');
        const auto body = portwright::json_body(deep<test::v3>, std::span(buffer).first(size));
        CHECK(static_cast<bool>(body) == (size == whole.size()));
        CHECK(buffer.substr(size) == "####");
        if (body) {
            CHECK(*body == whole);
        } else {
            CHECK(body.error().code == portwright::errc::buffer_too_small);
            CHECK(body.error().number == static_cast<std::int64_t>(whole.size()));
            CHECK(buffer.find_first_not_of("#\0"sv) == std::string::npos);
        }
    }
}

} // namespace
