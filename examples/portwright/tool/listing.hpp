// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Which actions there are for what somebody wants to do, with a line for each.

#include "registry.hpp"

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace portwright_tool {

// The first sentence that the action's header says of it.
[[nodiscard]] std::string_view summary_of(const action_info& action);

// The actions that all of the words fit: a system (tencent.clb, clb, aliyun), or a part of the action's name, of its
// summary or of its subject, in any case. All actions for no word; none may be found.
[[nodiscard]] std::vector<const action_info*> find_actions(const std::vector<std::string>& words);

// The one action of that name, in any case, which may lack its system where no other system has such an action; null
// for none, and for several.
[[nodiscard]] const action_info* find_only(std::string_view name);

// A line for each, no wider than `width` where that is not 0. A name is never cut: where there is no room beside it,
// there is no summary.
void write_listing(std::ostream& to, const std::vector<const action_info*>& all, std::size_t width);

} // namespace portwright_tool
