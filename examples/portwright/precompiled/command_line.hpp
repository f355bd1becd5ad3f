// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// As json.hpp, for the units of the tool's commands.

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
