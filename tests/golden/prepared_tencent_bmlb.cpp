// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The constants of tencent.bmlb.json, prepared: by either scheme in turn.

#include <portwright/tencent/bmlb.hpp>

#include "prepared.hpp"

#include <cstdint>

namespace {

namespace bmlb = portwright::tencent::bmlb;

// NOLINTNEXTLINE(readability-identifier-naming): it takes the place of a parameter of that name
#define visit(id, request)                                                                                             \
    test::golden::hold_prepared<                                                                                       \
        request, std::conditional_t<__LINE__ % 2 == 0, portwright::hmac_sha256<>, portwright::hmac_sha1<>>>(id)
#include "typed_tencent_bmlb.inc"
#undef visit

TEST_CASE("prepared: every constant of the vectors of tencent.bmlb") {
    for_each_request(nullptr);
    CHECK(test::golden::held<portwright::hmac_sha256<>> + test::golden::held<portwright::hmac_sha1<>> ==
          number_of_requests);
    CHECK(test::golden::held<portwright::hmac_sha1<>> > number_of_requests / 3);
}

} // namespace
