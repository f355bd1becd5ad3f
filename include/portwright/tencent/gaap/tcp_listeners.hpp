// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// TCP listeners.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/gaap/real_servers.hpp>
#include <portwright/tencent/gaap/service.hpp>
#include <portwright/tencent/gaap/words.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::gaap {

/// A TCP listener as it stands.
struct TCPListener {
    text ListenerId = {};
    text ListenerName = {};
    integer Port = {};
    integer RealServerPort = {};
    text RealServerType = {};
    text Protocol = {};
    integer ListenerStatus = {};
    text Scheduler = {};
    integer ConnectTimeout = {};
    integer DelayLoop = {};
    integer HealthCheck = {};
    integer BindStatus = {};
    sequence<BindRealServer> RealServerSet = {};
    integer CreateTime = {};
    integer ClientIPMethod = {};
    integer HealthyThreshold = {};
    integer UnhealthyThreshold = {};
    integer FailoverSwitch = {};
    integer SessionPersist = {};
    text ProxyId = {};
    text GroupId = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(
            PORTWRIGHT_FIELD(ListenerId, required), PORTWRIGHT_FIELD(ListenerName), PORTWRIGHT_FIELD(Port, required),
            PORTWRIGHT_FIELD(RealServerPort), PORTWRIGHT_FIELD(RealServerType), PORTWRIGHT_FIELD(Protocol),
            PORTWRIGHT_FIELD(ListenerStatus, required,
                             "0 running, 1 creating, 2 destroying, 3 adjusting origins, 4 changing "
                             "configuration"),
            PORTWRIGHT_FIELD(Scheduler), PORTWRIGHT_FIELD(ConnectTimeout), PORTWRIGHT_FIELD(DelayLoop),
            PORTWRIGHT_FIELD(HealthCheck), PORTWRIGHT_FIELD(BindStatus, "0 abnormal, 1 normal"),
            PORTWRIGHT_FIELD(RealServerSet), PORTWRIGHT_FIELD(CreateTime), PORTWRIGHT_FIELD(ClientIPMethod),
            PORTWRIGHT_FIELD(HealthyThreshold), PORTWRIGHT_FIELD(UnhealthyThreshold), PORTWRIGHT_FIELD(FailoverSwitch),
            PORTWRIGHT_FIELD(SessionPersist), PORTWRIGHT_FIELD(ProxyId), PORTWRIGHT_FIELD(GroupId));
    }

    // Of BindStatus. A UDP listener's is the other way round.
    static constexpr std::int64_t bind_abnormal = 0;
    static constexpr std::int64_t bind_normal = 1;
};

/// Finds TCP listeners and their state. Tencent Cloud, "DescribeTCPListeners" (API 3.0, product 608).
struct DescribeTCPListeners {
    text ProxyId = {};
    text ListenerId = {};
    text ListenerName = {};
    integer Port = {};
    integer Offset = {};
    integer Limit = {};
    text GroupId = {};
    text SearchValue = {};

    static constexpr operation call{"DescribeTCPListeners", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(ProxyId, "connection ID"), PORTWRIGHT_FIELD(ListenerId, "listener ID"),
                      PORTWRIGHT_FIELD(ListenerName, "exact name"), PORTWRIGHT_FIELD(Port, "exact port"),
                      PORTWRIGHT_FIELD(Offset, "offset; default 0"),
                      PORTWRIGHT_FIELD(Limit, "number returned; default 20"),
                      PORTWRIGHT_FIELD(GroupId, "connection group ID"),
                      PORTWRIGHT_FIELD(SearchValue, "fuzzy search by port or name; not with ListenerName or Port"))
            .rules(any_of("ListenerId", "ProxyId", "GroupId"), not_both("ProxyId", "GroupId"),
                   not_both("SearchValue", "ListenerName"), not_both("SearchValue", "Port"));
    }

    struct response {
        integer TotalCount = {};
        sequence<TCPListener> ListenerSet = {};
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(TotalCount, required), PORTWRIGHT_FIELD(ListenerSet),
                          PORTWRIGHT_FIELD(RequestId, required, "the request"));
        }

        static constexpr std::int64_t running = 0;

        /// Succeeded once every listener found runs. None found means that it is not there yet, or, after a deletion,
        /// no longer.
        task_state state() const noexcept {
            for (const TCPListener& listener : ListenerSet)
                if (listener.ListenerStatus != running) return task_state::running;
            return ListenerSet.empty() ? task_state::running : task_state::succeeded;
        }
    };
};

