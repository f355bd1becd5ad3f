// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// How a family of APIs wraps its answers, and how it says that it refused: tables over the fields of api_error.

#include <portwright/request/action.hpp>
#include <portwright/response/api_error.hpp>

#include <cstddef>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// How a family wraps its answers. A program contains only the dialects of the systems that it uses.
struct dialect {
    const table* outer; ///< the object around an answer; null where there is none
    const table* head;  ///< the fields that every answer may have: code, message, request ID
    /// True: every answer has a code, which is 0 for success. False: only a refusal has a code or a message.
    bool has_code_always;
};

void a_name_of_an_answers_head_is_too_long(); // not constexpr: a call of it stops the compiler, which shows its name

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
