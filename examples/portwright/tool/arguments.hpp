// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// NAME=VALUE arguments, with names as on the wire: `listeners.0.protocol=tcp`.

#include <portwright/request/action.hpp>
#include <portwright/request/table.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace portwright_tool {

// What was given, as a tree: fields by name, elements by what the wire calls them.
struct argument_tree {
    struct value_given {
        std::string value;
        std::int64_t number = 0;   // of an integer or a boolean
    };

    std::optional<value_given> leaf{};
    std::map<std::string, argument_tree, std::less<>> fields{};
    std::map<std::uint32_t, argument_tree> elements{};
};

// Reads the arguments of an action, in any order. Refuses a name that the action does not have, a value that is not of
// its type, a name given twice and a gap in the subscripts. No secret parameter's value is ever in a message.
[[nodiscard]] argument_tree read_arguments(const portwright::untyped_operation& call,
                                           const portwright::detail::table& table,
                                           const std::vector<std::string>& arguments);

// The value of an argument: the text itself, or the bytes of the file that `@FILE` names; `@@` stands for one @. Refuses, in
// the name of the parameter, a file that cannot be read.
[[nodiscard]] std::string read_argument_value(const std::string& name, std::string_view text);

// The name of the first secret parameter that is set, or nothing.
[[nodiscard]] std::string find_secret(const argument_tree& tree, const portwright::detail::table& table);

} // namespace portwright_tool
