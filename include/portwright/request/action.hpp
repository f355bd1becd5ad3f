// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What an action and its API are, beside its parameters.

#include <portwright/request/table.hpp>

#include <cstdint>
#include <string_view>

namespace portwright {

/// The three families of APIs.
enum class api : std::uint8_t { tencent_v3, tencent_v2, aliyun };

/// One system's address and dialect.
struct service {
    std::string_view system;  ///< "tencent.clb"
    std::string_view host;    ///< "clb.tencentcloudapi.com"; its first label is TC3's service name
    std::string_view path;    ///< "/"
    std::string_view version; ///< "2018-03-17"; empty for v2
    api family;
    std::uint8_t index_base; ///< the first subscript: 0 at Tencent, 1 at Aliyun
    bool takes_region;
    bool regional_hosts = family == api::tencent_v3 && takes_region; ///< financial regions have hosts of their own

    /// TC3's service name, and the part of the host before a financial region.
    constexpr std::string_view label() const noexcept { return {host.data(), host.find('.')}; }
};

/// An action's name and where it goes.
struct operation {
    std::string_view action; ///< "CreateListener"
    const service* of;
    bool region_optional = false; ///< the action can do without the region that its API takes
};

/// How an asynchronous task stands. Words that the documents do not know mean `running`.
enum class task_state : std::uint8_t { running, succeeded, failed };

namespace detail {

/// The common parameters of an API in canonical order, each ended by NUL, the last by two.
inline constexpr char tencent_common[] =
    "Action\0Nonce\0Region\0SecretId\0SignatureMethod\0Timestamp\0Token\0Version\0";
inline constexpr char aliyun_common[] = "AccessKeyId\0Action\0Format\0RegionId\0SecurityToken\0SignatureMethod\0"
                                        "SignatureNonce\0SignatureVersion\0Timestamp\0Version\0";

constexpr const char* common_names(api family) noexcept {
    return family == api::aliyun ? aliyun_common : tencent_common;
}

} // namespace detail
} // namespace portwright
