// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/check_context.hpp>

#include "every_scheme.hpp"

#include <string_view>

namespace {

using portwright::errc;
using portwright::last_time;
using portwright::unlisted;
using portwright::detail::check_context;
using portwright::detail::check_nonce;
using portwright::detail::check_terms;

constexpr portwright::operation v3_call{"DescribeX", &test::v3};
constexpr portwright::operation no_region_call{"DescribeX", &test::v3_without_region};

TEST_CASE("check_context: time, then endpoint, then region") {
    VERIFY(check_terms(v3_call, "ap-guangzhou", 0, {}, true) == errc::none);
    VERIFY(check_terms(v3_call, "ap-guangzhou", last_time, "h:1", true) == errc::none);
    VERIFY(check_terms(v3_call, "A", -1, "h:0", true) == errc::bad_time);
    VERIFY(check_terms(v3_call, "A", last_time + 1, {}, true) == errc::bad_time);
    VERIFY(check_terms(v3_call, "A", 0, "h:0", true) == errc::bad_host);
    VERIFY(check_terms(v3_call, "A", 0, {}, true) == errc::bad_region);
    VERIFY(check_terms(v3_call, {}, 0, {}, true) == errc::missing_region);
    VERIFY(check_terms(v3_call, "gz", 0, {}, true) == errc::not_listed);
    VERIFY(check_terms(v3_call, "gz", 0, {}, false) == errc::none);
    VERIFY(check_terms(v3_call, unlisted("gz"), 0, {}, true) == errc::none);
    // A region that is not sent is not looked at.
    VERIFY(check_terms(no_region_call, "A", 0, {}, true) == errc::none);
}

TEST_CASE("check_context: a nonce has unreserved characters") {
    VERIFY(check_nonce<portwright::size_policy>("3ee8c1b8-83d3_44af.a94f~4E") == errc::none);
    VERIFY(check_nonce<portwright::speed_policy>("3ee8c1b8-83d3_44af.a94f~4E") == errc::none);
    VERIFY(check_nonce<portwright::size_policy>("") == errc::bad_nonce);
    VERIFY(check_nonce<portwright::size_policy>("a b") == errc::bad_nonce);
    VERIFY(check_nonce<portwright::speed_policy>("123456789&") == errc::bad_nonce);
}

TEST_CASE_TEMPLATE("check_context: a key that was not prepared", Scheme, SCHEMES) {
    typename Scheme::key key;
    test::context<Scheme> context{.key = key, .region = "ap-guangzhou", .timestamp = 1, .nonce = "1"};
    const portwright::operation call{"DescribeX", &test::home<Scheme>};
    const bool has_day = std::is_same_v<Scheme, portwright::tc3<>>;
    CHECK(check_context(call, context) == (has_day ? errc::stale_key : errc::bad_credentials));
    REQUIRE(test::prepare(key, {.id = "id", .secret = "secret"}));
    CHECK(check_context(call, context) == errc::none);
    context.timestamp = -1;
    CHECK(check_context(call, context) == errc::bad_time);
}

} // namespace
