// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What is declared against what an answer shows, parameter by parameter.

#include <portwright/response/compared.hpp>

#include <portwright/response/decode.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

namespace {

using namespace portwright;
namespace clb = tencent::clb;
using detail::compared;

static_assert(detail::is_same_word("wrr", "WRR"));
static_assert(!detail::is_same_word("wrr", "wrrr"));
static_assert(!detail::is_same_word("@", "`"));
static_assert(detail::find_row_number(detail::table_of<clb::Listener>, "nothing") ==
              detail::table_of<clb::Listener>.count);

/// How the only declared parameter compares with a listener that reads so.
compared with(const clb::CreateListener& declared, const std::string& listener, std::string_view name) {
    clb::DescribeListeners::response answer;
    api_error said;
    std::array<char, 4096> scratch;
    decoder<clb::DescribeListeners> reader{answer, said, scratch};
    const std::string text = R"({"Response":{"Listeners":[{"ListenerId":"l","Protocol":"TCP","Port":80)" + listener +
                             R"(}],"RequestId":"r"}})";
    reader.feed(text.data(), text.size());
    REQUIRE(reader.finish(200));
    const clb::Listener& found = answer.Listeners[0];
    auto result = static_cast<compared>(9);
    detail::each_parameter(detail::table_of<clb::CreateListener>, reinterpret_cast<const unsigned char*>(&declared),
                           [&](const detail::listener_parameter& p) {
                               if (p.name == name && p.is_declared())
                                   result = detail::compare_parameter(
                                       ensured<clb::CreateListener>::facts, p, detail::table_of<clb::Listener>,
                                       reinterpret_cast<const unsigned char*>(&found), 0);
                           });
    return result;
}

TEST_CASE("compared: values, words, absent ones, flags, elements") {
    CHECK(with({.Scheduler = "WRR"}, R"(,"Scheduler":"wrr")", "Scheduler") == compared::same);
    CHECK(with({.Scheduler = "WRR"}, R"(,"Scheduler":"LEAST_CONN")", "Scheduler") == compared::differs);
    CHECK(with({.Scheduler = "WRR"}, R"(,"Scheduler":null)", "Scheduler") == compared::not_verifiable);
    CHECK(with({.SessionExpireTime = 60}, R"(,"SessionExpireTime":"60")", "SessionExpireTime") == compared::same);
    CHECK(with({.SessionExpireTime = 0}, "", "SessionExpireTime") == compared::same);
    CHECK(with({.SessionExpireTime = 60}, "", "SessionExpireTime") == compared::differs);
    CHECK(with({.HealthCheck = {.CheckPort = -1}}, "", "CheckPort") == compared::same);
    CHECK(with({.HealthCheck = {.TimeOut = 3}}, R"(,"HealthCheck":{"TimeOut":3})", "TimeOut") == compared::same);
    CHECK(with({.HealthCheck = {.TimeOut = 3}}, R"(,"HealthCheck":null)", "TimeOut") == compared::not_verifiable);
    CHECK(with({.SnatEnable = true}, R"(,"AttrFlags":["A","SnatEnable"])", "SnatEnable") == compared::same);
    CHECK(with({.SnatEnable = false}, R"(,"AttrFlags":[])", "SnatEnable") == compared::same);
    CHECK(with({.SnatEnable = true}, R"(,"AttrFlags":[])", "SnatEnable") == compared::differs);
    CHECK(with({.SnatEnable = false}, "", "SnatEnable") == compared::not_verifiable);
    CHECK(with({.ProxyProtocol = false}, R"(,"AttrFlags":[])", "ProxyProtocol") == compared::not_verifiable);
    CHECK(with({.ProxyProtocol = false}, R"(,"AttrFlags":["ProxyProtocol"])", "ProxyProtocol") == compared::differs);
    constexpr std::string_view names[] = {"a", "b"};
    CHECK(with({.ListenerNames = names}, R"(,"ListenerName":"a")", "ListenerNames") == compared::same);
    CHECK(with({.ListenerNames = names}, R"(,"ListenerName":"b")", "ListenerNames") == compared::differs);
}

TEST_CASE("compared: several certificates are a set, of which one lies elsewhere") {
    constexpr clb::CertInfo two[] = {{.CertId = "c1"}, {.CertId = "c2"}};
    const clb::CreateListener declared{.MultiCertInfo = {.CertList = two}};
    CHECK(with(declared, R"(,"Certificate":{"CertId":"c2","ExtCertIds":["c1"]})", "CertList") == compared::same);
    CHECK(with(declared, R"(,"Certificate":{"CertId":"c2"})", "CertList") == compared::differs);
    CHECK(with(declared, R"(,"Certificate":{"CertId":"c2","ExtCertIds":["c1","c3"]})", "CertList") ==
          compared::differs);
    constexpr clb::CertInfo sent[] = {{.CertId = "c1"}, {.CertName = "n", .CertContent = "text"}};
    CHECK(with({.MultiCertInfo = {.CertList = sent}}, R"(,"Certificate":{"CertId":"c1","ExtCertIds":["x"]})",
               "CertList") == compared::not_verifiable);
    CHECK(with({.SslCloseSwitch = true}, "", "SslCloseSwitch") == compared::not_verifiable);
}

} // namespace
