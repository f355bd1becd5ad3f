// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// UDP listeners.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/gaap/real_servers.hpp>
#include <portwright/tencent/gaap/service.hpp>
#include <portwright/tencent/gaap/words.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::gaap {

/// A UDP listener as it stands.
struct UDPListener {
    text ListenerId = {};
    text ListenerName = {};
    integer Port = {};
    integer RealServerPort = {};
    text RealServerType = {};
    text Protocol = {};
    integer ListenerStatus = {};
    text Scheduler = {};
    integer BindStatus = {};
    sequence<BindRealServer> RealServerSet = {};
    integer CreateTime = {};
    integer SessionPersist = {};
    integer DelayLoop = {};
    integer ConnectTimeout = {};
    integer HealthyThreshold = {};
    integer UnhealthyThreshold = {};
    integer FailoverSwitch = {};
    integer HealthCheck = {};
    text CheckType = {};
    integer CheckPort = {};
    text ContextType = {};
    text SendContext = {};
    text RecvContext = {};
    text ProxyId = {};
    text GroupId = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(ListenerId, required), PORTWRIGHT_FIELD(ListenerName),
                      PORTWRIGHT_FIELD(Port, required), PORTWRIGHT_FIELD(RealServerPort),
                      PORTWRIGHT_FIELD(RealServerType), PORTWRIGHT_FIELD(Protocol),
                      PORTWRIGHT_FIELD(ListenerStatus, required,
                                       "0 running, 1 creating, 2 destroying, 3 adjusting origins, 4 changing "
                                       "configuration"),
                      PORTWRIGHT_FIELD(Scheduler),
                      PORTWRIGHT_FIELD(BindStatus, "0 normal, 1 IP abnormal, 2 domain name not resolved"),
                      PORTWRIGHT_FIELD(RealServerSet), PORTWRIGHT_FIELD(CreateTime), PORTWRIGHT_FIELD(SessionPersist),
                      PORTWRIGHT_FIELD(DelayLoop), PORTWRIGHT_FIELD(ConnectTimeout), PORTWRIGHT_FIELD(HealthyThreshold),
                      PORTWRIGHT_FIELD(UnhealthyThreshold), PORTWRIGHT_FIELD(FailoverSwitch),
                      PORTWRIGHT_FIELD(HealthCheck), PORTWRIGHT_FIELD(CheckType), PORTWRIGHT_FIELD(CheckPort),
                      PORTWRIGHT_FIELD(ContextType), PORTWRIGHT_FIELD(SendContext), PORTWRIGHT_FIELD(RecvContext),
                      PORTWRIGHT_FIELD(ProxyId), PORTWRIGHT_FIELD(GroupId));
    }

    // Of BindStatus. A TCP listener's is the other way round.
    static constexpr std::int64_t bind_normal = 0;
    static constexpr std::int64_t bind_ip_abnormal = 1;
    static constexpr std::int64_t bind_not_resolved = 2;
};

/// Finds UDP listeners and their state. Tencent Cloud, "DescribeUDPListeners" (API 3.0, product 608).
struct DescribeUDPListeners {
    text ProxyId = {};
    text ListenerId = {};
    text ListenerName = {};
    integer Port = {};
    integer Offset = {};
    integer Limit = {};
    text GroupId = {};
    text SearchValue = {};

    static constexpr operation call{"DescribeUDPListeners", &service};

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
        sequence<UDPListener> ListenerSet = {};
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
            for (const UDPListener& listener : ListenerSet)
                if (listener.ListenerStatus != running) return task_state::running;
            return ListenerSet.empty() ? task_state::running : task_state::succeeded;
        }
    };
};

/// Creates a UDP listener for each of Ports. With several, ask for each of the ListenerIds until it runs. Tencent
/// Cloud, "CreateUDPListeners" (API 3.0, product 608).
struct CreateUDPListeners {
    struct CheckType : listed_word<CheckType> {
        using listed_word::listed_word;
        static constexpr value PORT{"PORT"}, PING{"PING"};
        static constexpr value listed[] = {PORT, PING};
    };

    struct ContextType : listed_word<ContextType> {
        using listed_word::listed_word;
        static constexpr value TEXT{"TEXT"};
        static constexpr value listed[] = {TEXT};
    };

    text ListenerName = {};
    integers Ports = {};
    gaap::Scheduler Scheduler = {};
    gaap::RealServerType RealServerType = {};
    text ProxyId = {};
    text GroupId = {};
    integers RealServerPorts = {};
    integer DelayLoop = {};
    integer ConnectTimeout = {};
    integer HealthyThreshold = {};
    integer UnhealthyThreshold = {};
    integer FailoverSwitch = {};
    integer HealthCheck = {};
    struct CheckType CheckType = {};
    integer CheckPort = {};
    struct ContextType ContextType = {};
    text SendContext = {};
    text RecvContext = {};

