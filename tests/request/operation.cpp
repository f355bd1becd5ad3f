// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/operation.hpp>

#include "../verify.hpp"
#include "actions.hpp"
#include "spelled.hpp"

#include <portwright/request/raw_json_request.hpp>
#include <portwright/request/untyped.hpp>

#include <string_view>

namespace {

using portwright::operation_of;
using portwright::parameter;
using portwright::service_of;
using portwright::untyped_request;
using portwright::tencent::api_v2;
using portwright::tencent::api_v3;
using test::spelled;

/// How a request to another action or service is refused.
template <class Family = portwright::tencent::api_v3>
std::string_view refused(test::kept_text<256>& room, std::string_view action,
                         portwright::service_of<Family> target = test::v3) {
    const operation_of made{action, &target};
    parameter slots[1];
    const auto status = untyped_request(made, slots).status();
    const auto raw = portwright::raw_json_request{made, "{}"}.status();
    CHECK(status.error().code == raw.error().code);
    room = spelled(status.error());
    return room;
}

TEST_CASE("operation: an action and a service made at run time") {
    test::kept_text<256> room;
    CHECK(refused(room, "DescribeListeners") == "none");
    CHECK(refused(room, "DescribeX&Action=DeleteLoadBalancer") == "bad_name \"DescribeX&Action=DeleteLoadBalancer\"");
    CHECK(refused(room, "Describe(X") == "bad_name \"Describe(X\"");
    CHECK(refused(room, "") == R"(bad_name "")");
    CHECK(refused(room, "A", service_of<api_v2>{{"localhost:8443", "/", "", true}}) == "none");
    for (const char* host : {"", "Clb.example.com", "a/b", "a:0", "[::1]", ".com"}) {
        CAPTURE(host);
        CHECK(refused(room, "A", service_of<api_v3>{{host, "/", "1", true}}).starts_with("bad_host"));
    }
    for (const char* path : {"", "v2", "/a?b", "/a b", "/%41"}) {
        CAPTURE(path);
        CHECK(refused(room, "A", service_of<api_v3>{{"a.b", path, "1", true}}).starts_with("bad_characters"));
    }
    CHECK(refused(room, "A", service_of<portwright::aliyun::rpc>{{"a.b", "/", "1&b", true}}) ==
          "bad_characters \"1&b\"");
    // Nothing would check the region that is to stand in the host.
    portwright::service_of<portwright::tencent::api_v3> regional{{"a.b", "/", "1", false}};
    regional.regional_hosts = true;
    CHECK(refused(room, "A", regional).starts_with("bad_host"));
}

} // namespace
