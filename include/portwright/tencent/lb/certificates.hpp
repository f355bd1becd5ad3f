// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Certificates and where they are used.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/lb/service.hpp>
#include <portwright/tencent/lb/tasks.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

/// Puts another certificate in the place of one. Tencent Cloud, "Replace HTTPS Load Balancer Certificate" (API v2).
struct ReplaceCert {
    text oldCertId = {};
    text newCertId = {};
    text newCertContent = {};
    text newCertName = {};
    text newCertKey = {};

    static constexpr operation call{"ReplaceCert", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(oldCertId, required, "certificate to replace (server or client)"),
                      PORTWRIGHT_FIELD(newCertId,
                                       "ID of the new certificate; this, or newCertContent+newCertName(+newCertKey)"),
                      PORTWRIGHT_FIELD(newCertContent, "new certificate, PEM; required when newCertId is absent"),
                      PORTWRIGHT_FIELD(newCertName, "name of the new certificate; required when newCertId is absent"),
                      PORTWRIGHT_FIELD(newCertKey, secret,
                                       "new private key, PEM; required when newCertId is absent and it is a server "
                                       "certificate"))
            .rules(required_when("newCertContent", missing("newCertId")),
                   required_when("newCertName", missing("newCertId")), not_both("newCertId", "newCertContent"),
                   not_both("newCertId", "newCertName"), not_both("newCertId", "newCertKey"));
    }

    using response = reply;
};

/// Lists the listeners that use certificates. Tencent Cloud, "Query Bound CLB Listeners of a Certificate" (API v2).
struct GetCertListWithLoadBalancer {
    texts certIds = {};

    static constexpr operation call{"GetCertListWithLoadBalancer", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(certIds, required, "certificates to look up"));
    }

    struct response {
        struct BoundLoadBalancer {
            struct Listener {
                text unListenerId = {};
                text listenerName = {};
                integer loadBalancerPort = {};
                integer instancePort = {};
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
                text SSLMode = {};
                text certId = {};
                text certCaId = {};

                template <class self>
                static consteval auto schema() {
                    using namespace portwright::schema;
                    return fields(PORTWRIGHT_FIELD(unListenerId, required), PORTWRIGHT_FIELD(listenerName),
                                  PORTWRIGHT_FIELD(loadBalancerPort), PORTWRIGHT_FIELD(instancePort),
                                  PORTWRIGHT_FIELD(protocol, "1 HTTP, 2 TCP, 3 UDP, 4 HTTPS"),
                                  PORTWRIGHT_FIELD(sessionExpire), PORTWRIGHT_FIELD(healthSwitch, "0 off, 1 on"),
                                  PORTWRIGHT_FIELD(timeOut), PORTWRIGHT_FIELD(intervalTime),
                                  PORTWRIGHT_FIELD(healthNum), PORTWRIGHT_FIELD(unhealthNum),
                                  PORTWRIGHT_FIELD(httpHash), PORTWRIGHT_FIELD(scheduler), PORTWRIGHT_FIELD(httpCode),
                                  PORTWRIGHT_FIELD(SSLMode), PORTWRIGHT_FIELD(certId),
                                  PORTWRIGHT_FIELD(certCaId, alias("certCald")));
                }
            };

            static constexpr std::string_view subscript{"{certId}.n"};

            text key = {}; ///< the certificate
            text LBName = {};
            text loadBalancerId = {};
            text region = {};
            sequence<Listener> listener = {};

            template <class self>
            static consteval auto schema() {
                using namespace portwright::schema;
                return fields(PORTWRIGHT_FIELD(LBName, "name of the load balancer"),
                              PORTWRIGHT_FIELD(loadBalancerId, required), PORTWRIGHT_FIELD(region),
                              PORTWRIGHT_FIELD(listener));
            }
        };

        integer code = {};
        text message = {};
        text codeDesc = {};
        keyed<BoundLoadBalancer> certSet = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(code, required, "0, or the error"),
                          PORTWRIGHT_FIELD(message, "the error in words, led by the module's own code"),
                          PORTWRIGHT_FIELD(codeDesc, "Success, or the error's name"), PORTWRIGHT_FIELD(certSet));
        }
    };
};

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
