// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The common parameters of the schemes that sign pairs, in canonical order: a scheme gives their values, and a family
// says which ones its requests have.

#include <portwright/request/table.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// The names in HmacSHA1 and HmacSHA256.
inline constexpr auto pair_names =
    pack_words("Action", "Nonce", "Region", "SecretId", "SignatureMethod", "Timestamp", "Token", "Version");

/// The names in the RPC signature. ACS3 uses only RegionId of them: it sends the others as headers.
inline constexpr auto rpc_names =
    pack_words("AccessKeyId", "Action", "Format", "RegionId", "SecurityToken", "SignatureMethod", "SignatureNonce",
               "SignatureVersion", "Timestamp", "Version");

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
