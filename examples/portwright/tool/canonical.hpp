// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a signed request says about its own signature, for people who compare.

#include <portwright/signature/signed_request.hpp>

#include <string>

namespace portwright_tool {

// The string to sign of TC3-HMAC-SHA256 and ACS3-HMAC-SHA256, built again from the finished request.
[[nodiscard]] std::string header_string_to_sign(const portwright::signed_request& request);

// The signature: hexadecimal from the Authorization header, otherwise Base64 from the last pair.
[[nodiscard]] std::string signature_of(const portwright::signed_request& request);

}   // namespace portwright_tool
