// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../../bench/prepared.hpp"
#include "feature.hpp"

#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/prepared.hpp>

extern "C" bool provision(const portwright::context<portwright::hmac_sha256<>>& with, std::span<char> buffer,
                          std::string_view balancer, int port) {
    return sign_and_send_url(portwright::prepared<bench::waiting, portwright::hmac_sha256<>>{}.with(balancer, port),
                             with, buffer);
}
