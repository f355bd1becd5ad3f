// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// An answer in the form that was asked for: a line of JSON, a table for people, or one field of it for a script.

#include "registry.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace CLI {
class App;
} // namespace CLI

namespace portwright_tool {

struct answer_form {
    bool as_table = false;
    std::string field{};   // "Response.ListenerIds.0"; empty: all of it

    // The text for standard output of an answer in JSON, with its last line ended. Nothing for a field that the answer
    // has not: that is said on standard error, and the status is that of the call. What is no JSON stays as it is.
    [[nodiscard]] std::string apply(const std::string& json) const;
};

void add_form_options(CLI::App& command, answer_form& form);

// Refuses a field that no answer of this action has, while nothing has been sent; where its task is waited for, of no
// action of its system.
void check_field(const answer_form& form, const action_info& action, bool then_waits);

// The same for an object of these names.
void check_field(const answer_form& form, const std::vector<std::string_view>& names);

// A table no wider than `width`, where that is not 0: names and values, and below them a table for each list of
// structures, or its elements one by one where their columns have no room side by side.
[[nodiscard]] std::string as_table(const std::string& json, std::size_t width);

} // namespace portwright_tool
