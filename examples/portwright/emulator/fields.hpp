// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The documented parameters of an action as a table, and the check of a request's tree against it.

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "request.hpp"

namespace portwright_tool::emulator {

struct field {
    enum class kind { text, integer, boolean, list };
    std::string_view name; // as in the documents, with .n for a subscript: listeners.n.protocol; of a list: listeners
    kind type = kind::text;
    bool required = false;
    std::int64_t min = std::numeric_limits<std::int64_t>::min(); // of a number, or of a text's characters
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
    std::string_view values{}; // the only ones allowed, separated by |
    std::string_view also{}; // one value allowed outside of the bounds
    bool any_case = false; // values are compared without regard to case
    bool listed = false; // there are only the values
    std::size_t max_items = 0; // of a list; 0 for any number
};

constexpr field text(std::string_view name) { return {.name = name}; }
constexpr field text(std::string_view name, std::int64_t min, std::int64_t max) {
    return {.name = name, .min = min, .max = max};
}
constexpr field choice(std::string_view name, std::string_view values) {
    return {.name = name, .values = values, .listed = true};
}
constexpr field list(std::string_view name, std::size_t max_items = 0) {
    return {.name = name, .type = field::kind::list, .max_items = max_items};
}
constexpr field integer(std::string_view name) { return {.name = name, .type = field::kind::integer}; }
constexpr field integer(std::string_view name, std::int64_t min, std::int64_t max, std::string_view also = {}) {
    return {.name = name, .type = field::kind::integer, .min = min, .max = max, .also = also};
}
constexpr field boolean(std::string_view name) { return {.name = name, .type = field::kind::boolean}; }
// Below a list or a structure, a field is required where that is given.
constexpr field must(field of) {
    of.required = true;
    return of;
}

// What is wrong with a parameter; each dialect turns the reason into a code of its own.
struct bad_parameter {
    enum class reason { missing, malformed, range, length, value, unknown, combination, number };
    reason why = reason::malformed;
    std::string path; // the wire path: listeners.3.timeOut
    std::string message; // names no value: it may be a key
};

struct field_rules {
    std::span<const field> fields;
    std::int64_t index_base = 0;
    bool typed = false; // numbers and truth values must be JSON's own, not texts
    bool refuse_unknown = false; // API 3.0 does (UnknownParameter); the others document nothing
};

// The same tree with numbers and truth values as such, and without nulls. Throws bad_parameter.
[[nodiscard]] json checked(const json& tree, const field_rules& rules);

// For the rules across parameters.
[[nodiscard]] bool has(const json& object, const char* name);
[[nodiscard]] std::int64_t integer_or(const json& object, const char* name, std::int64_t otherwise);
[[nodiscard]] std::string text_or(const json& object, const char* name, std::string_view otherwise);
[[noreturn]] void refuse(bad_parameter::reason why, std::string path, const std::string& message);

} // namespace portwright_tool::emulator
