// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#pragma once

// The two answers that are decoded, by us and by the peers: a small one, and 72 KB of listeners as a cloud sends them,
// without white space.

#include <array>
#include <cstddef>
#include <string_view>

namespace bench {

/// To example 1 of Tencent's "CreateListener" (product 214, document 30693).
inline constexpr std::string_view created =
    R"({"Response":{"ListenerIds":["lbl-d1ubsydq"],"RequestId":"4b2ba1d3-6d5b-4c0b-8f5a-1c4d7d2f1f2f"}})";
static_assert(created.size() == 96);

inline constexpr std::string_view listeners_head = R"({"Response":{"TotalCount":72,"Listeners":[)";
// With the fields of Tencent's "Listener" (product 214, document 30694). The four zeros become its number.
inline constexpr std::string_view one_listener =
    R"({"ListenerId":"lbl-d1ub0000","ListenerName":"web frontend of the shop, production, ap-guangzhou","Protocol":"HTTPS","Port":10000,)"
    R"("EndPort":0,"Certificate":{"SSLMode":"UNIDIRECTIONAL","SSLVerifyClient":"OFF","CertId":"cn8gtAMk",)"
    R"("CertCaId":null,"ExtCertIds":[]},"HealthCheck":{"HealthSwitch":1,"TimeOut":5,"IntervalTime":7,"HealthNum":4,)"
    R"("UnHealthNum":4,"HttpCode":31,"HttpCheckPath":"/status/of/frontend.html","HttpCheckDomain":"health.www.example.com",)"
    R"("HttpCheckMethod":"HEAD","CheckPort":null,"ContextType":"","SendContext":"","RecvContext":"",)"
    R"("CheckType":"HTTP","HttpVersion":"HTTP/1.1","SourceIpType":1},"Scheduler":"WRR","SessionExpireTime":30,)"
    R"("SniSwitch":0,"Rules":[],"CreateTime":"2026-05-18 20:52:16","TargetType":"NODE","TargetGroup":null,)"
    R"("SessionType":"NORMAL","KeepaliveEnable":0,"Toa":false,"DeregisterTargetRst":false,"AttrFlags":[],)"
    R"("TargetGroupList":[],"MaxConn":-1,"MaxCps":-1,"IdleConnectTimeout":900,"RescheduleInterval":0,)"
    R"("DataCompressMode":"transparent","RescheduleStartTime":0})";
inline constexpr std::string_view listeners_tail = R"(],"RequestId":"b67760ec-d24b-4647-8e46-9a9c32472e6d"}})";
inline constexpr std::size_t listener_count = 72;

inline constexpr auto listeners_72k = [] {
    constexpr std::size_t each = one_listener.size() + 1;
    std::array<char, listeners_head.size() + listener_count * each - 1 + listeners_tail.size()> all{};
    char* next = all.data();
    for (const char c : listeners_head) *next++ = c;
    for (std::size_t i = 0; i != listener_count; ++i) {
        if (i != 0) *next++ = ',';
        char* const digits = next + one_listener.find("0000");
        for (const char c : one_listener) *next++ = c;
        digits[2] = static_cast<char>('0' + i / 10);
        digits[3] = static_cast<char>('0' + i % 10);
    }
    for (const char c : listeners_tail) *next++ = c;
    return all;
}();

} // namespace bench
