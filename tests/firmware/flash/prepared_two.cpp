// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../../bench/prepared.hpp"
#include "feature.hpp"

#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/prepared.hpp>

using scheme = portwright::hmac_sha256<>;

extern "C" bool provision(bool accelerated, const portwright::context<scheme>& with, std::span<char> buffer) {
    if (accelerated) return sign_and_send_url(portwright::prepared<bench::proxied, scheme>{}, with, buffer);
    return sign_and_send_url(portwright::prepared<bench::documented, scheme>{}, with, buffer);
}
