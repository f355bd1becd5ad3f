// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The constants of tencent.clb.json, prepared: by either scheme in turn.

#include <portwright/tencent/clb.hpp>

#include "prepared.hpp"

#include <cstdint>

namespace {

namespace clb = portwright::tencent::clb;

// NOLINTNEXTLINE(readability-identifier-naming): it takes the place of a parameter of that name
#define visit(id, request)                                                                                             \
    test::golden::hold_prepared<                                                                                       \
        request, std::conditional_t<__LINE__ % 2 == 0, portwright::hmac_sha256<>, portwright::hmac_sha1<>>>(id)
#include "typed_tencent_clb.inc"
#undef visit

TEST_CASE("prepared: every constant of the vectors of tencent.clb") {
    for_each_request(nullptr);
    CHECK(test::golden::held<portwright::hmac_sha256<>> + test::golden::held<portwright::hmac_sha1<>> ==
          number_of_requests);
    CHECK(test::golden::held<portwright::hmac_sha1<>> > number_of_requests / 3);
}

} // namespace
