// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "outside.hpp"

#include <portwright/calls/ensure.hpp>
#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/tencent/gaap/ensure_http_listener.hpp>

using action = portwright::tencent::gaap::CreateHTTPListener;

extern "C" bool provision(const action& request, radio& over, const portwright::credentials& who,
                          std::span<char> scratch) {
    portwright::client cloud(over, who, &radio_clock, &radio_nonce);
    return static_cast<bool>(cloud.ensure(request, scratch));
}
