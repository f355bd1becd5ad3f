// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Signs a described request and keeps what was signed.

#include "request.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/tc3.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace portwright_tool {

// Calls `visitor(std::type_identity<scheme>{})` with the scheme of that name. `name` is one of schemes_of().
template <class Visitor>
decltype(auto) visit_scheme(std::string_view name, Visitor&& visitor) {
    if (name == portwright::hmac_sha1<>::name) return visitor(std::type_identity<portwright::hmac_sha1<>>{});
    if (name == portwright::hmac_sha256<>::name) return visitor(std::type_identity<portwright::hmac_sha256<>>{});
    if (name == portwright::aliyun_rpc<>::name) return visitor(std::type_identity<portwright::aliyun_rpc<>>{});
    if (name == portwright::acs3<>::name) return visitor(std::type_identity<portwright::acs3<>>{});
    return visitor(std::type_identity<portwright::tc3<>>{});
}

[[nodiscard]] bool signs_url(std::string_view scheme);

struct signed_message {
    std::vector<char> buffer{};               // what `request` points into, beside the described request
    portwright::signed_request request{};
    std::string canonical_request{};          // whose hash is signed; empty where the scheme has none
    std::string string_to_sign{};
    std::string signature{};
};

// Refuses what check() refuses and what cannot be signed. The message borrows from `from`.
[[nodiscard]] signed_message sign(const described_request& from);

// Refuses, for an error of the library about this request: the parameter, option or variable, and the reason.
[[noreturn]] void refuse(const portwright::error& why, const described_request& request);

}   // namespace portwright_tool
