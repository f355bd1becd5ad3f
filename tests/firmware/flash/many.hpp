// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#pragma once

// Many actions in one image, each signed by the default scheme of its API.

#include "feature.hpp"

#include <portwright/request/action_list.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>

template <class Action>
portwright::result<portwright::signed_request> sign_by_default(const void* request, const void* with,
                                                               std::span<char> buffer) {
    using scheme = typename portwright::system_of<Action>::template default_scheme<portwright::mbedtls>;
    return portwright::sign(*static_cast<const Action*>(request),
                            *static_cast<const portwright::context<scheme>*>(with), buffer);
}

template <class Actions>
struct many;
template <class... Actions>
struct many<portwright::action_list<Actions...>> {
    static constexpr portwright::result<portwright::signed_request> (*sign[])(const void*, const void*,
                                                                              std::span<char>) = {
        &sign_by_default<Actions>...};

    /// Parameters as the catalogue counts them: those that have a value, a list as one, a structure as what is in it.
    static constexpr unsigned parameters(const portwright::detail::table& t) {
        unsigned count = 0;
        for (const portwright::detail::row& r : std::span(t.rows, t.count))
            count += r.type >= portwright::detail::kind::structure ? parameters(*r.child) : 1;
        return count;
    }
    static constexpr unsigned parameter_count = (parameters(portwright::detail::table_of<Actions>) + ...);
};
