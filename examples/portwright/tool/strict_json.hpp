// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Files that people write, or that other programs keep: read whole, within bounds, and JSON in them taken only where it
// can be meant in one way.

#include <nlohmann/json.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace portwright_tool {

// Reads what `path` names, or standard input for "-", up to its end. Refuses, in the name of `where`, what cannot be
// read, a directory, and more than `most` bytes. A pipe is waited for: it was asked for.
[[nodiscard]] std::string read_input(const std::string& path, std::size_t most, std::string_view where);

// Refuses what is no JSON, is nested more than 32 deep, or has a name twice in one object. A message says at which
// byte, and repeats nothing of the text but that name: the values may be secrets.
[[nodiscard]] nlohmann::ordered_json parse_strictly(std::string_view text, std::string_view where);

} // namespace portwright_tool
