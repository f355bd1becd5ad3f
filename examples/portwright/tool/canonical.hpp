// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Reads a signed request, for people who compare: its signature, and its texts as they were.

#include <portwright/signature/signed_request.hpp>

#include <string>
#include <string_view>

namespace portwright_tool {

// The signature: hexadecimal from the Authorization header, otherwise Base64 from the last pair.
[[nodiscard]] std::string signature_of(const portwright::signed_request& request);

// With each %XX as its byte. What is no escape stays.
[[nodiscard]] std::string percent_decode(std::string_view text);

}   // namespace portwright_tool
