// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Finding, changing and deleting layer-4 listeners.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/bmlb/service.hpp>
#include <portwright/tencent/bmlb/tasks.hpp>
#include <portwright/tencent/bmlb/words.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::bmlb {

/// Lists the layer-4 listeners of a bare-metal load balancer. Tencent Cloud, "DescribeBmListeners" (API v2, product
/// 386).
struct DescribeBmListeners {
    text loadBalancerId = {};
    texts listenerIds = {};

    static constexpr operation call{"DescribeBmListeners", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer ID (lb-…)"),
                      PORTWRIGHT_FIELD(listenerIds, "only these listeners"));
    }

    struct response {
        struct Listener {
            text listenerId = {};
            text listenerName = {};
            text protocol = {};
            integer loadBalancerPort = {};
            integer bandwidth = {};
            text listenerType = {};
            integer sessionExpire = {};
            integer healthSwitch = {};
            integer timeOut = {};
            integer intervalTime = {};
            integer healthNum = {};
            integer unhealthNum = {};
            integer customHealthSwitch = {};
            text inputType = {};
            integer lineSeparatorType = {};
            text healthRequest = {};
            text healthResponse = {};
            integer toaFlag = {};
            integer status = {};
            text addTimestamp = {};

            template <class self>
            static consteval auto schema() {
                using namespace portwright::schema;
                return fields(
                    PORTWRIGHT_FIELD(listenerId, required),
                    PORTWRIGHT_FIELD(listenerName, "listener name; the newer page requires it: always give one"),
                    PORTWRIGHT_FIELD(protocol, required, "tcp, udp"), PORTWRIGHT_FIELD(loadBalancerPort, required),
                    PORTWRIGHT_FIELD(bandwidth), PORTWRIGHT_FIELD(listenerType, "L4Listener, L7Listener"),
                    PORTWRIGHT_FIELD(sessionExpire), PORTWRIGHT_FIELD(healthSwitch, "0 off, 1 on"),
                    PORTWRIGHT_FIELD(timeOut), PORTWRIGHT_FIELD(intervalTime), PORTWRIGHT_FIELD(healthNum),
                    PORTWRIGHT_FIELD(unhealthNum), PORTWRIGHT_FIELD(customHealthSwitch, "0 off, 1 on"),
                    PORTWRIGHT_FIELD(inputType), PORTWRIGHT_FIELD(lineSeparatorType), PORTWRIGHT_FIELD(healthRequest),
                    PORTWRIGHT_FIELD(healthResponse), PORTWRIGHT_FIELD(toaFlag, "0 off, 1 on"),
                    PORTWRIGHT_FIELD(status, required,
                                     "0 creating, 1 running, 2 creation failed, 3 deleting, 4 deletion "
                                     "failed"),
                    PORTWRIGHT_FIELD(addTimestamp));
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
                          PORTWRIGHT_FIELD(codeDesc, "Success, or the error's name"), PORTWRIGHT_FIELD(totalCount),
                          PORTWRIGHT_FIELD(listenerSet));
        }
    };
};

/// Changes a layer-4 listener; what is left out stays as it is. Tencent Cloud, "ModifyBmListener" (API v2, product
/// 386).
struct ModifyBmListener {
    text loadBalancerId = {};
    text listenerId = {};
    text listenerName = {};
    integer sessionExpire = {};
    integer healthSwitch = {};
    integer timeOut = {};
    integer intervalTime = {};
    integer healthNum = {};
    integer unhealthNum = {};
    integer bandwidth = {};
    integer customHealthSwitch = {};
    bmlb::inputType inputType = {};
    integer lineSeparatorType = {};
    text healthRequest = {};
    text healthResponse = {};
    integer toaFlag = {};

    static constexpr operation call{"ModifyBmListener", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer ID (lb-…)"),
                      PORTWRIGHT_FIELD(listenerId, required, "listener to change"),
                      PORTWRIGHT_FIELD(listenerName, "new name"),
                      PORTWRIGHT_FIELD(sessionExpire, between<900, 3600>, "session persistence, s; leave out for off"),
                      PORTWRIGHT_FIELD(healthSwitch, one_of<0, 1>, "health check: 0 off, 1 on"),
                      PORTWRIGHT_FIELD(timeOut, between<2, 60>, "health check response timeout, s"),
                      PORTWRIGHT_FIELD(intervalTime, between<5, 300>, "interval between health checks, s"),
                      PORTWRIGHT_FIELD(healthNum, between<2, 10>, "successes in a row that make a backend healthy"),
                      PORTWRIGHT_FIELD(unhealthNum, between<2, 10>, "failures in a row that make a backend unhealthy"),
                      PORTWRIGHT_FIELD(bandwidth, between<0, 1000>, "bandwidth limit, Mbit/s; fixed-bandwidth billing"),
                      PORTWRIGHT_FIELD(customHealthSwitch, one_of<0, 1>,
                                       "custom health check: 0 off, 1 on; healthSwitch=1"),
                      PORTWRIGHT_FIELD(inputType, "form of the custom probe; customHealthSwitch=1"),
                      PORTWRIGHT_FIELD(lineSeparatorType, one_of<1, 2, 3>,
                                       "what line breaks in the probe become: 1 LF, 2 CR, 3 LF+CR; inputType=text"),
                      PORTWRIGHT_FIELD(healthRequest, "probe sent; customHealthSwitch=1"),
                      PORTWRIGHT_FIELD(healthResponse, "answer expected; customHealthSwitch=1"),
                      PORTWRIGHT_FIELD(toaFlag, one_of<0, 1>, "TOA: 0 off, 1 on; fullnat load balancers"))
            .rules(below("timeOut", "intervalTime"), refuse(is("customHealthSwitch", 1), is("healthSwitch", 0)),
                   only_with("inputType", "customHealthSwitch", 1), only_with("lineSeparatorType", "inputType", "text"),
                   only_with("healthRequest", "customHealthSwitch", 1),
                   only_with("healthResponse", "customHealthSwitch", 1));
    }

    using response = task_reply;
};

/// Deletes layer-4 listeners. Tencent Cloud, "DeleteBmListeners" (API v2, product 386).
struct DeleteBmListeners {
    text loadBalancerId = {};
    texts listenerIds = {};

    static constexpr operation call{"DeleteBmListeners", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer ID (lb-…)"),
                      PORTWRIGHT_FIELD(listenerIds, required, "listeners to delete"));
    }

    using response = task_reply;
};

} // namespace portwright::inline v0_1::tencent::bmlb

#include <portwright/core/platform_macros_on.hpp>
