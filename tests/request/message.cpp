// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/message.hpp>

#include "../verify.hpp"

#include <portwright/aliyun/ga/create_listener.hpp>
#include <portwright/request/check.hpp>
#include <portwright/request/untyped.hpp>
#include <portwright/tencent/clb/create_listener.hpp>
#include <portwright/tencent/gaap/http_listeners.hpp>
#include <portwright/tencent/lb/create_listeners.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace {

namespace clb = portwright::tencent::clb;
namespace gaap = portwright::tencent::gaap;
namespace lb = portwright::tencent::lb;
namespace ga = portwright::aliyun::ga;

using namespace std::string_view_literals;
using portwright::errc;
using portwright::error;

constexpr auto line(const error& why) {
    return test::written<512>([&](portwright::output& out) { portwright::write_message(out, why); });
}

template <class Action>
constexpr auto line(const Action& request) {
    return line(portwright::check(request).error());
}

/// A good request that `spoil` has changed.
template <class Action, class Spoil>
constexpr auto spoiled(Action request, Spoil spoil) {
    spoil(request);
    return line(request);
}

constexpr std::uint16_t one_port[] = {80};
constexpr std::int32_t ports[] = {80, 70000};
constexpr std::string_view names[] = {"a", "b"};

constexpr clb::CreateListener tcp{.LoadBalancerId = "lb-1", .Ports = one_port, .Protocol = clb::Protocol::TCP};
constexpr gaap::CreateHTTPListener http{.ListenerName = "a", .Port = 80};

template <class Spoil>
constexpr auto spoiled_listener(Spoil spoil) {
    lb::CreateLoadBalancerListeners::Listener listeners[] = {
        {.loadBalancerPort = 80, .instancePort = 80, .protocol = 1},
        {.loadBalancerPort = 81, .instancePort = 81, .protocol = 2}};
    spoil(listeners[1]);
    return line(lb::CreateLoadBalancerListeners{.loadBalancerId = "lb-1", .listeners = listeners});
}

template <class Spoil>
constexpr auto spoiled_accelerator(Spoil spoil) {
    ga::PortRange ranges[] = {{.FromPort = 70, .ToPort = 80}, {.FromPort = 90, .ToPort = 90}};
    ga::CreateListener request{.AcceleratorId = "ga-1", .PortRanges = ranges};
    spoil(request, ranges[1]);
    return line(request);
}

TEST_CASE("message: what is missing") {
    VERIFY(line(clb::CreateListener{}) == "LoadBalancerId: required, and missing");
    VERIFY(spoiled(tcp, [](auto& r) { r.LoadBalancerId = ""; }) == "LoadBalancerId: required, and missing");
}

TEST_CASE("message: numbers") {
    VERIFY(spoiled(tcp, [](auto& r) { r.Ports = ports; }) == "Ports.1: 70000 is outside 1..65535");
    VERIFY(spoiled(tcp, [](auto& r) { r.SessionExpireTime = 20; }) ==
           "SessionExpireTime: 20 is outside 30..3600 (or 0)");
    VERIFY(
        spoiled(tcp, [](auto& r) { r.SessionExpireTime = INT64_MAX; }) ==
        "SessionExpireTime: it is outside 30..3600 (or 0), or a later<N>: a request with such values is prepared, and "
        "signed with() them");
    VERIFY(spoiled(tcp, [](auto& r) { r.MaxConn = INT64_MAX; }) ==
           "MaxConn: it is outside -2^61..2^61-1, or a later<N>: a request with such values is prepared, and signed "
           "with() them");
    VERIFY(spoiled_listener([](auto& l) { l.protocol = 5; }) == "listeners.1.protocol: 5 is not one of 1, 2, 3, 4");
    VERIFY(spoiled_listener([](auto& l) { l.healthSwitch = -1; }) == "listeners.1.healthSwitch: -1 is not one of 0, 1");
    VERIFY(spoiled_accelerator([](auto&, auto& range) { range.FromPort = 0; }) ==
           "PortRanges.2.FromPort: 0 is outside 1..65499");
}

