// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What became of declared listeners, in words: as an object for programs, and as a line and a status for people.

#include "failure.hpp"
#include "session.hpp"
#include "systems/ensure.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace portwright_tool {

// A list of deletions, each with its ID.
[[nodiscard]] nlohmann::ordered_json deletions_of(const std::vector<portwright::deleted_listener>& deleted);

// {"outcome":"done","did":"created","id":"lbl-..."}; of a plan what would be done.
[[nodiscard]] nlohmann::ordered_json object_of(const ensure_result& made, bool only_plans);

// The object as a line, whatever bytes of the cloud's are in it.
[[nodiscard]] std::string line_of(const nlohmann::ordered_json& object);

// What stands in the way; empty where nothing does.
[[nodiscard]] std::string obstacle_line(const ensure_result& made);

struct conclusion {
    exit_status status = exit_done;
    std::string line{}; // empty where the listeners stand
};
[[nodiscard]] conclusion conclusion_of(const ensure_result& made, const session& over);

} // namespace portwright_tool
