// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Listing the backends of application load balancers.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/lb/service.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

/// Backend as it is bound to an application load balancer.
struct BackendInfo {
    text lanIp = {};
    sequence<text> wanIpSet = {};
    integer port = {};
    integer weight = {};
    integer instanceStatus = {};
    text unInstanceId = {};
    text uniqEniId = {};
    text targetType = {};
    text instanceName = {};
    text addTimestamp = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(lanIp), PORTWRIGHT_FIELD(wanIpSet), PORTWRIGHT_FIELD(port),
                      PORTWRIGHT_FIELD(weight), PORTWRIGHT_FIELD(instanceStatus), PORTWRIGHT_FIELD(unInstanceId),
                      PORTWRIGHT_FIELD(uniqEniId), PORTWRIGHT_FIELD(targetType, "cvm, eni"),
                      PORTWRIGHT_FIELD(instanceName), PORTWRIGHT_FIELD(addTimestamp));
    }
};

/// Lists the backends of an application load balancer: those of layer 7 in the rules. Tencent Cloud,
/// "DescribeForwardLBBackends" (API v2).
struct DescribeForwardLBBackends {
    text loadBalancerId = {};
    texts listenerIds = {};
    integer protocol = {};
    integer loadBalancerPort = {};

    static constexpr operation call{"DescribeForwardLBBackends", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(
            PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
            PORTWRIGHT_FIELD(listenerIds, "only these listeners"),
            PORTWRIGHT_FIELD(protocol, one_of<1, 2, 3, 4>, "filter by protocol: 1 HTTP, 2 TCP, 3 UDP, 4 HTTPS"),
            PORTWRIGHT_FIELD(loadBalancerPort, "filter by port"));
    }

    struct response {
        struct Data {
            struct Rule {
                text locationId = {};
                text domain = {};
                text url = {};
                sequence<BackendInfo> backends = {};

                template <class self>
                static consteval auto schema() {
                    using namespace portwright::schema;
                    return fields(PORTWRIGHT_FIELD(locationId), PORTWRIGHT_FIELD(domain), PORTWRIGHT_FIELD(url),
                                  PORTWRIGHT_FIELD(backends));
                }
            };

            text listenerId = {};
            integer protocol = {};
            text protocolType = {};
            integer loadBalancerPort = {};
            sequence<Rule> rules = {};
            sequence<BackendInfo> backends = {};

            template <class self>
            static consteval auto schema() {
                using namespace portwright::schema;
                return fields(PORTWRIGHT_FIELD(listenerId, required),
                              PORTWRIGHT_FIELD(protocol, required, "1 HTTP, 2 TCP, 3 UDP, 4 HTTPS"),
                              PORTWRIGHT_FIELD(protocolType), PORTWRIGHT_FIELD(loadBalancerPort, required),
                              PORTWRIGHT_FIELD(rules), PORTWRIGHT_FIELD(backends));
            }
        };

        integer code = {};
        text message = {};
        text codeDesc = {};
        sequence<Data> data = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(code, required, "0, or the error"),
                          PORTWRIGHT_FIELD(message, "the error in words, led by the module's own code"),
                          PORTWRIGHT_FIELD(codeDesc, "Success, or the error's name"), PORTWRIGHT_FIELD(data));
        }
    };
};

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
