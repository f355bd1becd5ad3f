// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The constants of tencent.lb.json, prepared: every other one, by either scheme in turn. Two units have one half each,
// prepared_tencent_lb_half says which, because a compiler takes twice as long for all of them.

#include <portwright/tencent/lb.hpp>

#include "prepared.hpp"

#include <cstdint>

namespace {

namespace lb = portwright::tencent::lb;

// NOLINTNEXTLINE(readability-identifier-naming): it takes the place of a parameter of that name
#define visit(id, request)                                                                                             \
    if constexpr (__LINE__ % 2 == prepared_tencent_lb_half)                                                            \
    test::golden::hold_prepared<                                                                                       \
        request, std::conditional_t<__LINE__ % 4 < 2, portwright::hmac_sha256<>, portwright::hmac_sha1<>>>(id)
#include "typed_tencent_lb.inc"
#undef visit

TEST_CASE("prepared: half of the constants of the vectors of tencent.lb") {
    for_each_request(nullptr);
    CHECK(test::golden::held<portwright::hmac_sha256<>> + test::golden::held<portwright::hmac_sha1<>> ==
          number_of_requests / 2);
}

} // namespace
