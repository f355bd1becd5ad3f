// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Binding backends and unbinding them.

#include <portwright/request/schema.hpp>
#include <portwright/tencent/clb/service.hpp>
#include <portwright/tencent/clb/tasks.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::clb {

/// Backend to bind or unbind.
struct Target {
    struct Type : listed_word<Type> {
        using listed_word::listed_word;
        static constexpr value CVM{"CVM"}, ENI{"ENI"};
        static constexpr value listed[] = {CVM, ENI};
    };

    integer Port = {};
    struct Type Type = {};
    text InstanceId = {};
    integer Weight = {};
    text EniIp = {};
    text Tag = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Port, required, "backend port"),
                      PORTWRIGHT_FIELD(Type, "kind of backend; has no effect in a request"),
                      PORTWRIGHT_FIELD(InstanceId, "CVM instance ID"),
                      PORTWRIGHT_FIELD(Weight, between<0, 100>, "weight; default 10"),
                      PORTWRIGHT_FIELD(EniIp, "IP to bind; required for IPv6 and cross-region targets"),
                      PORTWRIGHT_FIELD(Tag, "tag"))
            .rules(exactly_one("InstanceId", "EniIp"));
    }
};

/// Binds backends to a listener or a rule. Tencent Cloud, "RegisterTargets" (API 3.0, product 214).
struct RegisterTargets {
    text LoadBalancerId = {};
    text ListenerId = {};
    list<Target> Targets = {};
    text LocationId = {};
    text Domain = {};
    text Url = {};

    static constexpr operation call{"RegisterTargets", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(LoadBalancerId, required, "load balancer ID"),
                      PORTWRIGHT_FIELD(ListenerId, required, "listener ID"),
                      PORTWRIGHT_FIELD(Targets, required, at_most<20>, "backends to bind"),
                      PORTWRIGHT_FIELD(LocationId, "rule ID; layer-7 listeners take this, or Domain and Url"),
                      PORTWRIGHT_FIELD(Domain, "domain of the rule; ignored with LocationId"),
                      PORTWRIGHT_FIELD(Url, "path of the rule; ignored with LocationId"))
            .rules(required_when("Domain", given("Url"), missing("LocationId")),
                   required_when("Url", given("Domain"), missing("LocationId")));
    }

    using response = task_reply;
};

/// Unbinds backends from a listener or a rule. Tencent Cloud, "DeregisterTargets" (API 3.0, product 214).
struct DeregisterTargets {
    text LoadBalancerId = {};
    text ListenerId = {};
    list<Target> Targets = {};
    text LocationId = {};
    text Domain = {};
    text Url = {};

    static constexpr operation call{"DeregisterTargets", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(LoadBalancerId, required, "load balancer ID"),
                      PORTWRIGHT_FIELD(ListenerId, required, "listener ID"),
                      PORTWRIGHT_FIELD(Targets, required, at_most<20>, "backends to unbind"),
                      PORTWRIGHT_FIELD(LocationId, "rule ID; layer-7 listeners take this, or Domain and Url"),
                      PORTWRIGHT_FIELD(Domain, "domain of the rule; ignored with LocationId"),
                      PORTWRIGHT_FIELD(Url, "path of the rule; ignored with LocationId"))
            .rules(required_when("Domain", given("Url"), missing("LocationId")),
                   required_when("Url", given("Domain"), missing("LocationId")));
    }

    using response = task_reply;
};

} // namespace portwright::inline v0_1::tencent::clb

#include <portwright/core/platform_macros_on.hpp>
