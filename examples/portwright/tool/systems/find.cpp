// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "find.hpp"

#include "../catalogue.hpp"
#include "../failure.hpp"

#include <string>

namespace portwright_tool {

typed_call find_call_of(const action_info& action) {
    typed_call found = nullptr;
    portwright::for_each_system([&]<class System>() {
        if (found == nullptr) found = find_call<System>(action.call);
    });
    return found;
}

typed_ensure find_ensure_of(const action_info& action) {
    typed_ensure found = nullptr;
    portwright::for_each_system([&]<class System>() {
        if (found == nullptr) found = find_ensure<System>(action.call);
    });
    if (found != nullptr) return found;
    std::string list;
    portwright::for_each_system([&]<class System>() {
        for (const portwright::operation* const call : ensurable_actions<System>())
            if (call->service == action.call->service)
                list += (list.empty() ? "" : ", ") + std::string(action.system()) + "." + std::string(call->action);
    });
    refuse(action.name(), "creates no listener; ensure and plan take " + list);
}

listener_actions find_listener_actions_of(const action_info& create) {
    listener_actions found;
    portwright::for_each_system([&]<class System>() {
        if (found.change == nullptr) found = find_listener_actions<System>(create.call);
    });
    return found;
}

} // namespace portwright_tool
