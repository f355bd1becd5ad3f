// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/check.hpp>

#include "../verify.hpp"
#include "actions.hpp"
#include "spelled.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace {

using namespace std::string_view_literals;
using portwright::unlisted;
using test::Protocol;
using test::Scheduler;
using test::spelled;

using listener = test::CreateListener<test::v3>;

/// By both policies, which must say the same.
template <class Action>
constexpr portwright::result<void> check(const Action& request) {
    const auto made = portwright::check(request);
    const auto other = portwright::check<portwright::speed_policy>(request);
    if (std::string_view(spelled(other)) != spelled(made)) throw "the policies refuse different requests";
    return made;
}

/// A good request that `spoil` has changed.
template <const auto& Of = test::v3, class Spoil>
constexpr auto checked(Spoil spoil) {
    auto request = test::good<Of>;
    spoil(request);
    return spelled(check(request));
}

TEST_CASE("check: a right request, on every family") {
    VERIFY(check(test::good<test::v2>));
    VERIFY(check(test::good<test::v3>));
    VERIFY(check(test::good<test::aliyun>));
    static_assert(portwright::valid<test::good<test::v3>>);
    VERIFY(check(test::Numbers<test::v3>{}));
}

TEST_CASE("check: what is required") {
    VERIFY(spelled(check(listener{})) == "missing_parameter LoadBalancerId");
    VERIFY(checked([](auto& r) { r.LoadBalancerId = {}; }) == "missing_parameter LoadBalancerId");
    VERIFY(checked([](auto& r) { r.LoadBalancerId = ""; }) == R"(missing_parameter LoadBalancerId "")");
    VERIFY(checked([](auto& r) { r.Ports = {}, r.ListenerNames = {}; }) == "missing_parameter Ports");
    VERIFY(checked([](auto& r) { r.Protocol = {}; }) == "missing_parameter Protocol");
    VERIFY(spelled(check(test::DescribeTask<test::aliyun>{})) == "missing_parameter TaskId");
    CHECK(checked([](auto& r) { r.Ports = std::span<const int>(), r.ListenerNames = {}; }) ==
          "missing_parameter Ports");
}

TEST_CASE("check: what a structure requires, once there is one") {
    VERIFY(checked([](auto& r) {
               r.Protocol = Protocol::HTTPS;
               r.Certificate = {.CertId = "id"};
           }) == "missing_parameter Certificate.Mode");
    VERIFY(checked([](auto& r) {
               r.Protocol = Protocol::HTTPS;
               r.Certificate = {.CertId = "id", .Mode = "UNIDIRECTIONAL"};
           }) == "ok");
    static constexpr test::Group groups[] = {{.Name = "a"}};
    VERIFY(checked([](auto& r) { r.Groups = groups; }) == "missing_parameter Groups.0.Endpoints");
}

TEST_CASE("check: ranges, of numbers and of the elements of lists") {
    VERIFY(checked([](auto& r) { r.HealthCheck = {.TimeOut = 2}; }) == "ok");
    VERIFY(checked([](auto& r) { r.HealthCheck = {.TimeOut = 1}; }) == "out_of_range HealthCheck.TimeOut 1");
    VERIFY(checked([](auto& r) { r.HealthCheck = {.TimeOut = 61}; }) == "out_of_range HealthCheck.TimeOut 61");
    VERIFY(checked([](auto& r) { r.HealthCheck = {.TimeOut = -1}; }) == "out_of_range HealthCheck.TimeOut -1");
    static constexpr std::int32_t too_high[] = {1, 65535, 70000};
    VERIFY(checked([](auto& r) { r.Ports = too_high; }) == "out_of_range Ports.2 70000");
    VERIFY(checked<test::aliyun>([](auto& r) { r.Ports = too_high; }) == "out_of_range Ports.3 70000");
    static constexpr std::int32_t too_low[] = {1, 0};
    VERIFY(checked([](auto& r) { r.Ports = too_low; }) == "out_of_range Ports.1 0");
    static constexpr std::uint64_t far[] = {1, std::numeric_limits<std::uint64_t>::max()};
    VERIFY(checked([](auto& r) { r.Ports = far; }) == "out_of_range Ports.1");
}