TEST_CASE("message: a number that was compared before is not taken for the wrong one") {
    VERIFY(spoiled_listener([](auto& l) {
               l.timeOut = 2;
               l.intervalTime = 5;
               l.sessionExpire = INT64_MAX;
           }) == "listeners.1.sessionExpire: it is outside 30..3600 (or 0), or a later<N>: a request with such values "
                 "is prepared, and signed with() them");
}

TEST_CASE("message: words and texts") {
    VERIFY(spoiled(tcp, [](auto& r) { r.Protocol = "tcp"; }) ==
           R"(Protocol: "tcp" is not one of TCP, UDP, HTTP, HTTPS, TCP_SSL, QUIC)");
    VERIFY(spoiled(tcp, [](auto& r) { r.Protocol = ""; }) == "Protocol: required, and missing");
    constexpr std::string_view long_text = "0123456789012345678901234567890123456789012345678901234567890123x";
    VERIFY(spoiled_accelerator([=](auto& r, auto&) { r.ClientToken = long_text; }) ==
           "ClientToken: 65 characters, at most 64");
    VERIFY(spoiled_accelerator([=](auto& r, auto&) { r.Name = ""; }) == "Name: 0 characters, at least 1");
    VERIFY(spoiled_accelerator([=](auto& r, auto&) { r.Description = "http://x"; }) ==
           R"(Description: "http://x" begins with http:// or https://)");
    VERIFY(spoiled_accelerator([=](auto& r, auto&) { r.ClientToken = "\xC3\xA9"; }) ==
           "ClientToken: \"\xC3\xA9\" has characters other than ASCII");
    VERIFY(spoiled_accelerator([=](auto& r, auto&) { r.ClientToken = "\xFF"; }) == "ClientToken: not UTF-8");
    VERIFY(
        spoiled(tcp, [](auto& r) { r.Protocol = "0123456789012345678901234567890123456789"; }) ==
        R"(Protocol: "0123456789012345678901234567890123456789" is not one of TCP, UDP, HTTP, HTTPS, TCP_SSL, QUIC)");
    VERIFY(
        spoiled(tcp, [](auto& r) { r.Protocol = "0123456789012345678901234567890123456789x"; }) ==
        "Protocol: \"0123456789012345678901234567890123456789\xE2\x80\xA6\" is not one of TCP, UDP, HTTP, HTTPS, TCP_SSL, QUIC");
    VERIFY(spoiled(tcp, [](auto& r) { r.Protocol = "a\n\x1B[2J\x7F\xC2\x9Bz"; }) ==
           R"(Protocol: "a??[2J??z" is not one of TCP, UDP, HTTP, HTTPS, TCP_SSL, QUIC)");
}

TEST_CASE("message: too many elements") {
    constexpr auto lines = [] {
        std::array<ga::EndpointGroupConfiguration, 11> groups{};
        return spoiled_accelerator([&](auto& r, auto&) { r.EndpointGroupConfigurations = groups; });
    }();
    CHECK(std::string_view(lines) == "EndpointGroupConfigurations: 11 elements, at most 10");
}

TEST_CASE("message: rules between parameters") {
    VERIFY(spoiled(tcp, [](auto& r) { r.ListenerNames = names; }) == "ListenerNames: more elements than Ports");
    VERIFY(spoiled(tcp, [](auto& r) {
               r.Protocol = clb::Protocol::HTTP;
               r.HealthCheck.TimeOut = 3;
           }) == "HealthCheck: not allowed when Protocol is HTTP or HTTPS");
    VERIFY(spoiled(tcp, [](auto& r) { r.H2cSwitch = true; }) == "H2cSwitch: allowed only when Protocol is HTTP");
    VERIFY(line(http) == "ProxyId: required when GroupId is absent");
    VERIFY(spoiled(http, [](auto& r) {
               r.ProxyId = "link-1";
               r.GroupId = "lg-1";
           }) == "ProxyId: not allowed together with GroupId");
    VERIFY(spoiled_listener([](auto& l) {
               l.timeOut = 5;
               l.intervalTime = 5;
           }) == "listeners.1.timeOut: 5 is not below intervalTime");
    VERIFY(spoiled_accelerator([](auto&, auto& range) { range.ToPort = 89; }) ==
           "PortRanges.2.FromPort: 90 is above ToPort");
}

TEST_CASE("message: rules that look at the structure around") {
    VERIFY(spoiled_listener([](auto& l) {
               l.protocol = 4;
               l.SSLMode = "unidirectional";
               l.certId = "x";
           }) == "listeners.1.protocol: 4 is allowed only when listeners has at most 1 element");
    VERIFY(spoiled(tcp, [](auto& r) { r.HealthCheck.CheckType = "PING"; }) ==
           "HealthCheck.CheckType: must be TCP, HTTP or CUSTOM when Protocol is TCP");
}

TEST_CASE("message: no secret, not even where it is what is wrong") {
    const auto text = spoiled(tcp, [](auto& r) {
        r.Protocol = clb::Protocol::HTTPS;
        r.Certificate = {.CertName = "name", .CertKey = "secret\xFF", .CertContent = "content"};
    });
    CHECK(std::string_view(text) == "Certificate.CertKey: not UTF-8");
}

TEST_CASE("message: errors without a parameter") {
    VERIFY(line(error{}) == "no error");
    VERIFY(line(error{.code = errc::buffer_too_small, .has_number = true, .number = 513}) ==
           "the buffer is too small: 513 bytes are needed");
    VERIFY(line(error{.code = errc::request_too_large, .has_number = true, .number = 40000}) ==
           "the request is too large: 40000 bytes");
    VERIFY(line(error{.code = errc::duplicate_name, .length = 4, .text = "Port"}) ==
           R"("Port": given twice, or a common parameter)");
    VERIFY(line(error{.code = errc::bad_name, .length = 4, .text = "a\xFF\nb"}) ==
           R"("a??b": not the name of a parameter or an action)");
    VERIFY(line(error{.code = errc::bad_host, .length = 4, .text = "junk"}) == "the host is not HOST or HOST:PORT");
}

TEST_CASE("message: why nobody knows, and what TLS has returned") {
    const auto because = [](errc what, std::int64_t why) {
        return line(error{.code = what, .has_number = true, .number = why});
    };
    const auto timed_out = static_cast<std::int64_t>(errc::timed_out);
    VERIFY(because(errc::outcome_unknown, timed_out) ==
           "sent, and no readable answer came: the outcome is unknown (timed out)");
    VERIFY(because(errc::still_running, timed_out) == "the task is still running (timed out)");
    VERIFY(because(errc::tls_failed, -0x2700) == "the TLS handshake failed, or the certificate was refused: -9984");
}

TEST_CASE("message: every error has a text of its own") {
    std::set<std::string_view> texts;
    for (int code = 0; code <= static_cast<int>(errc::still_running); ++code) {
        const std::string_view text = portwright::detail::fixed_text(static_cast<errc>(code));
        CHECK(text.find('\n') == text.npos);
        CHECK(text != "an unknown error");
        CHECK(texts.insert(text).second);
        std::array<char, 128> buffer{};
        CHECK(portwright::message({.code = static_cast<errc>(code)}, buffer) == text);
    }
    CHECK(portwright::detail::fixed_text(static_cast<errc>(255)) == "an unknown error");
}

/// One field of each kind of bounds.
struct bounded_fields {
    portwright::integer Seven = {};
    portwright::integer SevenOrForty = {};
    portwright::integer AtLeast = {};
    portwright::integer Wide = {};
    portwright::texts Names = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Seven, between<7, 7>), PORTWRIGHT_FIELD(SevenOrForty, between<7, 7, 40>),
                      PORTWRIGHT_FIELD(AtLeast, at_least<5>), PORTWRIGHT_FIELD(Wide, between<1, 9, 40>),
                      PORTWRIGHT_FIELD(Names, characters<1, 9, charset::any, 3>));
    }
};

