// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the units of this folder instantiate: see ensure.hpp. A unit includes the ensure_ headers of its system.

#include "../accepted_scheme.hpp"
#include "ensure.hpp"

#include <portwright/calls/replacing.hpp>
#include <portwright/request/action_list.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace portwright_tool {

// In ensured_paths.cpp: once for all.
std::vector<std::string> paths_of(const portwright::parameter_set& of);

// How many listeners the request declares: as the library counts them.
template <class Create>
std::uint32_t count_declared(const void* request) {
    namespace detail = portwright::detail;
    constexpr const portwright::ensure_facts& facts = portwright::ensured<Create>::facts;
    const detail::table& table = detail::table_of<Create>;
    const bool has_list = *facts.listeners != '\0';
    const detail::row& row = *detail::find_row(table, has_list ? facts.listeners : facts.port);
    if (!has_list && row.type != detail::kind::integers) return 1;
    return detail::raw_root::value_of(static_cast<const unsigned char*>(request), row).size();
}

template <class Create>
ensure_result ensure_typed(session& over, const void* request, std::string_view scheme, const ensure_way& way) {
    namespace detail = portwright::detail;
    constexpr const portwright::ensure_facts& facts = portwright::ensured<Create>::facts;
    const Create& wanted = *static_cast<const Create*>(request);
    std::vector<portwright::ensured_listener> listeners(count_declared<Create>(request));
    ensure_result made;
    made.has_several = listeners.size() > 1;
    if (made.has_several)
        over.connection().ask_what_is_seen([&listeners, seen = std::size_t{0}]() mutable -> std::optional<bool> {
            bool advances = false, changed = false;
            for (; seen != listeners.size() && !listeners[seen].id.view().empty(); ++seen) {
                advances = true;
                changed = changed || listeners[seen].change != portwright::ensure_change::nothing;
            }
            return advances ? std::optional(changed) : std::nullopt;
        });
    const auto declare = [&]<class Scheme>(const auto& declared) {
        auto& cloud = over.cloud();
        return way.only_plans ? cloud.template plan<Scheme>(declared, over.scratch(), listeners)
                              : cloud.template ensure<Scheme>(declared, over.scratch(), listeners);
    };
    made.report = visit_accepted<Create>(scheme, [&]<class Scheme>() -> portwright::ensure_report {
        if (way.deleted == nullptr) return declare.template operator()<Scheme>(wanted);
        const auto report = declare.template operator()<Scheme>(portwright::replacing<Create>(wanted, *way.deleted));
        made.deleted.assign(way.deleted->begin(), way.deleted->begin() + report.deletions);
        return report;
    });
    over.connection().ask_what_is_seen({});
    made.differing = paths_of(made.report.differing);
    made.not_verifiable = paths_of(made.report.not_verifiable);
    const detail::table& table = detail::table_of<Create>;
    const detail::table& own = *facts.listeners != '\0' ? *detail::find_row(table, facts.listeners)->child : table;
    for (std::uint32_t i = 0; i != listeners.size() && i != made.report.index + (made.report ? 1 : 0); ++i) {
        const portwright::parameter_set unseen(table, own, facts.listeners, i, Create::call.service->index_base,
                                               listeners[i].not_verifiable);
        made.listeners.push_back({std::string(listeners[i].id.view()), listeners[i].change, paths_of(unseen)});
    }
    return made;
}

template <class Actions>
typed_ensure find_ensure(const portwright::operation* call) {
    constexpr bool declares = [] {
        bool any = false;
        Actions::for_each([&]<class Action>() { any = any || portwright::ensurable_action<Action>; });
        return any;
    }();
    static_assert(declares, "no listener of this system can be declared: include its ensure_ headers first");
    typed_ensure found = nullptr;
    Actions::for_each([&]<class Action>() {
        if constexpr (portwright::ensurable_action<Action>)
            if (&Action::call == call) found = &ensure_typed<Action>;
    });
    return found;
}

template <class Actions>
listener_actions find_listener_actions(const portwright::operation* create) {
    listener_actions found;
    Actions::for_each([&]<class Action>() {
        if constexpr (portwright::ensurable_action<Action>) {
            if (&Action::call != create) return;
            constexpr const portwright::ensure_facts& facts = portwright::ensured<Action>::facts;
            constexpr const portwright::deletion_facts& deletion = portwright::replaced<Action>::facts;
            found = {&portwright::ensured<Action>::change::call,
                     &portwright::replaced<Action>::deletion::call,
                     facts.owner,
                     facts.listeners,
                     facts.port,
                     facts.end_port,
                     facts.from_port,
                     facts.to_port,
                     facts.protocol,
                     facts.udp,
                     facts.change_id,
                     deletion.id,
                     deletion.unforced,
                     deletion.failed,
                     deletion.not_now};
        }
    });
    return found;
}

template <class Actions>
std::vector<const portwright::operation*> ensurable_actions() {
    std::vector<const portwright::operation*> all;
    Actions::for_each([&]<class Action>() {
        if constexpr (portwright::ensurable_action<Action>) all.push_back(&Action::call);
    });
    return all;
}

} // namespace portwright_tool
