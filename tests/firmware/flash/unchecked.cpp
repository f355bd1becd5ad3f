// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "feature.hpp"

#include <portwright/signature/hmac_sha.hpp>
#include <portwright/tencent/gaap/http_listeners.hpp>

extern "C" bool provision(const portwright::tencent::gaap::CreateHTTPListener& request,
                          portwright::context<portwright::hmac_sha256<>>& with, std::span<char> buffer) {
    with.checked = false;
    return sign_and_send_url(request, with, buffer);
}
