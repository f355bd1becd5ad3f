// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A request of an action to look at: its skeleton, with made-up texts and what the rules between parameters ask for.

#include "registry.hpp"

#include <nlohmann/json.hpp>

namespace portwright_tool {

// One that check() passes.
[[nodiscard]] nlohmann::ordered_json example_of(const action_info& action);

}   // namespace portwright_tool