TEST_CASE("check: a range and one value more") {
    for (const int good : {0, 30, 3600}) CHECK(checked([=](auto& r) { r.SessionExpireTime = good; }) == "ok");
    VERIFY(checked([](auto& r) { r.SessionExpireTime = 0; }) == "ok");
    VERIFY(checked([](auto& r) { r.SessionExpireTime = 1; }) == "out_of_range SessionExpireTime 1");
    VERIFY(checked([](auto& r) { r.SessionExpireTime = 29; }) == "out_of_range SessionExpireTime 29");
    VERIFY(checked([](auto& r) { r.SessionExpireTime = 3601; }) == "out_of_range SessionExpireTime 3601");
}

TEST_CASE("check: listed numbers") {
    for (const int listed : {1, 2, 3, 31}) CHECK(checked([=](auto& r) { r.Level = listed; }) == "ok");
    for (const int other : {0, 4, 30, 32}) CHECK_FALSE(checked([=](auto& r) { r.Level = other; }) == "ok");
    VERIFY(checked([](auto& r) { r.Level = 4; }) == "out_of_range Level 4");
}

TEST_CASE("check: listed words") {
    VERIFY(checked([](auto& r) { r.Protocol = "UDP"; }) == "ok");
    VERIFY(checked([](auto& r) { r.Protocol = "udp"; }) == R"(not_listed Protocol "udp")");
    VERIFY(checked([](auto& r) { r.Protocol = "TC"; }) == R"(not_listed Protocol "TC")");
    VERIFY(checked([](auto& r) { r.Protocol = "TCP "; }) == R"(not_listed Protocol "TCP ")");
    VERIFY(checked([](auto& r) { r.Protocol = "TCP\0UDP"sv; }) == "not_listed Protocol \"TCP\0UDP\""sv);
    VERIFY(checked([](auto& r) { r.Scheduler = ""; }) == R"(not_listed Scheduler "")");
}

TEST_CASE("check: what the caller vouches for") {
    VERIFY(checked([](auto& r) { r.Protocol = unlisted("QUIC"); }) == "ok");
    VERIFY(checked([](auto& r) { r.Level = unlisted(99); }) == "ok");
    VERIFY(checked([](auto& r) { r.Path = unlisted("no slash and long"); }) == "ok");
    // but not for what no serializer can write
    VERIFY(checked([](auto& r) { r.Level = unlisted(std::numeric_limits<std::int64_t>::max()); }) ==
           "out_of_range Level");
    VERIFY(checked([](auto& r) { r.Protocol = unlisted("\xFF"); }) == "not_utf8 Protocol \"\xFF\"");
}

TEST_CASE("check: lengths are counted in characters") {
    static constexpr std::string_view ten[] = {"\u672a\u547d\u540d\u672a\u547d\u540d\u672a\u547d\u540d\u672a"};
    static constexpr std::string_view eleven[] = {"ok",
                                                  "\u672a\u547d\u540d\u672a\u547d\u540d\u672a\u547d\u540d\u672a!"};
    static constexpr std::string_view empty[] = {""};
    VERIFY(checked([](auto& r) { r.ListenerNames = ten; }) == "ok");
    CHECK(checked([](auto& r) { r.ListenerNames = eleven; }) ==
          "too_long ListenerNames.1 11 \"" + std::string(eleven[1]) + "\"");
    VERIFY(checked([](auto& r) { r.ListenerNames = empty; }) == R"(too_short ListenerNames.0 0 "")");
    VERIFY(checked([](auto& r) { r.ClientToken = "12345678"; }) == "ok");
    VERIFY(checked([](auto& r) { r.ClientToken = "123456789"; }) == R"(too_long ClientToken 9 "123456789")");
}