/// The line of an error of this field.
constexpr auto line_of(std::string_view field, error why) {
    why.where.root = &portwright::detail::table_of<bounded_fields>;
    while (why.where.root->name(why.where.row[0]) != field) ++why.where.row[0];
    why.where.depth = 1;
    why.where.index[0] = portwright::path::whole;
    return line(why);
}

TEST_CASE("message: each kind of bounds") {
    const auto outside = [](std::string_view field, std::int64_t number) {
        return line_of(field, {.code = errc::out_of_range, .has_number = true, .number = number});
    };
    VERIFY(outside("Seven", 8) == "Seven: 8 is not 7");
    VERIFY(outside("SevenOrForty", 8) == "SevenOrForty: 8 is not one of 7, 40");
    VERIFY(outside("AtLeast", -4) == "AtLeast: -4 is below 5");
    VERIFY(outside("Wide", 10) == "Wide: 10 is outside 1..9 (or 40)");
    const auto many = [](std::int64_t number) {
        return line_of("Names", {.code = errc::too_many, .has_number = true, .number = number});
    };
    VERIFY(many(4) == "Names: 4 elements, at most 3");
    VERIFY(many(0xFFFFFFFF) == "Names: larger than any request may be");
    VERIFY(line_of("Names", {.code = errc::too_short, .has_number = true, .number = 0}) ==
           "Names: 0 characters, at least 1");
    VERIFY(line_of("Names", {.code = errc::too_long, .has_number = true, .number = 10}) ==
           "Names: 10 characters, at most 9");
    VERIFY(line_of("Names", {.code = errc::bad_characters}) == "Names: it has characters that are not allowed");
}

