// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Creating layer-4 listeners.

#include <portwright/request/schema.hpp>
#include <portwright/tencent/bmlb/service.hpp>
#include <portwright/tencent/bmlb/tasks.hpp>
#include <portwright/tencent/bmlb/words.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::bmlb {

/// Creates layer-4 listeners on a bare-metal load balancer. Tencent Cloud,
/// "CreateBmListeners" (API v2, product 386). No IDs come back: once the task has ended, DescribeBmListeners
/// tells them by port and protocol.
struct CreateBmListeners {
    struct Listener {
        struct protocol : listed_word<protocol> {
            using listed_word::listed_word;
            static constexpr value tcp{"tcp"}, udp{"udp"};
            static constexpr value listed[] = {tcp, udp};
        };

        integer loadBalancerPort = {};
        struct protocol protocol = {};
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

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(
                       PORTWRIGHT_FIELD(loadBalancerPort, required, between<1, 65535>, "listening port"),
                       PORTWRIGHT_FIELD(protocol, required, "listener protocol, lower case"),
                       PORTWRIGHT_FIELD(listenerName, "listener name; the newer page requires it: always give one"),
                       PORTWRIGHT_FIELD(sessionExpire, between<900, 3600>, "session persistence, s; leave out for off"),
                       PORTWRIGHT_FIELD(healthSwitch, one_of<0, 1>, "health check: 0 off, 1 on; default 0"),
                       PORTWRIGHT_FIELD(timeOut, between<2, 60>, "health check response timeout, s; default 2"),
                       PORTWRIGHT_FIELD(intervalTime, between<5, 300>, "interval between health checks, s; default 5"),
                       PORTWRIGHT_FIELD(healthNum, between<2, 10>,
                                        "successes in a row that make a backend healthy; default 3"),
                       PORTWRIGHT_FIELD(unhealthNum, between<2, 10>,
                                        "failures in a row that make a backend unhealthy; default 3"),
                       PORTWRIGHT_FIELD(bandwidth, between<0, 1000>,
                                        "bandwidth limit, Mbit/s; fixed-bandwidth billing"),
                       PORTWRIGHT_FIELD(customHealthSwitch, one_of<0, 1>,
                                        "custom health check: 0 off, 1 on; default 0; healthSwitch=1"),
                       PORTWRIGHT_FIELD(inputType, "form of the custom probe; customHealthSwitch=1"),
                       PORTWRIGHT_FIELD(lineSeparatorType, one_of<1, 2, 3>,
                                        "what line breaks in the probe become: 1 LF, 2 CR, 3 LF+CR; "
                                        "inputType=text"),
                       PORTWRIGHT_FIELD(healthRequest, "probe sent; customHealthSwitch=1"),
                       PORTWRIGHT_FIELD(healthResponse, "answer expected; customHealthSwitch=1"),
                       PORTWRIGHT_FIELD(toaFlag, one_of<0, 1>, "TOA: 0 off, 1 on; default 0; fullnat load balancers"))
                .rules(below("timeOut", "intervalTime"), refuse(is("customHealthSwitch", 1), is("healthSwitch", 0)),
                       only_with("inputType", "customHealthSwitch", 1),
                       only_with("lineSeparatorType", "inputType", "text"),
                       only_with("healthRequest", "customHealthSwitch", 1),
                       only_with("healthResponse", "customHealthSwitch", 1));
        }
    };

    text loadBalancerId = {};
    list<Listener> listeners = {};

    static constexpr operation call{"CreateBmListeners", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(
            PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer ID (lb-…)"),
            PORTWRIGHT_FIELD(listeners, required, at_most<50>, "listeners to create; a load balancer has at most 50"));
    }

    using response = task_reply;
};

} // namespace portwright::inline v0_1::tencent::bmlb

#include <portwright/core/platform_macros_on.hpp>
