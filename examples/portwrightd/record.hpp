// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Lines for the log, a JSON object each, on standard error; and files that are never seen half written.

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace portwright_daemon {

// The time now, as 2026-12-31T23:59:59Z; of `seconds` from now.
[[nodiscard]] std::string time_text(double seconds = 0);

// {"time":...,"level":...,"event":...} and what `more` has. At once, in one write.
void log_event(std::string_view level, std::string_view event, const nlohmann::ordered_json& more);

// Puts another file in the place of that one, with these permissions. `lasts`: it is on the disk when this returns.
// False where it cannot be written.
[[nodiscard]] bool replace_file(const std::string& path, std::string_view bytes, unsigned mode, bool lasts);

} // namespace portwright_daemon
