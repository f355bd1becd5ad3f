// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Calls an action of which only the name is known, by the library's client with the action's own type. Each system has
// a unit of its own in this folder, which instantiates find_call() and what ensure.hpp has, and nothing else.

#include "../session.hpp"

#include <portwright/calls/outcome.hpp>

#include <functional>
#include <string_view>

namespace portwright_tool {

// What became of a call, whatever its action is. The texts lie in the session's scratch, or in the request.
struct call_report {
    portwright::call_outcome outcome;
    portwright::error why;
    portwright::api_error refusal;
};

// Told what became of a call before its task is waited for; returns whether it is. It may throw.
using after_call = std::function<bool(const call_report& called)>;

// What became of the task where there was one, and was waited for; of the call otherwise.
struct call_result {
    call_report report;
    bool has_task = false;
};

// Calls the typed action by the scheme of that name.
using typed_call = call_result (*)(session& over, const void* request, std::string_view scheme,
                                   const after_call& after);

// Null where the system has no such action.
template <class Actions>
typed_call find_call(const portwright::operation* call);

} // namespace portwright_tool
