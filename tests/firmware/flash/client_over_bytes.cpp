// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "outside.hpp"

#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/tencent/gaap/http_listeners.hpp>

using action = portwright::tencent::gaap::CreateHTTPListener;

extern "C" bool provision(const action& request, portwright::http::stream_transport& over,
                          const portwright::credentials& who, std::span<char> scratch) {
    portwright::client cloud(over, who, &radio_clock, &radio_nonce);
    const auto created = cloud.call(request, scratch);
    return created && cloud.wait(*created, scratch);
}
