// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declares the listeners of a create action of which only the name is known, by the library's client with the action's
// own type. Each system has a unit of its own in this folder: see call.hpp.

#include "../session.hpp"

#include <portwright/calls/deletions.hpp>

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
    std::vector<portwright::deleted_listener> deleted{}; // of a plan: that would be
};

// What it does: ensure or only plan, and whether it may delete. Null: it may not, and otherwise at most as many as there
// are in the list.
struct ensure_way {
    bool only_plans = false;
    std::vector<portwright::deleted_listener>* deleted = nullptr;
};

using typed_ensure = ensure_result (*)(session& over, const void* request, std::string_view scheme,
                                       const ensure_way& way);

// Null where the system has no such action, or it creates no listener.
template <class Actions>
typed_ensure find_ensure(const portwright::operation* call);

// The actions that change and delete the listeners of a create action, and what leads to one in their requests. Lists of
// names are separated by spaces.
struct listener_actions {
    const portwright::operation* change = nullptr;
    const portwright::operation* deletion = nullptr;
    const char* owner = ""; // parameters that all three have under one name
    const char* listeners = ""; // the list of the create whose elements are listeners; empty: it is one itself
    const char* port = ""; // within a listener of the create
    const char* end_ports = ""; // beside it, where it begins a range
    const char* from_port = ""; // where it is a list of ranges
    const char* to_port = "";
    const char* protocol = ""; // empty: the action's name says it
    const char* udp = ""; // protocols that share a port with all others; empty: none does
    const char* change_id = "";
    const char* deletion_id = ""; // a text, or a list
    const char* unforced = ""; // a number of the deletion that must be 0; empty: there is none
    const char* failed = ""; // lists of the deletion's answer, of IDs that were not deleted
    const char* not_now = "";
};

// `change` is null where the system has no such action.
template <class Actions>
listener_actions find_listener_actions(const portwright::operation* create);

// The create actions of a system whose listeners can be declared.
template <class Actions>
std::vector<const portwright::operation*> ensurable_actions();

} // namespace portwright_tool
