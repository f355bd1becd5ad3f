// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A family of APIs that the library does not have, to show that one is new files only: Amazon's query APIs in what they
// ask, with lists as `X.member.1.Y`; in what they answer, made up.

#include "sigv4.hpp"

#include <portwright/response/api_error.hpp>
#include <portwright/response/dialect.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace example {

inline constexpr portwright::detail::listed_error query_errors[] = {
    {"Duplicate", portwright::error_class::conflict, portwright::error_detail::exists},
    {"Throttling", portwright::error_class::throttled},
};

/// {"Reply": {"Fault": {"Text", "Type"}, "Id"}}
struct query_envelope {
    static constexpr portwright::detail::row outer_rows[] = {
        portwright::detail::head_row("Reply", 0, portwright::detail::kind::structure)};
    static constexpr portwright::detail::table outer = portwright::detail::head_table(outer_rows, "Reply");
    static constexpr portwright::detail::row fault_rows[] = {
        portwright::detail::head_row("Text", offsetof(portwright::api_error, message), portwright::detail::kind::text),
        portwright::detail::head_row("Type", offsetof(portwright::api_error, code), portwright::detail::kind::text)};
    static constexpr portwright::detail::table fault = portwright::detail::head_table(fault_rows, "TextType");
    static constexpr portwright::detail::row rows[] = {
        portwright::detail::head_row("Fault", 0, portwright::detail::kind::structure, &fault),
        portwright::detail::head_row("Id", offsetof(portwright::api_error, request_id),
                                     portwright::detail::kind::text)};
    static constexpr portwright::detail::table head = portwright::detail::head_table(rows, "FaultId");
};

struct query {
    using family = query;
    static constexpr auto& common_names = sigv4_names;
    static constexpr auto schemes = portwright::detail::pack_words("AWS4-HMAC-SHA256");
    template <class Engine>
    using default_scheme = sigv4<Engine>;

    static constexpr std::uint8_t index_base = 1;
    static constexpr std::string_view list_word = "member";

    static constexpr bool has_regional_hosts = false;
    static constexpr bool sends_any_region = false;
    static constexpr portwright::detail::region_check check_region =
        &portwright::detail::check_region<&portwright::detail::any_region>;

    static constexpr portwright::detail::unsigned_character_finder find_unsigned_character =
        &portwright::detail::find_encoded;

    static constexpr portwright::detail::dialect answers{&query_envelope::outer, &query_envelope::head, false};
    static constexpr void complete_error(portwright::api_error&) noexcept {}
    template <class System>
    static constexpr bool find_meaning(const portwright::api_error& e,
                                       portwright::detail::error_meaning& found) noexcept {
        return portwright::detail::find_meaning<System, query_errors>(e.code, found);
    }
};

} // namespace example
