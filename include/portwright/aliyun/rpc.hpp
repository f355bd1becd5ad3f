// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Alibaba Cloud's APIs of the RPC style.

#include <portwright/aliyun/errors.hpp>
#include <portwright/request/action.hpp>
#include <portwright/response/api_error.hpp>
#include <portwright/response/dialect.hpp>
#include <portwright/signature/common_names.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

template <class Engine>
struct acs3;

namespace aliyun {

/// {"Code", "Message", "RequestId", "HostId"}
struct rpc_envelope {
    static constexpr detail::row rows[] = {
        detail::head_row("Code", offsetof(api_error, code), detail::kind::text),
        detail::head_row("Message", offsetof(api_error, message), detail::kind::text),
        detail::head_row("RequestId", offsetof(api_error, request_id), detail::kind::text)};
    static constexpr detail::table head = detail::head_table(rows, "CodeMessageRequestId");
};

/// The family of `ga`, and of most of what `*.aliyuncs.com` serves.
struct rpc {
    using family = rpc;
    static constexpr auto& common_names = detail::rpc_names;
    static constexpr auto schemes = detail::pack_words("ACS3-HMAC-SHA256", "HMAC-SHA1");
    template <class Engine>
    using default_scheme = acs3<Engine>;

    static constexpr std::uint8_t index_base = 1;
    static constexpr std::string_view list_word = {};

    static constexpr bool has_regional_hosts = false;
    static constexpr bool sends_any_region = true; ///< a request has whatever the context has
    static constexpr detail::region_check check_region = &detail::check_region<&detail::any_region>;

    static constexpr detail::unsigned_character_finder find_unsigned_character = &detail::find_encoded;

    static constexpr detail::dialect answers{nullptr, &rpc_envelope::head, false};
    /// @name For the library
    /// @{
    static constexpr void complete_error(api_error&) noexcept {}
    template <class System>
    static constexpr bool find_meaning(const api_error& e, detail::error_meaning& found) noexcept {
        return detail::find_meaning<System, rpc_errors>(e.code, found);
    }
    /// @}
};

} // namespace aliyun
} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
