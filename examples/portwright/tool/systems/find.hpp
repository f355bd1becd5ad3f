// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the units of this folder know of an action, whichever system it is of.

#include "../registry.hpp"
#include "call.hpp"
#include "ensure.hpp"

namespace portwright_tool {

// Of an action of the catalogue.
[[nodiscard]] typed_call find_call_of(const action_info& action);

// Refuses an action that creates no listener, and says which ones do.
[[nodiscard]] typed_ensure find_ensure_of(const action_info& action);

// Of an action that find_ensure_of() takes.
[[nodiscard]] listener_actions find_listener_actions_of(const action_info& create);

} // namespace portwright_tool
