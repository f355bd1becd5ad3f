// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The origins of TCP and UDP listeners.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::gaap {

/// Origin of a listener.
struct BindRealServer {
    text RealServerId = {};
    text RealServerIP = {};
    integer RealServerWeight = {};
    integer RealServerStatus = {};
    integer RealServerPort = {};
    sequence<text> DownIPList = {};
    text RealServerFailoverRole = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(RealServerId, required), PORTWRIGHT_FIELD(RealServerIP),
                      PORTWRIGHT_FIELD(RealServerWeight), PORTWRIGHT_FIELD(RealServerStatus, "0 normal, 1 abnormal"),
                      PORTWRIGHT_FIELD(RealServerPort), PORTWRIGHT_FIELD(DownIPList),
                      PORTWRIGHT_FIELD(RealServerFailoverRole, "master, slave"));
    }

    // Of RealServerStatus.
    static constexpr std::int64_t normal = 0;
    static constexpr std::int64_t abnormal = 1;
};

} // namespace portwright::inline v0_1::tencent::gaap

#include <portwright/core/platform_macros_on.hpp>