TEST_CASE("check: how many") {
    static constexpr std::uint16_t many_ports[13] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};
    static constexpr std::string_view many_names[13] = {"a", "a", "a", "a", "a", "a", "a",
                                                        "a", "a", "a", "a", "a", "a"};
    VERIFY(checked([](auto& r) {
               r.Ports = many_ports;
               r.ListenerNames = std::span(many_names).first(12);
           }) == "ok");
    VERIFY(checked([](auto& r) {
               r.Ports = many_ports;
               r.ListenerNames = many_names;
           }) == "too_many ListenerNames 13");
    static constexpr test::Group groups[21] = {};
    VERIFY(checked([](auto& r) { r.Groups = groups; }) == "too_many Groups 21");
    static constexpr test::Endpoint endpoints[21] = {};
    static constexpr test::Group inner[] = {{.Endpoints = endpoints}};
    VERIFY(checked([](auto& r) { r.Groups = inner; }) == "too_many Groups.0.Endpoints 21");
}

TEST_CASE("check: characters") {
    VERIFY(checked([](auto& r) { r.Path = "/a"; }) == "ok");
    VERIFY(checked([](auto& r) { r.Path = "a"; }) == R"(bad_characters Path "a")");
    VERIFY(checked([](auto& r) { r.ClientToken = "\u00e4"; }) == "bad_characters ClientToken \"\u00e4\"");
    VERIFY(checked([](auto& r) { r.StartTime = "2026-11-21 04:05:06"; }) == "ok");
    VERIFY(checked([](auto& r) { r.StartTime = "2026-11-21T04:05:06"; }) ==
           R"(bad_characters StartTime "2026-11-21T04:05:06")");
    VERIFY(checked([](auto& r) { r.StartTime = "2026-11-21"; }) == R"(bad_characters StartTime "2026-11-21")");
}

// RFC 3629 section 4: no overlong forms, no surrogates, nothing above U+10FFFF, nothing cut off.
TEST_CASE("check: UTF-8") {
    for (const std::string_view right : {"\u00e4"sv, "\u07ff"sv, "\u0800"sv, "\ud7ff"sv, "\ue000"sv, "\uffff"sv,
                                         "\U00010000"sv, "\U0010FFFF"sv, "a\0b"sv})
        CHECK(checked([=](auto& r) { r.Description = right; }) == "ok");
    for (const std::string_view wrong :
         {"\x80"sv, "\xbf"sv, "a\xc3"sv, "\xc3("sv, "\xc0\x80"sv, "\xc1\xbf"sv, "\xe0\x80\x80"sv, "\xe0\x9f\xbf"sv,
          "\xed\xa0\x80"sv, "\xed\xbf\xbf"sv, "\xf0\x80\x80\x80"sv, "\xf0\x8f\xbf\xbf"sv, "\xf4\x90\x80\x80"sv,
          "\xf8\x88\x80\x80\x80"sv, "\xfe"sv, "\xff"sv, "\xe6\x9c"sv, "\xf0\x9f\x98"sv, "\xe6\x9c\xaa\xe6"sv})
        CHECK(checked([=](auto& r) { r.Description = wrong; }) ==
              "not_utf8 Description \"" + std::string(wrong) + "\"");
}

TEST_CASE("check: an error never shows a secret") {
    VERIFY(checked([](auto& r) {
               r.Protocol = Protocol::HTTPS;
               r.Certificate = {.CertKey = "\xFF secret", .Mode = "UNIDIRECTIONAL"};
           }) == "not_utf8 Certificate.CertKey");
}

