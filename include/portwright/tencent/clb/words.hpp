// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Words that several actions of Cloud Load Balancer share.

#include <portwright/request/fields.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::clb {

struct Protocol : listed_word<Protocol> {
    using listed_word::listed_word;
    static constexpr value TCP{"TCP"}, UDP{"UDP"}, HTTP{"HTTP"}, HTTPS{"HTTPS"}, TCP_SSL{"TCP_SSL"}, QUIC{"QUIC"};
    static constexpr value listed[] = {TCP, UDP, HTTP, HTTPS, TCP_SSL, QUIC};
};

struct SSLMode : listed_word<SSLMode> {
    using listed_word::listed_word;
    static constexpr value UNIDIRECTIONAL{"UNIDIRECTIONAL"}, MUTUAL{"MUTUAL"};
    static constexpr value listed[] = {UNIDIRECTIONAL, MUTUAL};
};

struct SSLVerifyClient : listed_word<SSLVerifyClient> {
    using listed_word::listed_word;
    static constexpr value ON{"ON"}, OPTIONAL{"OPTIONAL"};
    static constexpr value listed[] = {ON, OPTIONAL};
};

struct Scheduler : listed_word<Scheduler> {
    using listed_word::listed_word;
    static constexpr value WRR{"WRR"}, LEAST_CONN{"LEAST_CONN"}, IP_HASH{"IP_HASH"};
    static constexpr value listed[] = {WRR, LEAST_CONN, IP_HASH};
};

struct TargetType : listed_word<TargetType> {
    using listed_word::listed_word;
    static constexpr value NODE{"NODE"}, TARGETGROUP{"TARGETGROUP"};
    // The newer ones occur in answers.
    static constexpr value listed[] = {NODE, TARGETGROUP, {"TARGETGROUP-V2"}, {"POLARIS"}};
};

struct SessionType : listed_word<SessionType> {
    using listed_word::listed_word;
    static constexpr value NORMAL{"NORMAL"}, QUIC_CID{"QUIC_CID"};
    static constexpr value listed[] = {NORMAL, QUIC_CID};
};

struct DataCompressMode : listed_word<DataCompressMode> {
    using listed_word::listed_word;
    static constexpr value transparent{"transparent"}, compatibility{"compatibility"};
    static constexpr value listed[] = {transparent, compatibility};
};

} // namespace portwright::inline v0_1::tencent::clb

#include <portwright/core/platform_macros_on.hpp>
