// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a shell may put in the place of the last word of a command line: `portwright __complete WORD...`, which the
// scripts in completion/ ask.

#include <ostream>
#include <string>
#include <vector>

namespace CLI {
class App;
} // namespace CLI

namespace portwright_tool {

// A line for each candidate, behind a tab what it is; ":files" alone where the word is a file's name. The words are
// those behind the program's name. Reads nothing but them: no file, no environment, no network.
void write_candidates(std::ostream& to, const CLI::App& app, const std::vector<std::string>& words);

} // namespace portwright_tool
