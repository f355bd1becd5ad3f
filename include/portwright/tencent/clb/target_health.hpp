// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The health of the backends.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/clb/service.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::clb {

/// Health of a backend.
struct TargetHealth {
    text IP = {};
    integer Port = {};
    truth_value HealthStatus = {};
    text TargetId = {};
    text HealthStatusDetail = {};
    text HealthStatusDetial = {};
    text TargetGroupId = {};
    integer Weight = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(IP, required), PORTWRIGHT_FIELD(Port, required),
                      PORTWRIGHT_FIELD(HealthStatus, required), PORTWRIGHT_FIELD(TargetId),
                      PORTWRIGHT_FIELD(HealthStatusDetail, "Alive, Dead, Unknown, Close"),
                      PORTWRIGHT_FIELD(HealthStatusDetial, "misspelt and being withdrawn: read HealthStatusDetail"),
                      PORTWRIGHT_FIELD(TargetGroupId), PORTWRIGHT_FIELD(Weight));
    }
};

/// Health of the backends of a rule, or of a layer-4 listener.
struct RuleHealth {
    text LocationId = {};
    text Domain = {};
    text Url = {};
    text RuleId = {};
    sequence<TargetHealth> Targets = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(LocationId, required), PORTWRIGHT_FIELD(Domain), PORTWRIGHT_FIELD(Url),
                      PORTWRIGHT_FIELD(RuleId), PORTWRIGHT_FIELD(Targets));
    }
};

/// Health of the backends of a listener.
struct ListenerHealth {
    text ListenerId = {};
    text ListenerName = {};
    text Protocol = {};
    integer Port = {};
    sequence<RuleHealth> Rules = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(ListenerId, required), PORTWRIGHT_FIELD(ListenerName),
                      PORTWRIGHT_FIELD(Protocol, required), PORTWRIGHT_FIELD(Port, required), PORTWRIGHT_FIELD(Rules));
    }
};

/// Health of the backends of a load balancer.
struct LoadBalancerHealth {
    text LoadBalancerId = {};
    text LoadBalancerName = {};
    sequence<ListenerHealth> Listeners = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(LoadBalancerId, required), PORTWRIGHT_FIELD(LoadBalancerName),
                      PORTWRIGHT_FIELD(Listeners));
    }
};

/// Shows the health of the backends. Not for classic load balancers. Tencent Cloud, "DescribeTargetHealth" (API 3.0,
/// product 214).
struct DescribeTargetHealth {
    texts LoadBalancerIds = {};
    texts ListenerIds = {};
    texts LocationIds = {};

    static constexpr operation call{"DescribeTargetHealth", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(
            PORTWRIGHT_FIELD(LoadBalancerIds, required, characters<0, 0, charset::any, 30>, "load balancer IDs"),
            PORTWRIGHT_FIELD(ListenerIds, "listener IDs"), PORTWRIGHT_FIELD(LocationIds, "rule IDs"));
    }

    struct response {
        sequence<LoadBalancerHealth> LoadBalancers = {};
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(LoadBalancers), PORTWRIGHT_FIELD(RequestId, required, "the request"));
        }
    };
};

} // namespace portwright::inline v0_1::tencent::clb

#include <portwright/core/platform_macros_on.hpp>
