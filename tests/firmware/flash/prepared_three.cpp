// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../../bench/prepared.hpp"
#include "feature.hpp"

#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/prepared.hpp>
#include <portwright/signature/tc3.hpp>

using hmac_sha256 = portwright::hmac_sha256<>;
using tc3 = portwright::tc3<>;

extern "C" bool provision(const portwright::context<hmac_sha256>& by_pairs, const portwright::context<tc3>& by_body,
                          std::span<char> buffer) {
    return sign_and_send_url(portwright::prepared<bench::documented, hmac_sha256>{}, by_pairs, buffer) &&
           sign_and_send_url(portwright::prepared<bench::proxied, hmac_sha256>{}, by_pairs, buffer) &&
           sign_and_send(portwright::prepared<bench::probed, tc3>{}, by_body, buffer);
}
