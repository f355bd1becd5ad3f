// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The commands of the tool. Each adds itself to the command line and, where it is the one that was chosen, sets what
// main() runs.

#include <CLI/CLI.hpp>

#include <functional>

namespace portwright_tool {

// Returns the exit status, or throws a failure.
using command_body = std::function<int()>;

void add_actions_command(CLI::App& app, command_body& chosen);
void add_describe_command(CLI::App& app, command_body& chosen);
void add_sign_command(CLI::App& app, command_body& chosen);
void add_call_command(CLI::App& app, command_body& chosen);
void add_ensure_commands(CLI::App& app, command_body& chosen);
void add_explain_command(CLI::App& app, command_body& chosen);
void add_check_command(CLI::App& app, command_body& chosen);
void add_emulate_command(CLI::App& app, command_body& chosen);

}   // namespace portwright_tool