TEST_CASE("message: a set of characters is told by what it holds") {
    namespace detail = portwright::detail;
    VERIFY(detail::characters_text(&detail::is_date_time) == "is not of the form YYYY-MM-DD hh:mm:ss");
    VERIFY(detail::characters_text(&detail::is_path) == "does not begin with /");
    VERIFY(detail::characters_text(&detail::is_not_a_link) == "begins with http:// or https://");
    VERIFY(detail::characters_text(&detail::is_label) == "has characters other than a-z, 0-9 and -");
    VERIFY(detail::characters_text(&detail::is_visible_ascii) == "has characters other than visible ASCII");
    VERIFY(detail::characters_text(&detail::is_ascii) == "has characters other than ASCII");
    VERIFY(detail::characters_text(&detail::any_characters) == "has characters that are not allowed");
}

TEST_CASE("message: texts and numbers beside what an error says") {
    VERIFY(line(error{.code = errc::too_many_parameters, .length = 1, .text = "a"}) ==
           R"("a": more parameters than there are slots)");
    VERIFY(line(error{.code = errc::bad_characters, .length = 1, .text = "a"}) ==
           R"("a": has characters that cannot be sent)");
    VERIFY(line(error{.code = errc::scratch_full, .has_number = true, .number = 9}) ==
           "does not fit into the scratch: 9 bytes");
    VERIFY(line(error{.code = errc::refused, .has_number = true, .number = 9}) == "the cloud refused the request");
    VERIFY(line(error{.code = errc::bad_name, .length = 3, .text = "\xC3\xA9z"}) ==
           "\"\xC3\xA9z\": not the name of a parameter or an action");
}

TEST_CASE("message: the line in a buffer") {
    VERIFY(test::written<64>([](portwright::output& out) {
               std::array<char, 16> buffer{};
               out.write(portwright::message({.code = errc::timed_out}, buffer));
               out.write(portwright::message({.code = errc::bad_json}, buffer));
           }) == "timed outthe answer is...");
}

TEST_CASE("message: every size of the buffer") {
    const error why{.code = errc::buffer_too_small, .has_number = true, .number = 513};
    const std::string whole = "the buffer is too small: 513 bytes are needed";
    for (std::size_t size = 0; size <= whole.size() + 2; ++size) {
        std::string room(size + 1, '#');
        const std::string_view text = portwright::message(why, std::span(room).first(size));
        CHECK(room[size] == '#');
        CHECK(text.size() == std::min(size, whole.size()));
        if (size >= whole.size()) CHECK(text == whole);
        else if (size >= 3) CHECK(text == whole.substr(0, size - 3) + "...");
    }
}

} // namespace
