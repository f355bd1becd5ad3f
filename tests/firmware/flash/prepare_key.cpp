// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "feature.hpp"

#include <portwright/signature/hmac_sha.hpp>
#include <portwright/tencent/gaap/http_listeners.hpp>

using scheme = portwright::hmac_sha256<>;

extern "C" bool provision(const portwright::tencent::gaap::CreateHTTPListener& request,
                          const portwright::context<scheme>& with, std::span<char> buffer, scheme::key& key,
                          const portwright::credentials& who) {
    return key.prepare(who) && sign_and_send_url(request, with, buffer);
}
