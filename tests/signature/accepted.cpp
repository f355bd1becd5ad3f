// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/accepted.hpp>

#include <portwright/request/raw_json_request.hpp>
#include <portwright/request/untyped.hpp>
#include <portwright/signature/context.hpp>

#include "every_scheme.hpp"

#include <string_view>

namespace {

using portwright::signable;
using portwright::detail::check_accepted;
using portwright::detail::has_common_names_of;
using test::errc;

static_assert(signable<test::DescribeTask<test::v3>>);
static_assert(signable<portwright::untyped_request> && signable<portwright::raw_json_request>);
static_assert(!signable<int> && !signable<test::HealthCheck>); // a structure without a call

struct shorter_names : portwright::tencent::api_v3 {
    static constexpr auto common_names = portwright::detail::pack_words("Action", "Nonce", "Region");
};
struct other_names : portwright::tencent::api_v3 {
    static constexpr auto common_names = portwright::detail::pack_words("Action", "Nonce", "Region", "SecretId",
                                                                        "SignatureMethod", "Time", "Token", "Version");
};
static_assert(has_common_names_of<portwright::tencent::api_v2, portwright::hmac_sha1<>>());
static_assert(has_common_names_of<portwright::aliyun::rpc, portwright::acs3<>>());
static_assert(!has_common_names_of<portwright::aliyun::rpc, portwright::hmac_sha1<>>());
static_assert(!has_common_names_of<shorter_names, portwright::hmac_sha256<>>());
static_assert(!has_common_names_of<other_names, portwright::hmac_sha256<>>());
static_assert(has_common_names_of<shorter_names, portwright::tc3<>>()); // it sends none

TEST_CASE("accepted: the schemes of the family, and the request's own error before that") {
    portwright::parameter slots[1];
    constexpr portwright::operation_of call{"DescribeX", &test::v2};
    portwright::untyped_request request(call, slots);
    CHECK(check_accepted<portwright::hmac_sha1<>>(request));
    CHECK(check_accepted<portwright::tc3<>>(request).error().code == errc::wrong_scheme);
    request.add("a b", 1);
    const auto refused = check_accepted<portwright::tc3<>>(request);
    CHECK(refused.error().code == errc::bad_name);
    CHECK(std::string_view(refused.error().text, refused.error().length) == "a b");
}

} // namespace
