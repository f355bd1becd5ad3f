// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/raw_json_request.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/tc3.hpp>

#include <array>

namespace {

constexpr portwright::operation_of call{"CreateListener", &test::v3};

TEST_CASE("raw_json_request: the body byte for byte, for TC3 by POST only") {
    const portwright::raw_json_request request{call, R"({ "A" : 1 })"};
    portwright::tc3<>::key key;
    REQUIRE(key.prepare({.id = "id", .secret = "secret"}, test::v3, 1));
    portwright::context<portwright::tc3<>> context{.key = key, .region = portwright::unlisted("r"), .timestamp = 1};
    std::array<char, 512> buffer;
    auto made = portwright::sign(request, context, buffer);
    REQUIRE(made);
    CHECK(made->body == R"({ "A" : 1 })");
    context.verb = portwright::method::GET;
    made = portwright::sign(request, context, buffer);
    REQUIRE_FALSE(made);
    CHECK(made.error().code == portwright::errc::bad_name);
}

} // namespace
