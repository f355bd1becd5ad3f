// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Endpoint groups of custom routing listeners.

#include <portwright/request/schema.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::aliyun::ga {

/// Endpoint group of a custom routing listener.
struct CustomRoutingEndpointGroupConfiguration {
    struct DestinationConfiguration {
        integer FromPort = {};
        texts Protocols = {};
        integer ToPort = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(FromPort, between<1, 65499>, "first backend port"),
                          PORTWRIGHT_FIELD(Protocols, characters<0, 0, charset::any, 4>, "backend protocols"),
                          PORTWRIGHT_FIELD(ToPort, between<1, 65499>, "last backend port"))
                .rules(up_to("FromPort", "ToPort"));
        }
    };

    struct EndpointConfiguration {
        struct PolicyConfiguration {
            struct PortRange {
                integer FromPort = {};
                integer ToPort = {};

                template <class self>
                static consteval auto schema() {
                    using namespace portwright::schema;
                    return fields(PORTWRIGHT_FIELD(FromPort, "first allowed port; TrafficToEndpointPolicy=AllowCustom"),
                                  PORTWRIGHT_FIELD(ToPort, "last allowed port; TrafficToEndpointPolicy=AllowCustom"))
                        .rules(up_to("FromPort", "ToPort"));
                }
            };

            text Address = {};
            list<PortRange> PortRanges = {};

            template <class self>
            static consteval auto schema() {
                using namespace portwright::schema;
                return fields(PORTWRIGHT_FIELD(Address, "allowed IP; TrafficToEndpointPolicy=AllowCustom"),
                              PORTWRIGHT_FIELD(PortRanges, at_most<5>, "allowed ports"));
            }
        };

        struct TrafficToEndpointPolicy : listed_word<TrafficToEndpointPolicy> {
            using listed_word::listed_word;
            static constexpr value DenyAll{"DenyAll"}, AllowAll{"AllowAll"}, AllowCustom{"AllowCustom"};
            static constexpr value listed[] = {DenyAll, AllowAll, AllowCustom};
        };

        struct Type : listed_word<Type> {
            using listed_word::listed_word;
            static constexpr value PrivateSubNet{"PrivateSubNet"};
            static constexpr value listed[] = {PrivateSubNet};
        };

        text Endpoint = {};
        list<PolicyConfiguration> PolicyConfigurations = {};
        struct TrafficToEndpointPolicy TrafficToEndpointPolicy = {};
        struct Type Type = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(Endpoint, "vSwitch"),
                          PORTWRIGHT_FIELD(PolicyConfigurations, at_most<20>,
                                           "what may be reached; TrafficToEndpointPolicy=AllowCustom"),
                          PORTWRIGHT_FIELD(TrafficToEndpointPolicy, "traffic policy; default DenyAll"),
                          PORTWRIGHT_FIELD(Type, "kind of endpoint; default PrivateSubNet"))
                .rules(only_with("PolicyConfigurations", "TrafficToEndpointPolicy", "AllowCustom"));
        }
    };

    text Description = {};
    list<DestinationConfiguration> DestinationConfigurations = {};
    list<EndpointConfiguration> EndpointConfigurations = {};
    text EndpointGroupRegion = {};
    text Name = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Description, characters<0, 200, charset::not_a_link>, "group description"),
                      PORTWRIGHT_FIELD(DestinationConfigurations, at_most<20>, "backend ports and protocols"),
                      PORTWRIGHT_FIELD(EndpointConfigurations, at_most<10>, "endpoints"),
                      PORTWRIGHT_FIELD(EndpointGroupRegion, "group region"),
                      PORTWRIGHT_FIELD(Name, characters<1, 128>, "group name"));
    }
};

} // namespace portwright::inline v0_1::aliyun::ga

#include <portwright/core/platform_macros_on.hpp>
