// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Finding, changing and deleting the listeners of classic load balancers.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/lb/https.hpp>
#include <portwright/tencent/lb/service.hpp>
#include <portwright/tencent/lb/tasks.hpp>
#include <portwright/tencent/lb/words.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

/// Lists the listeners of a classic load balancer, at most 20 without a filter. unListenerId is the key: listenerId
/// may repeat. Tencent Cloud, "Get CLB Listener List" (API v2).
struct DescribeLoadBalancerListeners {
    text loadBalancerId = {};
    texts listenerIds = {};
    integer protocol = {};
    integer loadBalancerPort = {};
    integer status = {};

    static constexpr operation call{"DescribeLoadBalancerListeners", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(
            PORTWRIGHT_FIELD(loadBalancerId, required,
                             "load balancer ID; loadBalancerId or unLoadBalancerId (recommended)"),
            PORTWRIGHT_FIELD(listenerIds, "listener IDs to return"),
            PORTWRIGHT_FIELD(protocol, one_of<1, 2, 3, 4>, "filter by protocol: 1 HTTP, 2 TCP, 3 UDP, 4 HTTPS"),
            PORTWRIGHT_FIELD(loadBalancerPort, "filter by port"),
            PORTWRIGHT_FIELD(status, one_of<0, 1>,
                             "filter by state: 0 creating, 1 running; ignored when listenerIds.n is given"));
    }

    struct response {
        struct Listener {
            text listenerId = {};
            text unListenerId = {};
            integer loadBalancerPort = {};
            integer instancePort = {};
            text listenerName = {};
            integer protocol = {};
            integer sessionExpire = {};
            integer healthSwitch = {};
            integer timeOut = {};
            integer intervalTime = {};
            integer healthNum = {};
            integer unhealthNum = {};
            text httpHash = {};
            text scheduler = {};
            integer httpCode = {};
            text httpCheckPath = {};
            text SSLMode = {};
            text certId = {};
            text certCaId = {};
            integer status = {};

            template <class self>
            static consteval auto schema() {
                using namespace portwright::schema;
                return fields(PORTWRIGHT_FIELD(listenerId), PORTWRIGHT_FIELD(unListenerId, required),
                              PORTWRIGHT_FIELD(loadBalancerPort, required), PORTWRIGHT_FIELD(instancePort),
                              PORTWRIGHT_FIELD(listenerName),
                              PORTWRIGHT_FIELD(protocol, required, "1 HTTP, 2 TCP, 3 UDP, 4 HTTPS"),
                              PORTWRIGHT_FIELD(sessionExpire), PORTWRIGHT_FIELD(healthSwitch, "0 off, 1 on"),
                              PORTWRIGHT_FIELD(timeOut), PORTWRIGHT_FIELD(intervalTime), PORTWRIGHT_FIELD(healthNum),
                              PORTWRIGHT_FIELD(unhealthNum), PORTWRIGHT_FIELD(httpHash), PORTWRIGHT_FIELD(scheduler),
                              PORTWRIGHT_FIELD(httpCode), PORTWRIGHT_FIELD(httpCheckPath), PORTWRIGHT_FIELD(SSLMode),
                              PORTWRIGHT_FIELD(certId), PORTWRIGHT_FIELD(certCaId, alias("certCald")),
                              PORTWRIGHT_FIELD(status, required, "0 creating, 1 running"));
            }
        };

        integer code = {};
        text message = {};
        text codeDesc = {};
        integer totalCount = {};
        sequence<Listener> listenerSet = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(code, required, "0, or the error"),
                          PORTWRIGHT_FIELD(message, "the error in words, led by the module's own code"),
                          PORTWRIGHT_FIELD(codeDesc, "Success, or the error's name"),
                          PORTWRIGHT_FIELD(totalCount, required), PORTWRIGHT_FIELD(listenerSet));
        }
    };
};

/// Changes a listener of a classic load balancer; what is left out stays as it is. Tencent Cloud, "Modify CLB
/// Listeners" (API v2).
struct ModifyLoadBalancerListener {
    text loadBalancerId = {};
    text listenerId = {};
    text listenerName = {};
    integer sessionExpire = {};
    integer healthSwitch = {};
    integer timeOut = {};
    integer intervalTime = {};
    integer healthNum = {};
    integer unhealthNum = {};
    lb::scheduler scheduler = {};
    lb::httpHash httpHash = {};
    integer httpCode = {};
    text httpCheckPath = {};
    lb::SSLMode SSLMode = {};
    text certId = {};
    text certCaId = {};
    text certCaContent = {};
    text certCaName = {};
    text certContent = {};
    text certKey = {};
    text certName = {};

    static constexpr operation call{"ModifyLoadBalancerListener", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener ID (lbl-…)"),
                      PORTWRIGHT_FIELD(listenerName, "new listener name"),
                      PORTWRIGHT_FIELD(sessionExpire, between<30, 3600, 0>, "session persistence, s; 0 = off"),
                      PORTWRIGHT_FIELD(healthSwitch, one_of<0, 1>, "health check: 0 off, 1 on"),
                      PORTWRIGHT_FIELD(timeOut, between<2, 60>,
                                       "health check response timeout, s; cannot be set for public HTTP/HTTPS "
                                       "listeners"),
                      PORTWRIGHT_FIELD(intervalTime, between<5, 300>, "interval between health checks, s"),
                      PORTWRIGHT_FIELD(healthNum, between<2, 10>, "successes in a row that make a backend healthy"),
                      PORTWRIGHT_FIELD(unhealthNum, between<2, 10>, "failures in a row that make a backend unhealthy"),
                      PORTWRIGHT_FIELD(scheduler, "scheduling of layer 4; public TCP/UDP listeners; not with httpHash"),
                      PORTWRIGHT_FIELD(httpHash, "scheduling of layer 7; public HTTP/HTTPS listeners; not with "
                                                 "scheduler"),
                      PORTWRIGHT_FIELD(httpCode, between<1, 31>,
                                       "sum of the status classes that count as healthy: 1 1xx, 2 2xx, 4 3xx, 8 "
                                       "4xx, 16 5xx; HTTP/HTTPS listeners"),
                      PORTWRIGHT_FIELD(httpCheckPath, only<charset::path>,
                                       "health check path; public HTTP/HTTPS listeners"),
                      PORTWRIGHT_FIELD(SSLMode, "TLS verification mode; HTTPS listeners"),
                      PORTWRIGHT_FIELD(certId, "new server certificate ID; HTTPS listeners"),
                      PORTWRIGHT_FIELD(certCaId, "new client CA certificate ID; HTTPS listeners"),
                      PORTWRIGHT_FIELD(certCaContent, "new client CA certificate, PEM; HTTPS listeners"),
                      PORTWRIGHT_FIELD(certCaName, "name of the new client CA certificate; HTTPS listeners"),
                      PORTWRIGHT_FIELD(certContent, "new server certificate, PEM; HTTPS listeners"),
                      PORTWRIGHT_FIELD(certKey, secret, "new server private key, PEM; HTTPS listeners"),
                      PORTWRIGHT_FIELD(certName, "name of the new server certificate; HTTPS listeners"))
            .rules(not_both("scheduler", "httpHash"), below("timeOut", "intervalTime"), new_certificates_whole);
    }

    using response = task_reply;
};

/// Deletes listeners of a classic load balancer. Tencent Cloud, "Delete CLB Listener" (API v2).
struct DeleteLoadBalancerListeners {
    text loadBalancerId = {};
    texts listenerIds = {};

    static constexpr operation call{"DeleteLoadBalancerListeners", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerIds, required, "listeners to delete"));
    }

    using response = task_reply;
};

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
