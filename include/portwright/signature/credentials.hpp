// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The key pair that signs.

#include <portwright/core/borrowed_text.hpp>

#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// A key pair as the cloud gave it out, SecretId and SecretKey or AccessKeyId and AccessKeySecret,
/// with the session token of a temporary pair. `secret` is read by prepare() and not kept; `id` and `token` must
/// outlive the prepared key.
struct credentials {
    borrowed_text id;
    borrowed_text secret;
    borrowed_text token = {};
};

namespace detail {

/// Visible ASCII only. White space around a pasted secret is the classic cause of a signature mismatch.
constexpr bool is_visible(std::string_view text) noexcept {
    for (const char byte : text)
        if (static_cast<unsigned char>(byte) <= 0x20 || static_cast<unsigned char>(byte) >= 0x7F) return false;
    return true;
}

/// Whether id and token can be sent. The id must not contain a comma or a slash, which end it in an Authorization
/// header.
constexpr bool are_names(std::string_view id, std::string_view token) noexcept {
    for (const char byte : id)
        if (byte == ',' || byte == '/') return false;
    return !id.empty() && is_visible(id) && is_visible(token);
}

constexpr bool are_credentials(const credentials& c) noexcept {
    return are_names(c.id, c.token) && !c.secret.empty() && is_visible(c.secret);
}

} // namespace detail
} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
