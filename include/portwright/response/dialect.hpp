// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What stands around an answer, and says whether it is one: tables over api_error, one set for each family of APIs.

#include <portwright/request/action.hpp>
#include <portwright/response/api_error.hpp>

#include <cstddef>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// A family's answers. Only that of the systems that are used is linked in.
struct dialect {
    const table* outer; ///< of the object around an answer; null where there is none
    const table* head;  ///< what of an answer is not the action's own
    api family;
};

void a_name_of_an_answers_head_is_too_long(); // called in a constant expression only, which then is none

constexpr row head_row(std::string_view name, std::size_t offset, kind type, const table* child = nullptr) noexcept {
    if (name.size() > 63) a_name_of_an_answers_head_is_too_long();
    row made{};
    made.child = child;
    made.place = static_cast<std::uint8_t>(offset / sizeof(void*));
    made.length = name.size() & 63;
    made.type = type;
    return made;
}

template <std::size_t N>
constexpr table head_table(const row (&rows)[N], const char* names) noexcept {
    return {.rows = rows, .names = names, .object_size = sizeof(api_error), .count = static_cast<std::uint8_t>(N)};
}

// API 3.0: {"Response": {"Error": {"Code", "Message"}, "RequestId"}}
inline constexpr row v3_outer_rows[] = {head_row("Response", 0, kind::structure)};
inline constexpr table v3_outer = head_table(v3_outer_rows, "Response");
inline constexpr row v3_error_rows[] = {head_row("Code", offsetof(api_error, code), kind::text),
                                        head_row("Message", offsetof(api_error, message), kind::text)};
inline constexpr table v3_error = head_table(v3_error_rows, "CodeMessage");
inline constexpr row v3_rows[] = {head_row("Error", 0, kind::structure, &v3_error),
                                  head_row("RequestId", offsetof(api_error, request_id), kind::text)};
inline constexpr table v3_head = head_table(v3_rows, "ErrorRequestId");

// API v2: {"code", "message", "codeDesc", "requestId"}, of a batch also {"detail": {"ID": {"code", ...}}}
inline constexpr row v2_rows[] = {
    head_row("code", offsetof(api_error, code), kind::text),
    head_row("codeDesc", offsetof(api_error, code_desc), kind::text),
    head_row("detail", offsetof(api_error, details), kind::structure_map, &table_of<resource_error>),
    head_row("message", offsetof(api_error, message), kind::text),
    head_row("requestId", offsetof(api_error, request_id), kind::text)};
inline constexpr table v2_head = head_table(v2_rows, "codecodeDescdetailmessagerequestId");

// Aliyun: {"Code", "Message", "RequestId", "HostId"}
inline constexpr row aliyun_rows[] = {head_row("Code", offsetof(api_error, code), kind::text),
                                      head_row("Message", offsetof(api_error, message), kind::text),
                                      head_row("RequestId", offsetof(api_error, request_id), kind::text)};
inline constexpr table aliyun_head = head_table(aliyun_rows, "CodeMessageRequestId");

template <api Family>
inline constexpr dialect dialect_of{&v3_outer, &v3_head, api::tencent_v3};
template <>
inline constexpr dialect dialect_of<api::tencent_v2>{nullptr, &v2_head, api::tencent_v2};
template <>
inline constexpr dialect dialect_of<api::aliyun>{nullptr, &aliyun_head, api::aliyun};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
