// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a correct signature is, for each of the schemes. Every function here is pinned by the vendors' published
// examples in tests/emulator/signatures.cpp.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "request.hpp"

namespace portwright_tool::emulator {

// Tencent HmacSHA1 and HmacSHA256 (document 004, Signature): METHOD host path ? sorted pairs with raw values.
// `Signature` is left out. API v2 turns _ into . in names, only here and only in names.
[[nodiscard]] std::string tencent_string_to_sign(std::string_view method, std::string_view host, std::string_view path,
                                                 const name_values& pairs, bool underscores_to_dots);
[[nodiscard]] std::string tencent_signature(std::string_view secret_key, std::string_view string_to_sign, bool sha256);

// TC3-HMAC-SHA256: names and values of the signed headers in lower case and trimmed, the query as sent.
[[nodiscard]] std::string tc3_canonical_request(const http_request& request,
                                                const std::vector<std::string>& signed_headers);
[[nodiscard]] std::string tc3_signature(std::string_view secret_key, std::int64_t timestamp, std::string_view date,
                                        std::string_view service, std::string_view canonical_request);

// Aliyun RPC, signature version 1.0: RFC 3986 encoding, the canonical query encoded once more, the key plus `&`.
[[nodiscard]] std::string aliyun_rpc_string_to_sign(std::string_view method, const name_values& pairs);
[[nodiscard]] std::string aliyun_rpc_signature(std::string_view secret, std::string_view string_to_sign);

// ACS3-HMAC-SHA256: the query decoded, sorted and encoded again; header values trimmed only; the plain secret.
[[nodiscard]] std::string acs3_canonical_request(const http_request& request,
                                                 const std::vector<std::string>& signed_headers);
[[nodiscard]] std::string acs3_signature(std::string_view secret, std::string_view canonical_request);

// `SCHEME Credential=...,SignedHeaders=a;b,Signature=...` of TC3 and ACS3.
struct authorization {
    std::string credential;
    std::vector<std::string> signed_headers;
    std::string signature;
};
// Nothing when the header does not have exactly that form, with the signed headers in lower case and sorted.
[[nodiscard]] std::optional<authorization> parse_authorization(std::string_view header, std::string_view scheme);

}   // namespace portwright_tool::emulator
