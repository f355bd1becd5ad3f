// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Actions made up for the tests: one of everything that a schema can say, for each of the three families of APIs.

#include <portwright/request/layout.hpp>
#include <portwright/aliyun/rpc.hpp>
#include <portwright/tencent/api_v2.hpp>
#include <portwright/tencent/api_v3.hpp>

#include <cstdint>
#include <string_view>

namespace test {

using portwright::integer;
using portwright::integers;
using portwright::list;
using portwright::listed_word;
using portwright::operation_of;
using portwright::text;
using portwright::texts;
using portwright::truth_value;

inline constexpr portwright::service_of<portwright::tencent::api_v2> v2{
    {"lb.api.qcloud.com", "/v2/index.php", "", true}};
inline constexpr portwright::service_of<portwright::tencent::api_v3> v3{
    {"clb.tencentcloudapi.com", "/", "2018-03-17", true}};
inline constexpr portwright::service_of<portwright::tencent::api_v3> v3_without_region{
    {"gaap.tencentcloudapi.com", "/", "2018-05-29", false}};
inline constexpr portwright::service_of<portwright::aliyun::rpc> aliyun{
    {"ga.cn-hangzhou.aliyuncs.com", "/", "2019-11-20", true}};

struct Protocol : listed_word<Protocol> {
    using listed_word::listed_word;
    static constexpr value TCP{"TCP"}, UDP{"UDP"}, HTTPS{"HTTPS"};
    static constexpr value listed[] = {TCP, UDP, HTTPS};
};

struct Scheduler : listed_word<Scheduler> {
    using listed_word::listed_word;
    static constexpr value WRR{"WRR"}, LEAST_CONN{"LEAST_CONN"};
    static constexpr value listed[] = {WRR, LEAST_CONN};
};

struct HealthCheck {
    integer TimeOut = {};
    integer IntervalTime = {};
    text CheckType = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(TimeOut, between<2, 60>), PORTWRIGHT_FIELD(IntervalTime, between<2, 300>),
                      PORTWRIGHT_FIELD(CheckType))
            .rules(below("TimeOut", "IntervalTime"));
    }
};

struct Certificate {
    text CertId = {};
    text CertKey = {};
    text Mode = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Mode, required), PORTWRIGHT_FIELD(CertId), PORTWRIGHT_FIELD(CertKey, secret));
    }
};

struct Endpoint {
    text Address = {};
    integer Weight = {};
    integers Ports = {};
    truth_value Backup = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Address, required), PORTWRIGHT_FIELD(Weight, between<0, 255>),
                      PORTWRIGHT_FIELD(Ports, between<1, 65535>), PORTWRIGHT_FIELD(Backup));
    }
};

struct Group {
    text Name = {};
    list<Endpoint> Endpoints = {};
    texts Tags = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Name), PORTWRIGHT_FIELD(Endpoints, required, at_most<20>),
                      PORTWRIGHT_FIELD(Tags, characters<1, 5>));
    }
};

/// One of everything.
template <const auto& Of>
struct CreateListener {
    text LoadBalancerId = {};
    integers Ports = {};
    test::Protocol Protocol = {};
    texts ListenerNames = {};
    test::HealthCheck HealthCheck = {};
    test::Certificate Certificate = {};
    test::Scheduler Scheduler = {};
    integer SessionExpireTime = {};
    integer Level = {};
    truth_value Enabled = {};
    truth_value aware = {};
    text Path = {};
    text StartTime = {};
    integer BeginSecond = {};
    integer EndSecond = {};
    text Description = {};
    text ClientToken = {};
    integer FromPort = {};
    integer ToPort = {};
    text HexText = {};
    list<Group> Groups = {};

    static constexpr operation_of call{"CreateListener", &Of};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(LoadBalancerId, required, "the load balancer"),
                      PORTWRIGHT_FIELD(Ports, required, between<1, 65535>), PORTWRIGHT_FIELD(Protocol, required),
                      PORTWRIGHT_FIELD(ListenerNames, characters<1, 10, charset::any, 12>),
                      PORTWRIGHT_FIELD(HealthCheck, refuse(given("CheckType"), is("^Protocol", Protocol::UDP))),
                      PORTWRIGHT_FIELD(Certificate), PORTWRIGHT_FIELD(Scheduler),
                      PORTWRIGHT_FIELD(SessionExpireTime, between<30, 3600, 0>),
                      PORTWRIGHT_FIELD(Level, one_of<1, 2, 3, 31>), PORTWRIGHT_FIELD(Enabled), PORTWRIGHT_FIELD(aware),
                      PORTWRIGHT_FIELD(Path, characters<1, 8, charset::path>),
                      PORTWRIGHT_FIELD(StartTime, only<charset::date_time>), PORTWRIGHT_FIELD(BeginSecond),
                      PORTWRIGHT_FIELD(EndSecond), PORTWRIGHT_FIELD(Description),
                      PORTWRIGHT_FIELD(ClientToken, characters<0, 8, charset::ascii>), PORTWRIGHT_FIELD(FromPort),
                      PORTWRIGHT_FIELD(ToPort), PORTWRIGHT_FIELD(HexText), PORTWRIGHT_FIELD(Groups, at_most<20>))
            .rules(refuse(more_than("ListenerNames", "Ports")), only_with("Certificate", "Protocol", Protocol::HTTPS),
                   required_when("Certificate", is("Protocol", Protocol::HTTPS)), up_to("FromPort", "ToPort"),
                   refuse(not_hex("HexText")), refuse(more_than_a_day_after("EndSecond", "BeginSecond")),
                   not_both("Enabled", "aware"));
    }
};

/// As little as an action can have.
template <const auto& Of>
struct DescribeTask {
    text TaskId = {};

    static constexpr operation_of call{"DescribeTask", &Of};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(TaskId, required));
    }
};

/// A list of numbers and nothing else: `N.0=0&N.1=1...`.
template <const auto& Of>
struct Numbers {
    integers N = {};

    static constexpr operation_of call{"Numbers", &Of};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(N));
    }
};

/// One text of any size.
template <const auto& Of>
struct Upload {
    text Data = {};
    text Key = {};

    static constexpr operation_of call{"Upload", &Of};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Data), PORTWRIGHT_FIELD(Key, secret));
    }
};

/// Names that sort around the common parameters, and one with an underscore.
template <const auto& Of>
struct Sorted {
    text zone = {};
    text Zone = {};
    text Versionx = {};
    text Token_type = {};
    text AAA = {};
    text Nonces = {};
    text Formats = {};
    text a = {};

    static constexpr operation_of call{"Sorted", &Of};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(zone), PORTWRIGHT_FIELD(Zone), PORTWRIGHT_FIELD(Versionx),
                      PORTWRIGHT_FIELD(Token_type), PORTWRIGHT_FIELD(AAA), PORTWRIGHT_FIELD(Nonces),
                      PORTWRIGHT_FIELD(Formats), PORTWRIGHT_FIELD(a));
    }
};

inline constexpr std::uint16_t two_ports[] = {7569, 7570};
inline constexpr std::string_view two_names[] = {"lis0", "lis1"};

/// A request that is right, on every family.
template <const auto& Of>
inline constexpr CreateListener<Of> good{.LoadBalancerId = "lb-cuxw2rm0",
                                         .Ports = two_ports,
                                         .Protocol = Protocol::TCP,
                                         .ListenerNames = two_names,
                                         .HealthCheck = {.TimeOut = 2, .IntervalTime = 5}};

} // namespace test
