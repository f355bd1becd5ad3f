// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "feature.hpp"

#include <portwright/tencent/clb/create_listener.hpp>
#include <portwright/signature/hmac_sha.hpp>

extern "C" bool provision(const portwright::tencent::clb::CreateListener& request,
                          const portwright::context<portwright::hmac_sha256<>>& with, std::span<char> buffer) {
    return sign_and_send_url(request, with, buffer);
}
