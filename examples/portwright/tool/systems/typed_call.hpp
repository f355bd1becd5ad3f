// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the units of this folder instantiate: see call.hpp.

#include "../accepted_scheme.hpp"
#include "call.hpp"

#include <portwright/request/action_list.hpp>

namespace portwright_tool {

template <class Action>
call_result call_typed(session& over, const void* request, std::string_view scheme, const after_call& after) {
    return visit_accepted<Action>(scheme, [&]<class Scheme>() -> call_result {
        const auto made = over.cloud().template call<Scheme>(*static_cast<const Action*>(request), over.scratch());
        const call_report called{made.outcome(), made.error(), made.refusal()};
        const bool waits = after(called);
        if constexpr (requires { typename Action::response::query; }) {
            if (waits) {
                const auto ended = over.cloud().template wait<Scheme>(*made, over.scratch());
                return {{ended.outcome(), ended.error(), ended.refusal()}, true};
            }
        }
        return {called};
    });
}

template <class Actions>
typed_call find_call(const portwright::operation* call) {
    typed_call found = nullptr;
    Actions::for_each([&]<class Action>() {
        if (&Action::call == call) found = &call_typed<Action>;
    });
    return found;
}

} // namespace portwright_tool
