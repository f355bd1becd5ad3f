// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "feature.hpp"

#include <portwright/response/decode.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/tencent/gaap/http_listeners.hpp>

using action = portwright::tencent::gaap::CreateHTTPListener;

extern "C" bool provision(const action& request, const portwright::context<portwright::hmac_sha256<>>& with,
                          std::span<char> buffer, const char* body, std::size_t size, action::response& answer,
                          portwright::api_error& refusal) {
    if (!sign_and_send_url(request, with, buffer)) return false;
    portwright::decoder<action> reader(answer, refusal, buffer);
    reader.feed(body, size);
    return static_cast<bool>(reader.finish_unclassified());
}
