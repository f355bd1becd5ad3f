// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What stands around an answer, and says whether it is one: tables over api_error, which each family of APIs has.

#include <portwright/request/action.hpp>
#include <portwright/response/api_error.hpp>

#include <cstddef>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// A family's answers. Only that of the systems that are used is linked in.
struct dialect {
    const table* outer; ///< of the object around an answer; null where there is none
    const table* head;  ///< what of an answer is not the action's own
    /// Whether what was done has a code, too, which is 0; otherwise a code or a message says that it was refused.
    bool has_code_always;
};

void a_name_of_an_answers_head_is_too_long(); // called in a constant expression only, which then is none

constexpr row head_row(std::string_view name, std::size_t offset, kind type, const table* child = nullptr) noexcept {
    if (name.size() > 63) a_name_of_an_answers_head_is_too_long();
    row made{};
    made.child = child;
    made.pointer_offset = static_cast<std::uint8_t>(offset / sizeof(void*));
    made.length = name.size() & 63;
    made.type = type;
    return made;
}

template <std::size_t N>
constexpr table head_table(const row (&rows)[N], const char* names) noexcept {
    return {.rows = rows, .names = names, .object_size = sizeof(api_error), .count = static_cast<std::uint8_t>(N)};
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
