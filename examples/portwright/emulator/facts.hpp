// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the vendors' documents say of every action, as data: facts.inc, which tests/emulator/facts.sh makes.
//
//     const action_facts* known = find_facts("tencent.clb", "ModifyListener");
//     const json parameters = checked(tree, {known->parameters, 0, true, true});

#include <string_view>
#include <vector>

#include "fields.hpp"
#include "request.hpp"

namespace portwright_tool::emulator {

struct action_facts {
    std::string_view system;
    std::string_view action;
    std::vector<field> parameters{};   // without those that are common parameters of the request
    json answer = json::object();      // each documented field, at 0, "", false or []; without API 3.0's Response
    json rows = json::object();        // by the name of a list in the answer: one of its elements, each field null

    // Whether it only asks. What it changes otherwise takes time, and can find its object busy.
    [[nodiscard]] bool is_query() const;
};

// Nothing for an action that is not in the documents.
[[nodiscard]] const action_facts* find_facts(std::string_view system, std::string_view action);

// The element `list` of the action's answer with what `values` holds of it: nothing that is not documented comes into
// it, so that no text or key of a certificate comes back.
[[nodiscard]] json documented_row(const action_facts& of, const char* list, const json& values);
// The same of a structure, null in what `values` does not have.
[[nodiscard]] json documented(const json& shape, const json& values);

} // namespace portwright_tool::emulator