/// Creates a TCP listener for each of Ports. With several, ask for each of the ListenerIds until it runs. Tencent
/// Cloud, "CreateTCPListeners" (API 3.0, product 608).
struct CreateTCPListeners {
    text ListenerName = {};
    integers Ports = {};
    gaap::Scheduler Scheduler = {};
    integer HealthCheck = {};
    gaap::RealServerType RealServerType = {};
    text ProxyId = {};
    text GroupId = {};
    integer DelayLoop = {};
    integer ConnectTimeout = {};
    integers RealServerPorts = {};
    integer ClientIPMethod = {};
    integer FailoverSwitch = {};
    integer HealthyThreshold = {};
    integer UnhealthyThreshold = {};

    static constexpr operation call{"CreateTCPListeners", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(
                   PORTWRIGHT_FIELD(ListenerName, required, "listener name"),
                   PORTWRIGHT_FIELD(Ports, required, "one listener per port"),
                   PORTWRIGHT_FIELD(Scheduler, required,
                                    "scheduling: rr round robin, wrr weighted round robin, lc least "
                                    "connections, lrtt least latency"),
                   PORTWRIGHT_FIELD(HealthCheck, required, one_of<0, 1>, "health check: 0 off, 1 on"),
                   PORTWRIGHT_FIELD(RealServerType, required, "kind of origin"),
                   PORTWRIGHT_FIELD(ProxyId, "acceleration connection ID"),
                   PORTWRIGHT_FIELD(GroupId, "connection group ID"),
                   PORTWRIGHT_FIELD(DelayLoop, between<5, 300>, "interval between health checks, s"),
                   PORTWRIGHT_FIELD(ConnectTimeout, between<2, 60>, "health check response timeout, s"),
                   PORTWRIGHT_FIELD(RealServerPorts,
                                    "origin ports, in the order of Ports; version-1 listeners and connection "
                                    "groups"),
                   PORTWRIGHT_FIELD(ClientIPMethod, one_of<0, 1>,
                                    "how the origin learns the client IP: 0 TOA, 1 proxy protocol"),
                   PORTWRIGHT_FIELD(FailoverSwitch, one_of<0, 1>,
                                    "primary/backup origins: 0 off, 1 on; not for RealServerType=DOMAIN"),
                   PORTWRIGHT_FIELD(HealthyThreshold, between<1, 10>, "successes in a row that make an origin healthy"),
                   PORTWRIGHT_FIELD(UnhealthyThreshold, between<1, 10>,
                                    "failures in a row that make an origin unhealthy"))
            .rules(exactly_one("ProxyId", "GroupId"), below("ConnectTimeout", "DelayLoop"),
                   refuse(is("FailoverSwitch", 1), is_other_than("RealServerType", "IP")));
    }

    struct response {
        sequence<text> ListenerIds = {};
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(ListenerIds, not_empty),
                          PORTWRIGHT_FIELD(RequestId, required, "the request"));
        }
    };
};

/// Changes a TCP listener that runs; what is left out stays as it is. Tencent Cloud, "ModifyTCPListenerAttribute" (API
/// 3.0, product 608).
struct ModifyTCPListenerAttribute {
    text ListenerId = {};
    text GroupId = {};
    text ProxyId = {};
    text ListenerName = {};
    gaap::Scheduler Scheduler = {};
    integer DelayLoop = {};
    integer ConnectTimeout = {};
    integer HealthCheck = {};
    integer FailoverSwitch = {};
    integer HealthyThreshold = {};
    integer UnhealthyThreshold = {};

    static constexpr operation call{"ModifyTCPListenerAttribute", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(
                   PORTWRIGHT_FIELD(ListenerId, required, "listener to change"),
                   PORTWRIGHT_FIELD(GroupId, "connection group ID"), PORTWRIGHT_FIELD(ProxyId, "connection ID"),
                   PORTWRIGHT_FIELD(ListenerName, "new name"),
                   PORTWRIGHT_FIELD(Scheduler, "scheduling: rr round robin, wrr weighted round robin, lc least "
                                               "connections, lrtt least latency"),
                   PORTWRIGHT_FIELD(DelayLoop, between<5, 300>, "interval between health checks, s"),
                   PORTWRIGHT_FIELD(ConnectTimeout, between<2, 60>, "health check response timeout, s"),
                   PORTWRIGHT_FIELD(HealthCheck, one_of<0, 1>, "health check: 0 off, 1 on"),
                   PORTWRIGHT_FIELD(FailoverSwitch, one_of<0, 1>,
                                    "primary/backup origins: 0 off, 1 on; not for origins by name"),
                   PORTWRIGHT_FIELD(HealthyThreshold, between<1, 10>, "successes in a row that make an origin healthy"),
                   PORTWRIGHT_FIELD(UnhealthyThreshold, between<1, 10>,
                                    "failures in a row that make an origin unhealthy"))
            .rules(exactly_one("ProxyId", "GroupId"), below("ConnectTimeout", "DelayLoop"));
    }

    struct response {
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(RequestId, required, "the request"));
        }
    };
};

} // namespace portwright::inline v0_1::tencent::gaap

#include <portwright/core/platform_macros_on.hpp>
