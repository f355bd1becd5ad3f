// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/service.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <string_view>

namespace {

using portwright::service_of;
using portwright::detail::measure_label;
using portwright::tencent::api_v2;
using portwright::tencent::api_v3;

TEST_CASE("service: the first label of a host") {
    VERIFY(measure_label("clb.example.com") == 3);
    VERIFY(measure_label("localhost") == 9);
    VERIFY(measure_label("localhost:8443") == 9);
    VERIFY(measure_label("") == 0);
    VERIFY(measure_label(".com") == 0);
    VERIFY(test::v3.label() == "clb");
}

TEST_CASE("service: what it does not say is the family's") {
    VERIFY(test::v2.index_base == api_v2::index_base);
    VERIFY(test::aliyun.index_base == portwright::aliyun::rpc::index_base);
    CHECK((test::v2.find_unsigned_character == api_v2::find_unsigned_character));
    constexpr service_of<api_v3> plain{{"a.b"}};
    VERIFY(plain.path == "/");
    VERIFY(plain.version.empty());
}

TEST_CASE("service: regions") {
    VERIFY((test::v3.takes_region && test::v3.needs_region && test::v3.sends_region && test::v3.regional_hosts));
    constexpr auto& without = test::v3_without_region;
    VERIFY((!without.takes_region && !without.needs_region && !without.sends_region && !without.regional_hosts));
    CHECK((without.check_region == nullptr));
    // A family that sends every region does so for a system that takes none.
    constexpr service_of<portwright::aliyun::rpc> aliyun{{"a.b", "/", "1", false}};
    VERIFY((!aliyun.takes_region && aliyun.sends_region && !aliyun.needs_region));
    CHECK((aliyun.check_region != nullptr));
    constexpr service_of<api_v3> optional{{.host = "a.b", .takes_region = true, .needs_region = false}};
    VERIFY((optional.takes_region && !optional.needs_region));
}

} // namespace
