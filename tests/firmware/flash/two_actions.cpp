// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "feature.hpp"

#include <portwright/signature/hmac_sha.hpp>
#include <portwright/tencent/gaap/http_listeners.hpp>
#include <portwright/tencent/gaap/tcp_listeners.hpp>

namespace gaap = portwright::tencent::gaap;

extern "C" bool provision(const gaap::CreateHTTPListener* http, const gaap::CreateTCPListeners& tcp,
                          const portwright::context<portwright::hmac_sha256<>>& with, std::span<char> buffer) {
    if (http != nullptr) return sign_and_send_url(*http, with, buffer);
    return sign_and_send_url(tcp, with, buffer);
}
