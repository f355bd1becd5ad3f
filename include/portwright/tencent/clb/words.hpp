// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Words that several actions of Cloud Load Balancer share.

#include <portwright/request/fields.hpp>

namespace portwright::tencent::clb {

struct Protocol : word<Protocol> {
    using word::word;
    static constexpr value TCP{"TCP"}, UDP{"UDP"}, HTTP{"HTTP"}, HTTPS{"HTTPS"}, TCP_SSL{"TCP_SSL"}, QUIC{"QUIC"};
    static constexpr value listed[] = {TCP, UDP, HTTP, HTTPS, TCP_SSL, QUIC};
};

struct SSLMode : word<SSLMode> {
    using word::word;
    static constexpr value UNIDIRECTIONAL{"UNIDIRECTIONAL"}, MUTUAL{"MUTUAL"};
    static constexpr value listed[] = {UNIDIRECTIONAL, MUTUAL};
};

struct SSLVerifyClient : word<SSLVerifyClient> {
    using word::word;
    static constexpr value ON{"ON"}, OPTIONAL{"OPTIONAL"};
    static constexpr value listed[] = {ON, OPTIONAL};
};

struct Scheduler : word<Scheduler> {
    using word::word;
    static constexpr value WRR{"WRR"}, LEAST_CONN{"LEAST_CONN"}, IP_HASH{"IP_HASH"};
    static constexpr value listed[] = {WRR, LEAST_CONN, IP_HASH};
};

struct TargetType : word<TargetType> {
    using word::word;
    static constexpr value NODE{"NODE"}, TARGETGROUP{"TARGETGROUP"};
    static constexpr value listed[] = {NODE, TARGETGROUP};
};

struct SessionType : word<SessionType> {
    using word::word;
    static constexpr value NORMAL{"NORMAL"}, QUIC_CID{"QUIC_CID"};
    static constexpr value listed[] = {NORMAL, QUIC_CID};
};

struct DataCompressMode : word<DataCompressMode> {
    using word::word;
    static constexpr value transparent{"transparent"}, compatibility{"compatibility"};
    static constexpr value listed[] = {transparent, compatibility};
};

} // namespace portwright::tencent::clb
