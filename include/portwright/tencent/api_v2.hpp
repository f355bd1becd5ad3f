// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Tencent Cloud API v2, the legacy one.

#include <portwright/request/action.hpp>
#include <portwright/response/api_error.hpp>
#include <portwright/response/dialect.hpp>
#include <portwright/response/number.hpp>
#include <portwright/signature/common_names.hpp>
#include <portwright/tencent/errors_v2.hpp>
#include <portwright/tencent/regions.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

template <class Engine>
struct hmac_sha256;

namespace tencent {

/// API v2 signs names with "." for "_". The vendor's SDK leaves a name alone that begins with an underscore.
/// @name For the library
/// @{
constexpr const char* find_encoded_or_dotted(const char* data, const char* end, detail::pair_part& part) noexcept {
    using detail::pair_part;
    for (; data != end && *data != '%'; ++data) {
        if (part == pair_part::name_begins) part = *data == '_' ? pair_part::elsewhere : pair_part::name;
        if (*data == '=') part = pair_part::elsewhere;
        if (*data == '&' || *data == '?') part = pair_part::name_begins;
        if (*data == '_' && part == pair_part::name) break;
    }
    return data;
}
/// @}

/// {"code", "message", "codeDesc", "requestId"}, of a batch also {"detail": {"ID": {"code", ...}}}
struct api_v2_envelope {
    static constexpr detail::row rows[] = {
        detail::head_row("code", offsetof(api_error, code), detail::kind::text),
        detail::head_row("codeDesc", offsetof(api_error, code_desc), detail::kind::text),
        detail::head_row("detail", offsetof(api_error, details), detail::kind::structure_map,
                         &detail::table_of<resource_error>),
        detail::head_row("message", offsetof(api_error, message), detail::kind::text),
        detail::head_row("requestId", offsetof(api_error, request_id), detail::kind::text)};
    static constexpr detail::table head = detail::head_table(rows, "codecodeDescdetailmessagerequestId");
};

/// A system's own codes before those of the family. They count also in the message's parentheses, where 5100 says only
/// that something failed.
/// @name For the library
/// @{
constexpr bool find_number(std::span<const detail::numbered_error> own, const api_error& e,
                           detail::error_meaning& found) noexcept {
    std::int64_t number = 0;
    if (detail::read_number(e.module_code.data(), e.module_code.size(), number) &&
        detail::find_meaning(own, number, found))
        return true;
    if (!e.number.has_value()) return false;
    return detail::find_meaning(own, *e.number, found) || detail::find_meaning(api_v2_errors, *e.number, found);
}
/// @}

/// The family of `lb` and `bmlb`, and of what else `*.api.qcloud.com` serves. All parameters are signed, as the
/// documents say. Tencent's own SDK leaves out of what it signs by POST each text that begins with "@", which it takes
/// for a file to be uploaded: send such a text by GET, where it signs it, too.
struct api_v2 {
    using family = api_v2;
    static constexpr auto& common_names = detail::pair_names;
    static constexpr auto schemes = detail::pack_words("HmacSHA256", "HmacSHA1");
    template <class Engine>
    using default_scheme = hmac_sha256<Engine>;

    static constexpr std::uint8_t index_base = 0;
    static constexpr std::string_view list_word = {};

    static constexpr bool has_regional_hosts = false;
    static constexpr bool sends_any_region = false;
    static constexpr detail::region_check check_region = &detail::check_region<&is_long_or_short_region>;

    static constexpr detail::unsigned_character_finder find_unsigned_character = &find_encoded_or_dotted;

    static constexpr detail::dialect answers{nullptr, &api_v2_envelope::head, true};

    /// Reads the code, which is a number, and the module's code at the beginning of the message: `(100004) ...`.
    /// @name For the library
    /// @{
    static void complete_error(api_error& e) noexcept {
        std::int64_t number = 0;
        if (detail::read_number(e.code.data(), e.code.size(), number)) e.number = number;
        const char* const message = e.message.data();
        const std::size_t size = e.message.size();
        if (size == 0 || *message != '(') return;
        std::size_t end = 1;
        while (end != size && message[end] != ')') ++end;
        if (end != size) e.module_code = std::string_view(message + 1, end - 1);
    }

    template <class System>
    static constexpr bool find_meaning(const api_error& e, detail::error_meaning& found) noexcept {
        if constexpr (requires { System::errors; }) return find_number(System::errors, e, found);
        else return find_number(std::span<const detail::numbered_error>(), e, found);
    }
    /// @}
};

} // namespace tencent
} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
