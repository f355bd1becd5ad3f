// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/location.hpp>

#include "../verify.hpp"
#include "../request/actions.hpp"

#include <string_view>

namespace {

using portwright::authority;
using portwright::region_name;
using portwright::detail::write_host;
using portwright::detail::write_location;

constexpr auto host(const portwright::service& service, const region_name& region, const authority& endpoint = {}) {
    return test::written([=, &service](auto& out) { write_host(out, service, region, endpoint); });
}

constexpr portwright::service_of<portwright::tencent::api_v3> with_port{
    {.host = "clb.example.com:8443", .takes_region = true}};

TEST_CASE("location: the service's host, and before its domain a financial region") {
    VERIFY(host(test::v3, "ap-guangzhou") == "clb.tencentcloudapi.com");
    VERIFY(host(test::v3, {}) == "clb.tencentcloudapi.com");
    VERIFY(host(test::v3, "ap-shanghai-fsi") == "clb.ap-shanghai-fsi.tencentcloudapi.com");
    VERIFY(host(with_port, "ap-shanghai-fsi") == "clb.ap-shanghai-fsi.example.com:8443");
    // Of a system that takes no region, or a family without such hosts.
    VERIFY(host(test::v3_without_region, "ap-shanghai-fsi") == "gaap.tencentcloudapi.com");
    VERIFY(host(test::v2, "ap-shanghai-fsi") == "lb.api.qcloud.com");
}

TEST_CASE("location: an endpoint takes the place of all that, in lower case") {
    VERIFY(host(test::v3, "ap-shanghai-fsi", "Localhost:8443") == "localhost:8443");
    VERIFY(host(test::v3, {}, "[2001:DB8::1]") == "[2001:db8::1]");
}

TEST_CASE("location: host, path, and what begins the query") {
    VERIFY(test::written([](auto& out) { write_location(out, test::v2, "ap-guangzhou", {}); }) ==
           "lb.api.qcloud.com/v2/index.php?");
    VERIFY(test::written([](auto& out) { write_location(out, test::v3, {}, "h:1"); }) == "h:1/?");
}

} // namespace
