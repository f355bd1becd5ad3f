// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../../bench/requests.hpp"
#include "feature.hpp"

#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/prepared.hpp>

extern "C" bool provision(const portwright::context<portwright::hmac_sha256<>>& with, std::span<char> buffer) {
    return sign_and_send_url(portwright::prepared<bench::documented, portwright::hmac_sha256<>>{}, with, buffer);
}
