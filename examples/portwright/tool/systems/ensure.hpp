// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declares the listeners of a create action of which only the name is known, by the library's client with the action's
// own type. Each system has a unit of its own in this folder: see call.hpp.

#include "../session.hpp"

#include <portwright/calls/ensure_report.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace portwright_tool {

struct ensure_result {
    struct listener {
        std::string id{};
        portwright::ensure_change change{};
        std::vector<std::string> not_verifiable{}; // paths
    };

    portwright::ensure_report report{}; // whose texts lie in the session's scratch
    bool has_several = false; // listeners are declared
    std::vector<listener> listeners{}; // that stand, in their order
    std::vector<std::string> differing{}; // of the report, as paths
    std::vector<std::string> not_verifiable{};
};

using typed_ensure = ensure_result (*)(session& over, const void* request, std::string_view scheme, bool only_plans);

// Null where the system has no such action, or it creates no listener.
template <class Actions>
typed_ensure find_ensure(const portwright::operation* call);

// The create actions of a system whose listeners can be declared.
template <class Actions>
std::vector<const portwright::operation*> ensurable_actions();

} // namespace portwright_tool
