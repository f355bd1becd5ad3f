// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The backends of a load balancer.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/clb/service.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::clb {

/// Filter of DescribeTargets.
struct Filter {
    struct Name : listed_word<Name> {
        using listed_word::listed_word;
        static constexpr value location_id{"location-id"}, private_ip_address{"private-ip-address"}, tag{"tag"};
        static constexpr value listed[] = {location_id, private_ip_address, tag};
    };

    struct Name Name = {};
    texts Values = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Name, "filter name"), PORTWRIGHT_FIELD(Values, "filter values"))
            .rules(any_of("Name"), any_of("Values"));
    }
};

/// Backend as it is bound.
struct Backend {
    text Type = {};
    text InstanceId = {};
    integer Port = {};
    integer Weight = {};
    sequence<text> PublicIpAddresses = {};
    sequence<text> PrivateIpAddresses = {};
    text InstanceName = {};
    text RegisteredTime = {};
    text EniId = {};
    text Tag = {};
    text Zone = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Type), PORTWRIGHT_FIELD(InstanceId), PORTWRIGHT_FIELD(Port, required),
                      PORTWRIGHT_FIELD(Weight), PORTWRIGHT_FIELD(PublicIpAddresses),
                      PORTWRIGHT_FIELD(PrivateIpAddresses), PORTWRIGHT_FIELD(InstanceName),
                      PORTWRIGHT_FIELD(RegisteredTime), PORTWRIGHT_FIELD(EniId), PORTWRIGHT_FIELD(Tag),
                      PORTWRIGHT_FIELD(Zone));
    }
};

/// Serverless function.
struct FunctionInfo {
    text FunctionNamespace = {};
    text FunctionName = {};
    text FunctionQualifier = {};
    text FunctionQualifierType = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(FunctionNamespace), PORTWRIGHT_FIELD(FunctionName, required),
                      PORTWRIGHT_FIELD(FunctionQualifier), PORTWRIGHT_FIELD(FunctionQualifierType));
    }
};

/// Serverless function behind a rule.
struct FunctionTarget {
    FunctionInfo Function = {};
    integer Weight = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Function), PORTWRIGHT_FIELD(Weight));
    }
};

/// Backends of a rule.
struct RuleTargets {
    text LocationId = {};
    text Domain = {};
    text Url = {};
    sequence<Backend> Targets = {};
    sequence<FunctionTarget> FunctionTargets = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(LocationId, required), PORTWRIGHT_FIELD(Domain), PORTWRIGHT_FIELD(Url),
                      PORTWRIGHT_FIELD(Targets), PORTWRIGHT_FIELD(FunctionTargets));
    }
};

/// Backends of a listener.
struct ListenerBackend {
    text ListenerId = {};
    text Protocol = {};
    integer Port = {};
    sequence<RuleTargets> Rules = {};
    sequence<Backend> Targets = {};
    integer EndPort = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(ListenerId, required), PORTWRIGHT_FIELD(Protocol, required),
                      PORTWRIGHT_FIELD(Port, required), PORTWRIGHT_FIELD(Rules), PORTWRIGHT_FIELD(Targets),
                      PORTWRIGHT_FIELD(EndPort));
    }
};

/// Lists the backends of a load balancer. Tencent Cloud, "DescribeTargets" (API 3.0, product 214).
struct DescribeTargets {
    text LoadBalancerId = {};
    texts ListenerIds = {};
    text Protocol = {};
    integer Port = {};
    list<Filter> Filters = {};

    static constexpr operation call{"DescribeTargets", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(LoadBalancerId, required, "load balancer ID"),
                      PORTWRIGHT_FIELD(ListenerIds, characters<0, 0, charset::any, 20>, "listener IDs"),
                      PORTWRIGHT_FIELD(Protocol, "filter by protocol"), PORTWRIGHT_FIELD(Port, "filter by port"),
                      PORTWRIGHT_FIELD(Filters, "filters"));
    }

    struct response {
        sequence<ListenerBackend> Listeners = {};
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(Listeners), PORTWRIGHT_FIELD(RequestId, required, "the request"));
        }
    };
};

} // namespace portwright::inline v0_1::tencent::clb

#include <portwright/core/platform_macros_on.hpp>
