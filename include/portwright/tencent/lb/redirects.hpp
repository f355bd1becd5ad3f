// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Redirects between the rules of application load balancers.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/lb/service.hpp>
#include <portwright/tencent/lb/tasks.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

/// Redirect from one rule to another.
struct RewriteInfo {
    text sourceLocation = {};
    text targetLocation = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(sourceLocation, required, "rule that redirects"),
                      PORTWRIGHT_FIELD(targetLocation, required, "rule that is redirected to"));
    }
};

/// Creates redirects between rules. Tencent Cloud, "ManualRewrite" (API v2).
struct ManualRewrite {
    text loadBalancerId = {};
    list<RewriteInfo> rewriteInfo = {};
    text sourceuListenerId = {};
    text targetuListenerId = {};

    static constexpr operation call{"ManualRewrite", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(rewriteInfo, required, "redirects to create"),
                      PORTWRIGHT_FIELD(sourceuListenerId, required, "listener that redirects"),
                      PORTWRIGHT_FIELD(targetuListenerId, required, "listener that is redirected to"));
    }

    using response = task_reply;
};

/// Redirects HTTP on port 80 to an HTTPS listener on port 443. Tencent Cloud, "AutoRewrite" (API v2).
struct AutoRewrite {
    text loadBalancerId = {};
    text listenerId = {};
    texts domains = {};

    static constexpr operation call{"AutoRewrite", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener ID (lbl-…)"),
                      PORTWRIGHT_FIELD(domains, "domains to redirect"));
    }

    using response = task_reply;
};

/// Deletes redirects between rules. Tencent Cloud, "DeleteRewrite" (API v2).
struct DeleteRewrite {
    text loadBalancerId = {};
    list<RewriteInfo> delRewriteInfo = {};
    text sourceuListenerId = {};
    text targetuListenerId = {};

    static constexpr operation call{"DeleteRewrite", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(delRewriteInfo, required, "redirects to delete"),
                      PORTWRIGHT_FIELD(sourceuListenerId, required, "listener that redirects"),
                      PORTWRIGHT_FIELD(targetuListenerId, required, "listener that is redirected to"));
    }

    using response = task_reply;
};

/// Lists redirects between rules. Tencent Cloud, "DescribeRewrite" (API v2).
struct DescribeRewrite {
    texts loadBalancerIds = {};
    texts listenerIds = {};
    texts locationIds = {};

    static constexpr operation call{"DescribeRewrite", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerIds, "instance IDs"), PORTWRIGHT_FIELD(listenerIds, "listener IDs"),
                      PORTWRIGHT_FIELD(locationIds, "forwarding rule IDs"));
    }

    struct response {
        struct Data {
            struct Rewrite {
                struct Health {
                    integer healthNum = {};
                    text httpCheckPath = {};
                    integer httpCode = {};
                    integer intervalTime = {};
                    integer switch_ = {};
                    integer timeOut = {};
                    integer unhealthNum = {};

                    template <class self>
                    static consteval auto schema() {
                        using namespace portwright::schema;
                        return fields(PORTWRIGHT_FIELD(healthNum), PORTWRIGHT_FIELD(httpCheckPath),
                                      PORTWRIGHT_FIELD(httpCode), PORTWRIGHT_FIELD(intervalTime),
                                      PORTWRIGHT_FIELD(switch_, named("switch")), PORTWRIGHT_FIELD(timeOut),
                                      PORTWRIGHT_FIELD(unhealthNum));
                    }
                };

                text uListenerId = {};
                text uLocationId = {};
                text targetuListenerId = {};
                text targetuLocationId = {};
                text domain = {};
                text url = {};
                truth_value httpGzip = {};
                text httpHash = {};
                integer keep_time = {};
                integer bAutoCreated = {};
                Health health = {};

                template <class self>
                static consteval auto schema() {
                    using namespace portwright::schema;
                    return fields(PORTWRIGHT_FIELD(uListenerId, required), PORTWRIGHT_FIELD(uLocationId, required),
                                  PORTWRIGHT_FIELD(targetuListenerId, required),
                                  PORTWRIGHT_FIELD(targetuLocationId, required), PORTWRIGHT_FIELD(domain),
                                  PORTWRIGHT_FIELD(url), PORTWRIGHT_FIELD(httpGzip), PORTWRIGHT_FIELD(httpHash),
                                  PORTWRIGHT_FIELD(keep_time), PORTWRIGHT_FIELD(bAutoCreated),
                                  PORTWRIGHT_FIELD(health));
                }
            };

            sequence<Rewrite> RewriteSet = {};

            template <class self>
            static consteval auto schema() {
                using namespace portwright::schema;
                return fields(PORTWRIGHT_FIELD(RewriteSet));
            }
        };

        integer code = {};
        text message = {};
        text codeDesc = {};
        Data data = {};

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
