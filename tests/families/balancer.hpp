// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A system of the family of query.hpp, with one action.

#include "query.hpp"

#include <portwright/request/layout.hpp>
#include <portwright/response/sequence.hpp>

namespace example::balancer {

inline constexpr portwright::detail::listed_error errors[] = {
    {"Duplicate", portwright::error_class::conflict, portwright::error_detail::port_taken},
    {"NoBalancer", portwright::error_class::not_found},
};

struct system : query {
    static constexpr std::string_view name = "example.balancer";
    static constexpr auto& errors = balancer::errors;
};
using operation = portwright::operation_of<system>;

inline constexpr portwright::service_of<system> service{
    {.host = "balancer.example.com", .version = "2012-06-01", .takes_region = true}};

struct Listener {
    portwright::text Protocol = {};
    portwright::integer Port = {};
    portwright::texts Policies = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Protocol, required), PORTWRIGHT_FIELD(Port, required, between<1, 65535>),
                      PORTWRIGHT_FIELD(Policies));
    }
};

struct CreateListenersResponse {
    portwright::sequence<portwright::text> Names = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Names, required));
    }
};

struct CreateListeners {
    using response = CreateListenersResponse;

    portwright::text BalancerName = {};
    portwright::list<Listener> Listeners = {};

    static constexpr operation call{"CreateListeners", &service};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(BalancerName, required), PORTWRIGHT_FIELD(Listeners, required));
    }
};

} // namespace example::balancer