    static constexpr operation call{"CreateUDPListeners", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(
                   PORTWRIGHT_FIELD(ListenerName, required, "listener name"),
                   PORTWRIGHT_FIELD(Ports, required, "one listener per port"),
                   PORTWRIGHT_FIELD(Scheduler, required,
                                    "scheduling: rr round robin, wrr weighted round robin, lc least "
                                    "connections, lrtt least latency"),
                   PORTWRIGHT_FIELD(RealServerType, required, "kind of origin"),
                   PORTWRIGHT_FIELD(ProxyId, "acceleration connection ID"),
                   PORTWRIGHT_FIELD(GroupId, "connection group ID"),
                   PORTWRIGHT_FIELD(RealServerPorts,
                                    "origin ports, in the order of Ports; version-1 listeners and connection "
                                    "groups"),
                   PORTWRIGHT_FIELD(DelayLoop, between<5, 300>, "interval between health checks, s"),
                   PORTWRIGHT_FIELD(ConnectTimeout, between<2, 60>, "health check response timeout, s"),
                   PORTWRIGHT_FIELD(HealthyThreshold, between<1, 10>, "successes in a row that make an origin healthy"),
                   PORTWRIGHT_FIELD(UnhealthyThreshold, between<1, 10>,
                                    "failures in a row that make an origin unhealthy"),
                   PORTWRIGHT_FIELD(FailoverSwitch, one_of<0, 1>,
                                    "primary/backup origins: 0 off, 1 on; not for RealServerType=DOMAIN"),
                   PORTWRIGHT_FIELD(HealthCheck, one_of<0, 1>, "health check: 0 off, 1 on"),
                   PORTWRIGHT_FIELD(CheckType, "kind of health check"), PORTWRIGHT_FIELD(CheckPort, "port to probe"),
                   PORTWRIGHT_FIELD(ContextType, "form of the probe; CheckType=PORT"),
                   PORTWRIGHT_FIELD(SendContext, "probe sent; CheckType=PORT"),
                   PORTWRIGHT_FIELD(RecvContext, "answer expected; CheckType=PORT"))
            .rules(exactly_one("ProxyId", "GroupId"), below("ConnectTimeout", "DelayLoop"),
                   refuse(is("FailoverSwitch", 1), is_other_than("RealServerType", "IP")),
                   only_with("ContextType", "CheckType", "PORT"), only_with("SendContext", "CheckType", "PORT"),
                   only_with("RecvContext", "CheckType", "PORT"));
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

/// Changes a UDP listener that runs; what is left out stays as it is. Tencent Cloud, "ModifyUDPListenerAttribute" (API
/// 3.0, product 608).
struct ModifyUDPListenerAttribute {
    text ListenerId = {};
    text GroupId = {};
    text ProxyId = {};
    text ListenerName = {};
    gaap::Scheduler Scheduler = {};
    integer DelayLoop = {};
    integer ConnectTimeout = {};
    integer HealthyThreshold = {};
    integer UnhealthyThreshold = {};
    integer FailoverSwitch = {};
    integer HealthCheck = {};
    struct CreateUDPListeners::CheckType CheckType = {};
    integer CheckPort = {};
    struct CreateUDPListeners::ContextType ContextType = {};
    text SendContext = {};
    text RecvContext = {};

    static constexpr operation call{"ModifyUDPListenerAttribute", &service};

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
                   PORTWRIGHT_FIELD(HealthyThreshold, between<1, 10>, "successes in a row that make an origin healthy"),
                   PORTWRIGHT_FIELD(UnhealthyThreshold, between<1, 10>,
                                    "failures in a row that make an origin unhealthy"),
                   PORTWRIGHT_FIELD(FailoverSwitch, one_of<0, 1>,
                                    "primary/backup origins: 0 off, 1 on; not for origins by name"),
                   PORTWRIGHT_FIELD(HealthCheck, one_of<0, 1>, "health check: 0 off, 1 on"),
                   PORTWRIGHT_FIELD(CheckType, "kind of health check"), PORTWRIGHT_FIELD(CheckPort, "port to probe"),
                   PORTWRIGHT_FIELD(ContextType, "form of the probe; CheckType=PORT"),
                   PORTWRIGHT_FIELD(SendContext, "probe sent; CheckType=PORT"),
                   PORTWRIGHT_FIELD(RecvContext, "answer expected; CheckType=PORT"))
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
