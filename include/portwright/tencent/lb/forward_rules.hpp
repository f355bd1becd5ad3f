// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The forwarding rules of application load balancers.

#include <portwright/request/schema.hpp>
#include <portwright/tencent/lb/service.hpp>
#include <portwright/tencent/lb/tasks.hpp>
#include <portwright/tencent/lb/words.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

/// Creates forwarding rules. No IDs come back: DescribeForwardLBListeners tells them. Tencent Cloud, "Create the
/// Forwarding Rules of Application CLB Listener" (API v2).
struct CreateForwardLBListenerRules {
    struct Rule {
        text domain = {};
        text url = {};
        integer sessionExpire = {};
        integer healthSwitch = {};
        integer intervalTime = {};
        integer healthNum = {};
        integer unhealthNum = {};
        lb::httpHash httpHash = {};
        integer httpCode = {};
        text httpCheckPath = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(
                PORTWRIGHT_FIELD(domain, required, characters<1, 80>, "rule domain"),
                PORTWRIGHT_FIELD(url, required, characters<1, 80>, "rule path"),
                PORTWRIGHT_FIELD(sessionExpire, between<30, 3600, 0>, "session persistence, s; 0 = off"),
                PORTWRIGHT_FIELD(healthSwitch, one_of<0, 1>, "health check: 0 off, 1 on; default 1"),
                PORTWRIGHT_FIELD(intervalTime, between<5, 300>, "interval between health checks, s; default 5"),
                PORTWRIGHT_FIELD(healthNum, between<2, 10>,
                                 "successes in a row that make a backend healthy; default 3"),
                PORTWRIGHT_FIELD(unhealthNum, between<2, 10>,
                                 "failures in a row that make a backend unhealthy; default 3"),
                PORTWRIGHT_FIELD(httpHash, "scheduling; default wrr"),
                PORTWRIGHT_FIELD(httpCode, between<1, 31>,
                                 "sum of the status classes that count as healthy: 1 1xx, 2 2xx, 4 3xx, "
                                 "8 4xx, 16 5xx; default 31"),
                PORTWRIGHT_FIELD(httpCheckPath, characters<1, 80, charset::path>, "health check path; default /"));
        }
    };

    text loadBalancerId = {};
    text listenerId = {};
    list<Rule> rules = {};

    static constexpr operation call{"CreateForwardLBListenerRules", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener ID (lbl-…)"),
                      PORTWRIGHT_FIELD(rules, required, "rules to create"));
    }

    using response = task_reply;
};

/// Gives the rules of a domain another one. Tencent Cloud, "Modify the Forwarding Domain of Application CLB Layer-7
/// Listener" (API v2).
struct ModifyForwardLBRulesDomain {
    text loadBalancerId = {};
    text listenerId = {};
    text domain = {};
    text newDomain = {};

    static constexpr operation call{"ModifyForwardLBRulesDomain", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener ID (lbl-…)"),
                      PORTWRIGHT_FIELD(domain, required, "present domain of the rules"),
                      PORTWRIGHT_FIELD(newDomain, required, characters<1, 80>, "domain that replaces it"));
    }

    using response = task_reply;
};

/// Changes a rule; what is left out stays as it is. Tencent Cloud, "Modify the Health Checks and Forwarding Path of
/// Application CLB Layer-7 Listener" (API v2).
struct ModifyLoadBalancerRulesProbe {
    struct httpCheckMethod : listed_word<httpCheckMethod> {
        using listed_word::listed_word;
        static constexpr value HEAD{"HEAD"}, GET{"GET"};
        static constexpr value listed[] = {HEAD, GET};
    };

    text loadBalancerId = {};
    text listenerId = {};
    text locationId = {};
    text url = {};
    integer sessionExpire = {};
    integer healthSwitch = {};
    integer intervalTime = {};
    integer healthNum = {};
    integer unhealthNum = {};
    lb::httpHash httpHash = {};
    integer httpCode = {};
    text httpCheckPath = {};
    struct httpCheckMethod httpCheckMethod = {};
    text httpCheckDomain = {};

    static constexpr operation call{"ModifyLoadBalancerRulesProbe", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener ID (lbl-…)"),
                      PORTWRIGHT_FIELD(locationId, required, "forwarding rule ID (loc-…)"),
                      PORTWRIGHT_FIELD(url, characters<1, 80>, "new forwarding path"),
                      PORTWRIGHT_FIELD(sessionExpire, between<30, 3600, 0>, "session persistence, s; 0 = off"),
                      PORTWRIGHT_FIELD(healthSwitch, one_of<0, 1>, "health check: 0 off, 1 on"),
                      PORTWRIGHT_FIELD(intervalTime, between<5, 300>, "interval between health checks, s"),
                      PORTWRIGHT_FIELD(healthNum, between<2, 10>, "successes in a row that make a backend healthy"),
                      PORTWRIGHT_FIELD(unhealthNum, between<2, 10>, "failures in a row that make a backend unhealthy"),
                      PORTWRIGHT_FIELD(httpHash, "scheduling"),
                      PORTWRIGHT_FIELD(httpCode, between<1, 31>,
                                       "sum of the status classes that count as healthy: 1 1xx, 2 2xx, 4 3xx, 8 "
                                       "4xx, 16 5xx"),
                      PORTWRIGHT_FIELD(httpCheckPath, characters<1, 80, charset::path>, "health check path"),
                      PORTWRIGHT_FIELD(httpCheckMethod, "health check method"),
                      PORTWRIGHT_FIELD(httpCheckDomain, "host name sent by the health check"));
    }

    using response = task_reply;
};

/// Deletes forwarding rules, by ID or by domain. Tencent Cloud, "Delete the Forwarding Rules of Application CLB
/// Layer-7 Listener" (API v2).
struct DeleteForwardLBListenerRules {
    text loadBalancerId = {};
    text listenerId = {};
    texts locationIds = {};
    text domain = {};
    text url = {};

    static constexpr operation call{"DeleteForwardLBListenerRules", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener ID (lbl-…)"),
                      PORTWRIGHT_FIELD(locationIds, "forwarding rule IDs"),
                      PORTWRIGHT_FIELD(domain, "domain of the rules; with or without url"),
                      PORTWRIGHT_FIELD(url, "path of the rule"))
            .rules(any_of("locationIds", "domain"));
    }

    using response = task_reply;
};

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
