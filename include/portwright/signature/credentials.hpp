// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Who signs.

#include <portwright/core/language.hpp>

#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright {

/// A key pair as the cloud gave it out: Tencent's SecretId and SecretKey, Aliyun's AccessKeyId and AccessKeySecret,
/// with the session token of a temporary pair. `secret` is read by prepare() and not kept; `id` and `token` must
/// outlive the prepared key.
struct credentials {
    std::string_view id;
    std::string_view secret;
    std::string_view token = {};
};

namespace detail {

/// Visible ASCII only. White space around a pasted secret is the classic cause of a signature mismatch.
constexpr bool are_credentials(const credentials& c) noexcept {
    for (const std::string_view part : {c.id, c.secret, c.token})
        for (const char byte : part)
            if (static_cast<unsigned char>(byte) <= 0x20 || static_cast<unsigned char>(byte) >= 0x7F) return false;
    return !c.id.empty() && !c.secret.empty();
}

} // namespace detail
} // namespace portwright

#include <portwright/core/platform_macros_on.hpp>
