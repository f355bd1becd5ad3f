// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the systems of Tencent API v2 have in common: tasks by number, and the checks of a listener.

#include "../life.hpp"

namespace portwright_tool::emulator {

// The answer of a change, with the number of the task for its operation.
[[nodiscard]] json with_task(session& at, std::size_t operation, json answer = json::object());
[[nodiscard]] json describe_v2_task(session& at, const json& parameters);

// timeOut below intervalTime, where both are given.
void check_health_times(const json& one, const std::string& path);

[[nodiscard]] bool is_listed(const listener& one, const json& filter);   // in listenerIds, or there are none

} // namespace portwright_tool::emulator
