// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "feature.hpp"

#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/prepared.hpp>
#include <portwright/tencent/gaap/http_listeners.hpp>

constexpr portwright::tencent::gaap::CreateHTTPListener request{
    .ListenerName = "web", .Port = 8080, .ProxyId = "link-abcd1234"};

extern "C" bool provision(const portwright::context<portwright::hmac_sha256<>>& with, std::span<char> buffer) {
    return sign_and_send_url(portwright::prepared<request, portwright::hmac_sha256<>>{}, with, buffer);
}
