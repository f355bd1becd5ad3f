// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Creating the listeners of application load balancers.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/lb/https.hpp>
#include <portwright/tencent/lb/service.hpp>
#include <portwright/tencent/lb/tasks.hpp>
#include <portwright/tencent/lb/words.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

/// Creates layer-7 listeners. The manual shows no task; where a requestId comes all the same, it is one. Tencent
/// Cloud, "Creating Application Layer-7 CLB Listener" (API v2).
struct CreateForwardLBSeventhLayerListeners {
    struct Listener {
        integer loadBalancerPort = {};
        integer protocol = {};
        text listenerName = {};
        lb::SSLMode SSLMode = {};
        text certId = {};
        text certCaId = {};
        text certCaContent = {};
        text certCaName = {};
        text certContent = {};
        text certKey = {};
        text certName = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(loadBalancerPort, required, between<1, 65535>, "listening port"),
                          PORTWRIGHT_FIELD(protocol, required, one_of<1, 4>, "listener protocol: 1 HTTP, 4 HTTPS"),
                          PORTWRIGHT_FIELD(listenerName, "listener name"),
                          PORTWRIGHT_FIELD(SSLMode, "TLS verification mode; protocol=4 (HTTPS): required"),
                          PORTWRIGHT_FIELD(certId, "server certificate ID; protocol=4 (HTTPS): this, or "
                                                   "certContent+certKey+certName"),
                          PORTWRIGHT_FIELD(certCaId, "client CA certificate ID; SSLMode=mutual: this, or "
                                                     "certCaContent+certCaName"),
                          PORTWRIGHT_FIELD(certCaContent,
                                           "client CA certificate, PEM; required when SSLMode=mutual and certCaId "
                                           "is absent"),
                          PORTWRIGHT_FIELD(certCaName, "name for the uploaded client CA certificate; required when "
                                                       "SSLMode=mutual and certCaId is absent"),
                          PORTWRIGHT_FIELD(certContent,
                                           "server certificate, PEM; required when protocol=4 (HTTPS) and certId "
                                           "is absent"),
                          PORTWRIGHT_FIELD(certKey, secret,
                                           "server private key, PEM; required when protocol=4 (HTTPS) and certId "
                                           "is absent"),
                          PORTWRIGHT_FIELD(certName,
                                           "name for the uploaded server certificate; required when protocol=4 "
                                           "(HTTPS) and certId is absent"))
                .rules(https_needs);
        }
    };

    text loadBalancerId = {};
    list<Listener> listeners = {};

    static constexpr operation call{"CreateForwardLBSeventhLayerListeners", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listeners, required, "listeners to create"));
    }

    struct response {
        integer code = {};
        text message = {};
        text codeDesc = {};
        integer requestId = {};
        sequence<text> listenerIds = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(code, required, "0, or the error"),
                          PORTWRIGHT_FIELD(message, "the error in words, led by the module's own code"),
                          PORTWRIGHT_FIELD(codeDesc, "Success, or the error's name"),
                          PORTWRIGHT_FIELD(requestId, "the task"), PORTWRIGHT_FIELD(listenerIds, not_empty));
        }
    };
};

/// Creates layer-4 listeners. Tencent Cloud, "Creating Application Layer-4 CLB Listener" (API v2).
struct CreateForwardLBFourthLayerListeners {
    struct Listener {
        integer loadBalancerPort = {};
        integer protocol = {};
        text listenerName = {};
        integer sessionExpire = {};
        integer healthSwitch = {};
        integer timeOut = {};
        integer intervalTime = {};
        integer healthNum = {};
        integer unhealthNum = {};
        lb::scheduler scheduler = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(
                       PORTWRIGHT_FIELD(loadBalancerPort, required, between<1, 65535>, "listening port"),
                       PORTWRIGHT_FIELD(protocol, required, one_of<2, 3>, "listener protocol: 2 TCP, 3 UDP"),
                       PORTWRIGHT_FIELD(listenerName, "listener name"),
                       PORTWRIGHT_FIELD(sessionExpire, between<30, 3600, 0>,
                                        "session persistence, s; 0 = off; default 0"),
                       PORTWRIGHT_FIELD(healthSwitch, one_of<0, 1>, "health check: 0 off, 1 on; default 1"),
                       PORTWRIGHT_FIELD(timeOut, between<2, 60>, "health check response timeout, s; default 2"),
                       PORTWRIGHT_FIELD(intervalTime, between<5, 300>, "interval between health checks, s; default 5"),
                       PORTWRIGHT_FIELD(healthNum, between<2, 10>,
                                        "successes in a row that make a backend healthy; default 3"),
                       PORTWRIGHT_FIELD(unhealthNum, between<2, 10>,
                                        "failures in a row that make a backend unhealthy; default 3"),
                       PORTWRIGHT_FIELD(scheduler, "scheduling; default wrr"))
                .rules(below("timeOut", "intervalTime"));
        }
    };

    text loadBalancerId = {};
    list<Listener> listeners = {};

    static constexpr operation call{"CreateForwardLBFourthLayerListeners", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listeners, required, "listeners to create"));
    }

    struct response {
        integer code = {};
        text message = {};
        text codeDesc = {};
        integer requestId = {};
        sequence<text> listenerIds = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(code, required, "0, or the error"),
                          PORTWRIGHT_FIELD(message, "the error in words, led by the module's own code"),
                          PORTWRIGHT_FIELD(codeDesc, "Success, or the error's name"),
                          PORTWRIGHT_FIELD(requestId, required, "the task"), PORTWRIGHT_FIELD(listenerIds, not_empty));
        }

        using query = DescribeLoadBalancersTaskResult;
        constexpr query task() const noexcept { return {.requestId = requestId}; }
    };
};

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
