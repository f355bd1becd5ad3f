// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The health check of a listener or a rule.

#include <portwright/request/schema.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::clb {

/// Health check of a listener or a rule.
struct HealthCheck {
    struct HttpCheckMethod : listed_word<HttpCheckMethod> {
        using listed_word::listed_word;
        static constexpr value HEAD{"HEAD"}, GET{"GET"};
        static constexpr value listed[] = {HEAD, GET};
    };

    struct ContextType : listed_word<ContextType> {
        using listed_word::listed_word;
        static constexpr value HEX{"HEX"}, TEXT{"TEXT"};
        static constexpr value listed[] = {HEX, TEXT};
    };

    struct CheckType : listed_word<CheckType> {
        using listed_word::listed_word;
        static constexpr value TCP{"TCP"}, HTTP{"HTTP"}, HTTPS{"HTTPS"}, GRPC{"GRPC"}, PING{"PING"}, CUSTOM{"CUSTOM"};
        static constexpr value listed[] = {TCP, HTTP, HTTPS, GRPC, PING, CUSTOM};
    };

    struct HttpVersion : listed_word<HttpVersion> {
        using listed_word::listed_word;
        static constexpr value HTTP_1_0{"HTTP/1.0"}, HTTP_1_1{"HTTP/1.1"};
        static constexpr value listed[] = {HTTP_1_0, HTTP_1_1};
    };

    integer HealthSwitch = {};
    integer TimeOut = {};
    integer IntervalTime = {};
    integer HealthNum = {};
    integer UnHealthNum = {};
    integer HttpCode = {};
    text HttpCheckPath = {};
    text HttpCheckDomain = {};
    struct HttpCheckMethod HttpCheckMethod = {};
    integer CheckPort = {};
    struct ContextType ContextType = {};
    text SendContext = {};
    text RecvContext = {};
    struct CheckType CheckType = {};
    struct HttpVersion HttpVersion = {};
    integer SourceIpType = {};
    text ExtendedCode = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(HealthSwitch, one_of<0, 1>, "health check: 0 off, 1 on; default 1"),
                      PORTWRIGHT_FIELD(TimeOut, between<2, 60>,
                                       "response timeout, s; default 2; TCP/UDP/TCP_SSL/QUIC listeners"),
                      PORTWRIGHT_FIELD(IntervalTime, between<2, 300>,
                                       "interval, s; default 5; from 5 on IPv6 and on some older instances"),
                      PORTWRIGHT_FIELD(HealthNum, between<2, 10>,
                                       "successes in a row that make a backend healthy; default 3; "
                                       "TCP/UDP/TCP_SSL/QUIC listeners"),
                      PORTWRIGHT_FIELD(UnHealthNum, between<2, 10>,
                                       "failures in a row that make a backend unhealthy; default 3; "
                                       "TCP/UDP/TCP_SSL/QUIC listeners"),
                      PORTWRIGHT_FIELD(HttpCode, between<1, 31>,
                                       "sum of the status classes that count as healthy: 1 1xx, 2 2xx, 4 3xx, 8 "
                                       "4xx, 16 5xx; default 31"),
                      PORTWRIGHT_FIELD(HttpCheckPath, "path of the HTTP check"),
                      PORTWRIGHT_FIELD(HttpCheckDomain,
                                       "host name of the HTTP check; required when a TCP listener is checked by "
                                       "HTTP"),
                      PORTWRIGHT_FIELD(HttpCheckMethod, "method of the HTTP check; default HEAD"),
                      PORTWRIGHT_FIELD(CheckPort, special<-1>,
                                       "port to probe; absent or -1 = the backend's port; TCP and UDP listeners"),
                      PORTWRIGHT_FIELD(ContextType, "form of the custom probe; TCP and UDP listeners"),
                      PORTWRIGHT_FIELD(SendContext, characters<0, 500, charset::visible_ascii>,
                                       "custom probe sent: visible ASCII, or hexadecimal digits; required when "
                                       "CheckType=CUSTOM"),
                      PORTWRIGHT_FIELD(RecvContext, characters<0, 500, charset::visible_ascii>,
                                       "answer expected: visible ASCII, or hexadecimal digits; required when "
                                       "CheckType=CUSTOM"),
                      PORTWRIGHT_FIELD(CheckType,
                                       "check protocol; default HTTP listener: HTTP; TCP, TCP_SSL, QUIC: TCP; UDP: "
                                       "PING; HTTPS: the backend protocol; TCP/UDP/TCP_SSL/QUIC listeners"),
                      PORTWRIGHT_FIELD(HttpVersion, "HTTP version; required when a TCP listener is checked by HTTP"),
                      PORTWRIGHT_FIELD(SourceIpType, one_of<0, 1>,
                                       "source address of the probes: 0 the VIP, 1 an address of the 100.64 range; "
                                       "TCP/UDP/TCP_SSL/QUIC listeners"),
                      PORTWRIGHT_FIELD(ExtendedCode,
                                       "GRPC status that counts as healthy: a number, a list 20,25 or a range "
                                       "0-99; default 12; rules only"))
            .rules(below("TimeOut", "IntervalTime"), required_when("ContextType", is("CheckType", "CUSTOM")),
                   required_when("SendContext", is("CheckType", "CUSTOM")),
                   required_when("RecvContext", is("CheckType", "CUSTOM")),
                   refuse(not_hex("SendContext"), is("ContextType", "HEX")),
                   refuse(not_hex("RecvContext"), is("ContextType", "HEX")));
    }
};

/// What holds for the health check of a listener, but not for that of a rule: the HTTP fields go with an HTTP check.
inline constexpr auto listener_probe = schema::all_of(
    schema::only_with("HttpCode", "CheckType", "HTTP"), schema::only_with("HttpCheckPath", "CheckType", "HTTP"),
    schema::only_with("HttpCheckDomain", "CheckType", "HTTP"),
    schema::only_with("HttpCheckMethod", "CheckType", "HTTP"), schema::only_with("HttpVersion", "CheckType", "HTTP"));

} // namespace portwright::inline v0_1::tencent::clb

#include <portwright/core/platform_macros_on.hpp>
