// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The backends of layer-4 listeners.

#include <portwright/request/schema.hpp>
#include <portwright/tencent/lb/forward_backends.hpp>
#include <portwright/tencent/lb/service.hpp>
#include <portwright/tencent/lb/tasks.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

/// Binds backends to a layer-4 listener. Tencent Cloud, "RegisterInstancesWithForwardLBFourthListener" (API v2).
struct RegisterInstancesWithForwardLBFourthListener {
    text loadBalancerId = {};
    text listenerId = {};
    list<ForwardBackend> backends = {};

    static constexpr operation call{"RegisterInstancesWithForwardLBFourthListener", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener ID (lbl-…)"),
                      PORTWRIGHT_FIELD(backends, required, "backends"));
    }

    using response = task_reply;
};

/// Unbinds backends from a layer-4 listener. Tencent Cloud, "DeregisterInstancesFromForwardLBFourthListener" (API
/// v2).
struct DeregisterInstancesFromForwardLBFourthListener {
    text loadBalancerId = {};
    text listenerId = {};
    list<BoundBackend> backends = {};

    static constexpr operation call{"DeregisterInstancesFromForwardLBFourthListener", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener ID (lbl-…)"),
                      PORTWRIGHT_FIELD(backends, required, "backends"));
    }

    using response = task_reply;
};

/// Changes the ports of the backends of a layer-4 listener. Tencent Cloud, "ModifyForwardFourthBackendsPort" (API
/// v2).
struct ModifyForwardFourthBackendsPort {
    struct Backend {
        text instanceId = {};
        text eniIp = {};
        integer port = {};
        integer newPort = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(instanceId, "CVM instance ID (ins-…)"),
                          PORTWRIGHT_FIELD(eniIp, "IP of an elastic network interface"),
                          PORTWRIGHT_FIELD(port, required, between<1, 65535>, "backend port"),
                          PORTWRIGHT_FIELD(newPort, required, between<1, 65535>, "new backend port"))
                .rules(exactly_one("instanceId", "eniIp"));
        }
    };

    text loadBalancerId = {};
    text listenerId = {};
    list<Backend> backends = {};

    static constexpr operation call{"ModifyForwardFourthBackendsPort", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener ID (lbl-…)"),
                      PORTWRIGHT_FIELD(backends, required, "backends"));
    }

    using response = task_reply;
};

/// Changes the weights of the backends of a layer-4 listener. Tencent Cloud, "ModifyForwardFourthBackendsWeight" (API
/// v2).
struct ModifyForwardFourthBackendsWeight {
    struct Backend {
        text instanceId = {};
        text eniIp = {};
        integer port = {};
        integer weight = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(instanceId, "CVM instance ID (ins-…)"),
                          PORTWRIGHT_FIELD(eniIp, "IP of an elastic network interface"),
                          PORTWRIGHT_FIELD(port, required, between<1, 65535>, "backend port"),
                          PORTWRIGHT_FIELD(weight, required, between<0, 100>, "new weight"))
                .rules(exactly_one("instanceId", "eniIp"));
        }
    };

    text loadBalancerId = {};
    text listenerId = {};
    list<Backend> backends = {};

    static constexpr operation call{"ModifyForwardFourthBackendsWeight", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener ID (lbl-…)"),
                      PORTWRIGHT_FIELD(backends, required, "backends"));
    }

    using response = task_reply;
};

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
