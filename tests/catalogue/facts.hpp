// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the vendors' documents say of the parameters and the answers of all actions: parameters.tsv and response.tsv.
// PORTWRIGHT_CATALOGUE_DIR is their folder.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace test::catalogue {

struct fact {
    std::string action, name, type;
    std::map<std::string, std::string> more{};   // "max" is "65535", "required" is ""

    [[nodiscard]] bool has(const std::string& what) const { return more.count(what) != 0; }
};

std::vector<fact> read_facts(std::string_view file);

// parameters.tsv with what the library has otherwise on purpose; facts.cpp lists it.
std::vector<fact> read_parameters();

// The parts of a text between separators.
std::vector<std::string> split(std::string_view text, char separator);

}   // namespace test::catalogue
