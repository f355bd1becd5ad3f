// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Structures and rules of the backends of application load balancers.

#include <portwright/request/schema.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

/// Backend to bind to an application load balancer.
struct ForwardBackend {
    text instanceId = {};
    text eniIp = {};
    integer port = {};
    integer weight = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(instanceId, "CVM instance ID (ins-…)"),
                      PORTWRIGHT_FIELD(eniIp, "IP of an elastic network interface"),
                      PORTWRIGHT_FIELD(port, required, between<1, 65535>, "backend port"),
                      PORTWRIGHT_FIELD(weight, between<0, 100>, "weight; default 10"))
            .rules(exactly_one("instanceId", "eniIp"));
    }
};

/// Backend to unbind from an application load balancer.
struct BoundBackend {
    text instanceId = {};
    text eniIp = {};
    integer port = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(instanceId, "CVM instance ID (ins-…)"),
                      PORTWRIGHT_FIELD(eniIp, "IP of an elastic network interface"),
                      PORTWRIGHT_FIELD(port, required, between<1, 65535>, "backend port"))
            .rules(exactly_one("instanceId", "eniIp"));
    }
};

/// Layer-7 rules are chosen by their IDs, or by domain and path.
inline constexpr auto some_rule =
    schema::all_of(schema::any_of("locationIds", "domain"),
                   schema::required_when("url", schema::given("domain"), schema::missing("locationIds")));

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
