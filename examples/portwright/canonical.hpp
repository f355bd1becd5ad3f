// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where a signed request has its signature, for people who compare.

#include <portwright/signature/signed_request.hpp>

#include <string>

namespace portwright_tool {

// The signature: hexadecimal from the Authorization header, otherwise Base64 from the last pair.
[[nodiscard]] std::string signature_of(const portwright::signed_request& request);

}   // namespace portwright_tool
