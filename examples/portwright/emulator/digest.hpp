// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Hashes, MACs, text forms of bytes and random names, all from OpenSSL.

#include <cstddef>
#include <string>
#include <string_view>

namespace portwright_tool::emulator {

[[nodiscard]] std::string sha256_hex(std::string_view text);
[[nodiscard]] std::string hmac_sha1(std::string_view key, std::string_view text);     // raw bytes
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view text);   // raw bytes
[[nodiscard]] std::string hex(std::string_view bytes);                                // lower case
[[nodiscard]] std::string base64(std::string_view bytes);

// Compares in a time that does not depend on where two texts differ (their lengths are no secret).
[[nodiscard]] bool same_secret(std::string_view left, std::string_view right);

[[nodiscard]] std::string random_text(std::size_t length);   // of a-z and 0-9, as in the clouds' resource IDs
[[nodiscard]] std::string random_uuid();                     // lower case

}   // namespace portwright_tool::emulator