TEST_CASE("check: rules between fields") {
    static constexpr std::string_view three[] = {"a", "b", "c"};
    VERIFY(checked([](auto& r) { r.ListenerNames = three; }) == "rule_broken ListenerNames");
    VERIFY(checked([](auto& r) { r.Certificate = {.Mode = "MUTUAL"}; }) == "rule_broken Certificate");
    VERIFY(checked([](auto& r) { r.Protocol = Protocol::HTTPS; }) == "rule_broken Certificate");
    VERIFY(checked([](auto& r) { // a structure is there where any of its fields is
               r.Protocol = Protocol::HTTPS;
               r.Certificate = {.Mode = "MUTUAL"};
           }) == "ok");
    VERIFY(checked([](auto& r) { r.FromPort = 80, r.ToPort = 80; }) == "ok");
    VERIFY(checked([](auto& r) { r.FromPort = 81, r.ToPort = 80; }) == "rule_broken FromPort 81");
    VERIFY(checked([](auto& r) { r.FromPort = 81; }) == "ok");
    VERIFY(checked([](auto& r) { r.Enabled = true; }) == "ok");
    VERIFY(checked([](auto& r) { r.Enabled = false, r.aware = false; }) == "rule_broken Enabled");
}

TEST_CASE("check: a word that the caller vouches for meets no rule about the listed ones") {
    VERIFY(checked([](auto& r) {
               r.Protocol = unlisted("QUIC");
               r.Certificate = {.Mode = "MUTUAL"};
           }) == "ok");
}

TEST_CASE("check: rules inside a structure and with what is around it") {
    VERIFY(checked([](auto& r) { r.HealthCheck = {.TimeOut = 5, .IntervalTime = 5}; }) ==
           "rule_broken HealthCheck.TimeOut 5");
    VERIFY(checked([](auto& r) { r.HealthCheck = {.TimeOut = 5, .IntervalTime = 6}; }) == "ok");
    VERIFY(checked([](auto& r) { r.HealthCheck = {.CheckType = "HTTP"}; }) == "ok");
    VERIFY(checked([](auto& r) {
               r.Protocol = Protocol::UDP;
               r.HealthCheck = {.CheckType = "HTTP"};
           }) == "rule_broken HealthCheck.CheckType");
}

TEST_CASE("check: hexadecimal text, and a day in seconds") {
    VERIFY(checked([](auto& r) { r.HexText = "0A1F"; }) == "ok");
    VERIFY(checked([](auto& r) { r.HexText = "0A1"; }) == "rule_broken HexText");
    VERIFY(checked([](auto& r) { r.HexText = "0a"; }) == "rule_broken HexText");
    const auto between = [](std::int64_t begin, std::int64_t end) {
        return checked([=](auto& r) { r.BeginSecond = begin, r.EndSecond = end; });
    };
    CHECK(between(1465185768, 1465185768 + 86400) == "ok");
    CHECK(between(1465185768, 1465185768 + 86401) == "rule_broken EndSecond 1465272169");
    CHECK(between(1465185768, 0) == "ok");
    CHECK(between(-2147483648, 2147483647) == "rule_broken EndSecond 2147483647"); // no difference of 32 bits
    CHECK(between(4294967296, 4294967296 + 86401) == "rule_broken EndSecond 4295053697"); // past 2106
}

TEST_CASE("check: deep inside, with the whole path") {
    static constexpr std::int32_t ports[] = {80, 70000};
    static constexpr test::Endpoint endpoints[] = {{.Address = "a"}, {.Address = "b", .Ports = ports}};
    static constexpr test::Group groups[] = {{.Endpoints = endpoints}};
    VERIFY(checked([](auto& r) { r.Groups = groups; }) == "out_of_range Groups.0.Endpoints.1.Ports.1 70000");
    VERIFY(checked<test::aliyun>([](auto& r) { r.Groups = groups; }) ==
           "out_of_range Groups.1.Endpoints.2.Ports.2 70000");
    static constexpr std::string_view tags[] = {"one", "longer"};
    static constexpr test::Endpoint good_endpoints[] = {{.Address = "a"}};
    static constexpr test::Group tagged[] = {{.Endpoints = good_endpoints},
                                             {.Endpoints = good_endpoints, .Tags = tags}};
    VERIFY(checked([](auto& r) { r.Groups = tagged; }) == R"(too_long Groups.1.Tags.1 6 "longer")");
}

} // namespace
