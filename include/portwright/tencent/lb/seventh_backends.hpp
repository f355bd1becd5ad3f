// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The backends of layer-7 rules.

#include <portwright/request/schema.hpp>
#include <portwright/tencent/lb/forward_backends.hpp>
#include <portwright/tencent/lb/service.hpp>
#include <portwright/tencent/lb/tasks.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

/// Binds backends to layer-7 rules. Tencent Cloud, "RegisterInstancesWithForwardLBSeventhListener" (API v2).
struct RegisterInstancesWithForwardLBSeventhListener {
    text loadBalancerId = {};
    text listenerId = {};
    texts locationIds = {};
    text domain = {};
    text url = {};
    list<ForwardBackend> backends = {};

    static constexpr operation call{"RegisterInstancesWithForwardLBSeventhListener", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener ID (lbl-…)"),
                      PORTWRIGHT_FIELD(locationIds, "forwarding rule IDs"),
                      PORTWRIGHT_FIELD(domain, "domain of the rule"), PORTWRIGHT_FIELD(url, "path of the rule"),
                      PORTWRIGHT_FIELD(backends, required, "backends"))
            .rules(some_rule);
    }

    using response = task_reply;
};

/// Unbinds backends from layer-7 rules. Tencent Cloud, "DeregisterInstancesFromForwardLB" (API v2).
struct DeregisterInstancesFromForwardLB {
    text loadBalancerId = {};
    text listenerId = {};
    texts locationIds = {};
    text domain = {};
    text url = {};
    list<BoundBackend> backends = {};

    static constexpr operation call{"DeregisterInstancesFromForwardLB", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener ID (lbl-…)"),
                      PORTWRIGHT_FIELD(locationIds,
                                       "forwarding rule IDs; without a rule the cloud would unbind from the whole "
                                       "listener"),
                      PORTWRIGHT_FIELD(domain, "domain of the rule"), PORTWRIGHT_FIELD(url, "path of the rule"),
                      PORTWRIGHT_FIELD(backends, required, "backends"))
            .rules(some_rule);
    }

    using response = task_reply;
};

/// Changes the ports of the backends of layer-7 rules. Tencent Cloud, "ModifyForwardSeventhBackendsPort" (API v2).
struct ModifyForwardSeventhBackendsPort {
    struct Backend {
        text instanceId = {};
        text eniIp = {};
        integer port = {};
        integer newPort = {};
        integer weight = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(instanceId, "CVM instance ID (ins-…)"),
                          PORTWRIGHT_FIELD(eniIp, "IP of an elastic network interface"),
                          PORTWRIGHT_FIELD(port, required, between<1, 65535>, "backend port"),
                          PORTWRIGHT_FIELD(newPort, required, between<1, 65535>, "new backend port"),
                          PORTWRIGHT_FIELD(weight, "weight of the new port"))
                .rules(exactly_one("instanceId", "eniIp"));
        }
    };

    text loadBalancerId = {};
    text listenerId = {};
    texts locationIds = {};
    text domain = {};
    text url = {};
    list<Backend> backends = {};

    static constexpr operation call{"ModifyForwardSeventhBackendsPort", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener ID (lbl-…)"),
                      PORTWRIGHT_FIELD(locationIds, "forwarding rule IDs"),
                      PORTWRIGHT_FIELD(domain, "domain of the rule"), PORTWRIGHT_FIELD(url, "path of the rule"),
                      PORTWRIGHT_FIELD(backends, required, "backends"))
            .rules(some_rule);
    }

    using response = task_reply;
};

/// Changes the weights of the backends of layer-7 rules. Tencent Cloud, "ModifyForwardSeventhBackends" (API v2).
struct ModifyForwardSeventhBackends {
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
                          PORTWRIGHT_FIELD(weight, between<0, 100>, "new weight"))
                .rules(exactly_one("instanceId", "eniIp"), any_of("weight"));
        }
    };

    text loadBalancerId = {};
    text listenerId = {};
    texts locationIds = {};
    text domain = {};
    text url = {};
    list<Backend> backends = {};

    static constexpr operation call{"ModifyForwardSeventhBackends", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener ID (lbl-…)"),
                      PORTWRIGHT_FIELD(locationIds, "forwarding rule IDs"),
                      PORTWRIGHT_FIELD(domain, "domain of the rule"), PORTWRIGHT_FIELD(url, "path of the rule"),
                      PORTWRIGHT_FIELD(backends, required, "backends"))
            .rules(some_rule);
    }

    using response = task_reply;
};

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
