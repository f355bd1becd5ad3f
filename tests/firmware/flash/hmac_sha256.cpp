// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "feature.hpp"

#include <portwright/tencent/gaap/http_listeners.hpp>
#include <portwright/signature/hmac_sha.hpp>

extern "C" bool provision(const portwright::tencent::gaap::CreateHTTPListener& request,
                          const portwright::context<portwright::hmac_sha256<>>& with, std::span<char> buffer) {
    return sign_and_send(request, with, buffer);
}
