// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a request sends of its own: its parameters as they stand in the URL, without the common ones.
//
//     CHECK(test::sent(lb::DeleteForwardLBListener{...}) == "listenerId=lbl-1&loadBalancerId=lb-1");

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <concepts>
#include <string>
#include <string_view>

namespace test {

constexpr bool is_common(std::string_view name) {
    constexpr std::string_view names[] = {"AccessKeyId",     "Action",         "Format",           "Nonce",
                                          "Region",          "RegionId",       "SecretId",         "Signature",
                                          "SignatureMethod", "SignatureNonce", "SignatureVersion", "Timestamp",
                                          "Version"};
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// The parameters, in the order of the URL. An error is "refused".
template <class Action>
std::string sent(const Action& request) {
    constexpr bool rpc = portwright::detail::accepts<portwright::system_of<Action>, portwright::aliyun_rpc<>>;
    using scheme = std::conditional_t<rpc, portwright::aliyun_rpc<>, portwright::hmac_sha256<>>;
    typename scheme::key key;
    REQUIRE(key.prepare({.id = "AKID", .secret = "secret"}));
    std::array<char, 8192> buffer;
    const auto made = portwright::sign(request,
                                       portwright::context<scheme>{.key = key,
                                                                   .region = portwright::unlisted("region-1"),
                                                                   .timestamp = 1507728683,
                                                                   .nonce = "61431",
                                                                   .verb = portwright::method::GET,
                                                                   .secrets_in_url = true},
                                       buffer);
    if (!made) return "refused";
    std::string own;
    for (std::string_view rest = made->query; !rest.empty();) {
        const std::string_view pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        if (!is_common(pair.substr(0, pair.find('=')))) own.append(own.empty() ? "" : "&").append(pair);
    }
    return own;
}

} // namespace test
