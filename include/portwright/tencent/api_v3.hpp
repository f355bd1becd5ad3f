// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Tencent Cloud API 3.0.

#include <portwright/request/action.hpp>
#include <portwright/response/api_error.hpp>
#include <portwright/response/dialect.hpp>
#include <portwright/signature/common_names.hpp>
#include <portwright/tencent/errors_v3.hpp>
#include <portwright/tencent/regions.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

template <class Engine>
struct tc3;

namespace tencent {

/// {"Response": {"Error": {"Code", "Message"}, "RequestId"}}
struct api_v3_envelope {
    static constexpr detail::row outer_rows[] = {detail::head_row("Response", 0, detail::kind::structure)};
    static constexpr detail::table outer = detail::head_table(outer_rows, "Response");
    static constexpr detail::row error_rows[] = {
        detail::head_row("Code", offsetof(api_error, code), detail::kind::text),
        detail::head_row("Message", offsetof(api_error, message), detail::kind::text)};
    static constexpr detail::table error = detail::head_table(error_rows, "CodeMessage");
    static constexpr detail::row rows[] = {
        detail::head_row("Error", 0, detail::kind::structure, &error),
        detail::head_row("RequestId", offsetof(api_error, request_id), detail::kind::text)};
    static constexpr detail::table head = detail::head_table(rows, "ErrorRequestId");
};

/// The family of `clb` and `gaap`, and of what else `*.tencentcloudapi.com` serves.
struct api_v3 {
    using family = api_v3;
    static constexpr auto& common_names = detail::pair_names;
    static constexpr auto schemes = detail::pack_words("TC3-HMAC-SHA256", "HmacSHA256", "HmacSHA1");
    template <class Engine>
    using default_scheme = tc3<Engine>;

    static constexpr std::uint8_t index_base = 0;
    static constexpr std::string_view list_word = {};

    static constexpr bool has_regional_hosts = true; ///< clb.ap-shanghai-fsi.tencentcloudapi.com
    static constexpr bool sends_any_region = false;
    static constexpr detail::region_check check_region = &detail::check_region<&is_long_region>;

    static constexpr detail::unsigned_character_finder find_unsigned_character = &detail::find_encoded;

    static constexpr detail::dialect answers{&api_v3_envelope::outer, &api_v3_envelope::head, false};
    /// @name For the library
    /// @{
    static constexpr void complete_error(api_error&) noexcept {}
    template <class System>
    static constexpr bool find_meaning(const api_error& e, detail::error_meaning& found) noexcept {
        return detail::find_meaning<System, api_v3_errors>(e.code, found);
    }
    /// @}
};

} // namespace tencent
} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
