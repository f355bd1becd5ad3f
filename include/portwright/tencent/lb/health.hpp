// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The health of the servers.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/lb/service.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

/// Shows the health of the servers of a classic load balancer. Tencent Cloud, "Query CLB Instance Health Status" (API
/// v2).
struct DescribeLBHealthStatus {
    text loadBalancerId = {};
    text listenerId = {};

    static constexpr operation call{"DescribeLBHealthStatus", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, "only this listener"));
    }

    struct response {
        struct Data {
            text ip = {};
            text protocol = {};
            integer port = {};
            integer vport = {};
            integer healthStatus = {};

            template <class self>
            static consteval auto schema() {
                using namespace portwright::schema;
                return fields(PORTWRIGHT_FIELD(ip, required), PORTWRIGHT_FIELD(protocol),
                              PORTWRIGHT_FIELD(port, required), PORTWRIGHT_FIELD(vport),
                              PORTWRIGHT_FIELD(healthStatus, required, "0 unhealthy, 1 healthy"));
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

/// Shows the health of the backends of application load balancers. Tencent Cloud, "Query Application CLB Health Check
/// Status" (API v2).
struct DescribeForwardLBHealthStatus {
    texts loadBalancerIds = {};

    static constexpr operation call{"DescribeForwardLBHealthStatus", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerIds, required, characters<0, 0, charset::any, 30>,
                                       "unified IDs of application load balancers"));
    }

    struct response {
        struct Data {
            struct Listener {
                struct Rule {
                    struct Backend {
                        text ip = {};
                        integer port = {};
                        integer healthStatus = {};

                        template <class self>
                        static consteval auto schema() {
                            using namespace portwright::schema;
                            return fields(PORTWRIGHT_FIELD(ip, required), PORTWRIGHT_FIELD(port, required),
                                          PORTWRIGHT_FIELD(healthStatus, required, "0 unhealthy, 1 healthy"));
                        }
                    };

                    text locationId = {};
                    text domain = {};
                    text url = {};
                    sequence<Backend> backends = {};

                    template <class self>
                    static consteval auto schema() {
                        using namespace portwright::schema;
                        return fields(PORTWRIGHT_FIELD(locationId, required), PORTWRIGHT_FIELD(domain),
                                      PORTWRIGHT_FIELD(url), PORTWRIGHT_FIELD(backends));
                    }
                };

                text listenerId = {};
                integer protocol = {};
                integer loadBalancerPort = {};
                text listenerName = {};
                sequence<Rule> rules = {};

                template <class self>
                static consteval auto schema() {
                    using namespace portwright::schema;
                    return fields(PORTWRIGHT_FIELD(listenerId, required),
                                  PORTWRIGHT_FIELD(protocol, required, "1 HTTP, 4 HTTPS"),
                                  PORTWRIGHT_FIELD(loadBalancerPort, required), PORTWRIGHT_FIELD(listenerName),
                                  PORTWRIGHT_FIELD(rules));
                }
            };

            text loadBalancerName = {};
            text unLoadBalancerId = {};
            sequence<Listener> listener = {};

            template <class self>
            static consteval auto schema() {
                using namespace portwright::schema;
                return fields(PORTWRIGHT_FIELD(loadBalancerName), PORTWRIGHT_FIELD(unLoadBalancerId, required),
                              PORTWRIGHT_FIELD(listener));
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
