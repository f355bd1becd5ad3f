// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The constants of aliyun.ga.json, prepared.

#include <portwright/aliyun/ga.hpp>

#include "prepared.hpp"

#include <cstdint>

namespace {

namespace ga = portwright::aliyun::ga;

// NOLINTNEXTLINE(readability-identifier-naming): it takes the place of a parameter of that name
#define visit(id, request) test::golden::hold_prepared<request, portwright::acs3<>, portwright::aliyun_rpc<>>(id)
#include "typed_aliyun_ga.inc"
#undef visit

TEST_CASE("prepared: every constant of the vectors of aliyun.ga") {
    for_each_request(nullptr);
    CHECK(test::golden::held<portwright::acs3<>> == number_of_requests);
    CHECK(test::golden::held<portwright::aliyun_rpc<>> == number_of_requests);
}

} // namespace
