// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Calls an action outside the catalogue.

#include "../untyped_action.hpp"
#include "call.hpp"

namespace portwright_tool {

// Its answer is read as far as its API's envelope goes; nothing is known of a task.
[[nodiscard]] call_result call_untyped(session& over, const described_request& request, const after_call& after);

} // namespace portwright_tool
