// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Finding, changing and deleting the listeners of application load balancers.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/lb/https.hpp>
#include <portwright/tencent/lb/service.hpp>
#include <portwright/tencent/lb/tasks.hpp>
#include <portwright/tencent/lb/words.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

/// Lists the listeners of an application load balancer, at most 20 without a filter. Tencent Cloud, "Query
/// Application CLB Listener List" (API v2).
struct DescribeForwardLBListeners {
    text loadBalancerId = {};
    texts listenerIds = {};
    integer protocol = {};
    integer loadBalancerPort = {};

    static constexpr operation call{"DescribeForwardLBListeners", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(
            PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
            PORTWRIGHT_FIELD(listenerIds, "listener IDs to return"),
            PORTWRIGHT_FIELD(protocol, one_of<1, 2, 3, 4>, "filter by protocol: 1 HTTP, 2 TCP, 3 UDP, 4 HTTPS"),
            PORTWRIGHT_FIELD(loadBalancerPort, "filter by port"));
    }

    struct response {
        struct Listener {
            struct Rule {
                text locationId = {};
                text domain = {};
                text url = {};
                integer sessionExpire = {};
                integer healthSwitch = {};
                integer intervalTime = {};
                integer healthNum = {};
                integer timeOut = {};
                integer unhealthNum = {};
                text httpHash = {};
                text scheduler = {};
                integer httpCode = {};
                text httpCheckPath = {};

                template <class self>
                static consteval auto schema() {
                    using namespace portwright::schema;
                    return fields(
                        PORTWRIGHT_FIELD(locationId), PORTWRIGHT_FIELD(domain), PORTWRIGHT_FIELD(url),
                        PORTWRIGHT_FIELD(sessionExpire), PORTWRIGHT_FIELD(healthSwitch, "0 off, 1 on"),
                        PORTWRIGHT_FIELD(intervalTime), PORTWRIGHT_FIELD(healthNum), PORTWRIGHT_FIELD(timeOut),
                        PORTWRIGHT_FIELD(unhealthNum), PORTWRIGHT_FIELD(httpHash, "wrr, ip_hash, least_conn"),
                        PORTWRIGHT_FIELD(scheduler, "wrr, least_conn"),
                        PORTWRIGHT_FIELD(httpCode, "sum of the status classes that count as healthy: 1 1xx, 2 2xx, "
                                                   "4 3xx, 8 4xx, 16 5xx; default 31"),
                        PORTWRIGHT_FIELD(httpCheckPath));
                }
            };

            text listenerId = {};
            integer protocol = {};
            text protocolType = {};
            integer loadBalancerPort = {};
            text SSLMode = {};
            text certId = {};
            text certCaId = {};
            text scheduler = {};
            sequence<Rule> rules = {};

            template <class self>
            static consteval auto schema() {
                using namespace portwright::schema;
                return fields(
                    PORTWRIGHT_FIELD(listenerId, required),
                    PORTWRIGHT_FIELD(protocol, required, "1 HTTP, 2 TCP, 3 UDP, 4 HTTPS"),
                    PORTWRIGHT_FIELD(protocolType), PORTWRIGHT_FIELD(loadBalancerPort, required),
                    PORTWRIGHT_FIELD(SSLMode), PORTWRIGHT_FIELD(certId), PORTWRIGHT_FIELD(certCaId, alias("certCald")),
                    PORTWRIGHT_FIELD(scheduler, "of layer 4: wrr, least_conn; the manual shows it in the rules"),
                    PORTWRIGHT_FIELD(rules));
            }
        };

        integer code = {};
        text message = {};
        text codeDesc = {};
        sequence<Listener> listenerSet = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(code, required, "0, or the error"),
                          PORTWRIGHT_FIELD(message, "the error in words, led by the module's own code"),
                          PORTWRIGHT_FIELD(codeDesc, "Success, or the error's name"), PORTWRIGHT_FIELD(listenerSet));
        }
    };
};

/// Changes a layer-7 listener; what is left out stays as it is. Tencent Cloud, "Modifying the Attributes of
/// Application CLB Layer-7 Listener" (API v2).
struct ModifyForwardLBSeventhListener {
    text loadBalancerId = {};
    text listenerId = {};
    text listenerName = {};
    lb::SSLMode SSLMode = {};
    text certId = {};
    text certCaId = {};
    text certCaContent = {};
    text certCaName = {};
    text certContent = {};
    text certKey = {};
    text certName = {};

    static constexpr operation call{"ModifyForwardLBSeventhListener", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener ID (lbl-…)"),
                      PORTWRIGHT_FIELD(listenerName, "new listener name"),
                      PORTWRIGHT_FIELD(SSLMode, "TLS verification mode; HTTPS listeners"),
                      PORTWRIGHT_FIELD(certId, "new server certificate ID; HTTPS listeners"),
                      PORTWRIGHT_FIELD(certCaId, "new client CA certificate ID; HTTPS listeners"),
                      PORTWRIGHT_FIELD(certCaContent, "new client CA certificate, PEM; HTTPS listeners"),
                      PORTWRIGHT_FIELD(certCaName, "name of the new client CA certificate; HTTPS listeners"),
                      PORTWRIGHT_FIELD(certContent, "new server certificate, PEM; HTTPS listeners"),
                      PORTWRIGHT_FIELD(certKey, secret, "new server private key, PEM; HTTPS listeners"),
                      PORTWRIGHT_FIELD(certName, "name of the new server certificate; HTTPS listeners"))
            .rules(new_certificates_whole);
    }

    using response = task_reply;
};

/// Changes a layer-4 listener; what is left out stays as it is. Tencent Cloud, "Modifying the Attributes of
/// Application CLB Layer-4 Listener" (API v2).
struct ModifyForwardLBFourthListener {
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

    static constexpr operation call{"ModifyForwardLBFourthListener", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener ID (lbl-…)"),
                      PORTWRIGHT_FIELD(listenerName, "new listener name"),
                      PORTWRIGHT_FIELD(sessionExpire, between<30, 3600, 0>, "session persistence, s; 0 = off"),
                      PORTWRIGHT_FIELD(healthSwitch, one_of<0, 1>, "health check: 0 off, 1 on"),
                      PORTWRIGHT_FIELD(timeOut, between<2, 60>, "health check response timeout, s"),
                      PORTWRIGHT_FIELD(intervalTime, between<5, 300>, "interval between health checks, s"),
                      PORTWRIGHT_FIELD(healthNum, between<2, 10>, "successes in a row that make a backend healthy"),
                      PORTWRIGHT_FIELD(unhealthNum, between<2, 10>, "failures in a row that make a backend unhealthy"),
                      PORTWRIGHT_FIELD(scheduler, "scheduling"))
            .rules(below("timeOut", "intervalTime"));
    }

    using response = task_reply;
};

/// Deletes a listener of an application load balancer. Tencent Cloud, "DeleteForwardLBListener" (API v2).
struct DeleteForwardLBListener {
    text loadBalancerId = {};
    text listenerId = {};

    static constexpr operation call{"DeleteForwardLBListener", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener ID (lbl-…)"));
    }

    using response = task_reply;
};

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
