// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The reference of all actions in Markdown: a page for each system, and an index of them.

#include "registry.hpp"

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace portwright_tool {

// The systems, in the order of the actions.
[[nodiscard]] std::vector<std::string_view> systems();

// The file of a system's page: "tencent.clb.md".
[[nodiscard]] std::string page_name(std::string_view system);

void write_index(std::ostream& to);                           // links to the pages and their sections
void write_page(std::ostream& to, std::string_view system);   // a section for each action
void write_section(std::ostream& to, const action_info& action);

}   // namespace portwright_tool
