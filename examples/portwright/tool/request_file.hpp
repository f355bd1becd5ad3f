// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Requests as JSON: the parameters of an action as one object, nested as a body of API 3.0 is, whatever the API sends.
//
//     {"LoadBalancerId": "lb-1", "Ports": [80, 443], "Protocol": "TCP"}

#include "registry.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace portwright_tool {

// A value by its wire name, as a command line would have it.
struct given_parameter {
    enum class kind { text, integer, boolean };
    std::string name;
    std::string value;
    kind type = kind::text;
};

// The text that `--request FILE` names, or of standard input for "-". Refuses what cannot be read.
[[nodiscard]] std::string read_request_text(const std::string& path);

// The parameters in the text, in its order; the elements of lists are counted from `index_base`. Refuses what is no
// JSON object, what JSON may say in two ways (a name twice), and what no request can: null, and an empty list.
[[nodiscard]] std::vector<given_parameter> read_request(std::string_view text, std::uint32_t index_base);

// As NAME=VALUE arguments, without those that `instead` names already: a command line changes what a file says.
[[nodiscard]] std::vector<std::string> arguments_of(const std::vector<given_parameter>& given,
                                                    const std::vector<std::string>& instead);

// An object to fill in for an action: what is required, or all that there is, with the first value that is allowed.
[[nodiscard]] nlohmann::ordered_json skeleton_of(const action_info& action, bool all);

} // namespace portwright_tool
