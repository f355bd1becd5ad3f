// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// An action's description as flat rows, with names as the documents write them: `listeners.n.protocol`.

#include "registry.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace portwright_tool {

struct described_parameter {
    std::string name{};
    std::string_view type{};   // string, integer, boolean or float
    bool required = false;
    bool common = false;
    bool secret = false;
    std::optional<std::int64_t> min{}, max{}, min_length{}, max_length{};
    std::optional<std::int64_t> max_items{};   // of the innermost list: on the first value of its elements
    std::vector<std::string> also{};           // allowed outside min..max
    std::vector<std::string> values{};         // all that the documents list
    std::string doc{};
};

[[nodiscard]] std::vector<described_parameter> describe_parameters(const action_info& action);
[[nodiscard]] std::vector<described_parameter> describe_response(const action_info& action);

// The lists of structures among the parameters, each before its first value: `Targets.n`, with the bound of the list.
[[nodiscard]] std::vector<described_parameter> describe_lists(const action_info& action);

// What the region of an API may be, in words: "one of cn-hangzhou", "of the form ap-guangzhou".
[[nodiscard]] std::string region_bounds(api family);

// What a parameter may be, in words: "1..65535; list of at most 50". Empty where nothing bounds it.
[[nodiscard]] std::string bounds_of(const described_parameter& row);

// The rules between parameters, one sentence each.
[[nodiscard]] std::vector<std::string> describe_rules(const action_info& action);

}   // namespace portwright_tool
