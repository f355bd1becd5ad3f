// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The servers of classic load balancers.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/lb/service.hpp>
#include <portwright/tencent/lb/tasks.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

/// Binds servers to a classic load balancer. Tencent Cloud, "Bind a Back-end Server to Load Balancer" (API v2).
struct RegisterInstancesWithLoadBalancer {
    struct Backend {
        text instanceId = {};
        integer weight = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(instanceId, required, "CVM instance ID (ins-…)"),
                          PORTWRIGHT_FIELD(weight, between<0, 100>, "weight; default 10"));
        }
    };

    text loadBalancerId = {};
    list<Backend> backends = {};

    static constexpr operation call{"RegisterInstancesWithLoadBalancer", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(backends, required, "backends"));
    }

    using response = task_reply;
};

/// Changes the weights of bound servers. Tencent Cloud, "Modify Weights of Back-end Servers" (API v2).
struct ModifyLoadBalancerBackends {
    struct Backend {
        text instanceId = {};
        integer weight = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(instanceId, required, "CVM instance ID (ins-…)"),
                          PORTWRIGHT_FIELD(weight, required, between<0, 100>, "new weight"));
        }
    };

    text loadBalancerId = {};
    list<Backend> backends = {};

    static constexpr operation call{"ModifyLoadBalancerBackends", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(backends, required, "backends"));
    }

    using response = task_reply;
};

/// Unbinds servers from a classic load balancer. Tencent Cloud, "Unbind Back-end Server" (API v2).
struct DeregisterInstancesFromLoadBalancer {
    struct Backend {
        text instanceId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(instanceId, required,
                                           "CVM instance ID; unInstanceId is recommended, instanceId accepted"));
        }
    };

    text loadBalancerId = {};
    list<Backend> backends = {};

    static constexpr operation call{"DeregisterInstancesFromLoadBalancer", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(backends, required, "backends"));
    }

    using response = task_reply;
};

/// Lists the servers of a classic load balancer. Tencent Cloud, "DescribeLoadBalancerBackends" (API v2).
struct DescribeLoadBalancerBackends {
    text loadBalancerId = {};

    static constexpr operation call{"DescribeLoadBalancerBackends", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"));
    }

    struct response {
        struct Backend {
            text instanceId = {};
            text unInstanceId = {};
            integer weight = {};
            text instanceName = {};
            text lanIp = {};
            sequence<text> wanIpSet = {};
            integer instanceStatus = {};

            template <class self>
            static consteval auto schema() {
                using namespace portwright::schema;
                return fields(PORTWRIGHT_FIELD(instanceId), PORTWRIGHT_FIELD(unInstanceId, required),
                              PORTWRIGHT_FIELD(weight), PORTWRIGHT_FIELD(instanceName), PORTWRIGHT_FIELD(lanIp),
                              PORTWRIGHT_FIELD(wanIpSet),
                              PORTWRIGHT_FIELD(instanceStatus,
                                               "1 fault, 2 running, 3 creating, 4 off, 5 returned, 6 returning, 7 "
                                               "rebooting, 8 starting, 9 stopping, 10 resetting password, 11 "
                                               "formatting, 12 making image, 13 setting bandwidth, 14 "
                                               "reinstalling, 19 upgrading, 21 live migration"));
            }
        };

        integer code = {};
        text message = {};
        text codeDesc = {};
        integer totalCount = {};
        sequence<Backend> backendSet = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(code, required, "0, or the error"),
                          PORTWRIGHT_FIELD(message, "the error in words, led by the module's own code"),
                          PORTWRIGHT_FIELD(codeDesc, "Success, or the error's name"),
                          PORTWRIGHT_FIELD(totalCount, required), PORTWRIGHT_FIELD(backendSet));
        }
    };
};

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
