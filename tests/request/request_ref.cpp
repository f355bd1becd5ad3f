// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The one handle of a request: of a typed action, of one that writes itself, and in a constant expression.

#include <portwright/request/request_ref.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <portwright/request/untyped.hpp>

#include <array>
#include <string>
#include <string_view>

namespace {

using namespace portwright::detail;
using portwright::error;
using portwright::size_policy;
using ref = request_ref<size_policy>;

constexpr std::string_view common_value = "v";
constexpr const std::string_view* common_values[] = {&common_value};
constexpr auto common_names = pack_words("Action");

constexpr auto pairs(const ref& request) {
    return test::written_by<size_policy, 512>([&](auto& out) {
        error why;
        walk_outcome outcome{why, true};
        request.walk->pairs(request, {common_names.data(), common_values}, out, outcome);
    });
}
constexpr auto json(const ref& request) {
    return test::written_by<size_policy, 512>([&](auto& out) {
        error why;
        walk_outcome outcome{why, true};
        request.walk->json(request, out, outcome);
    });
}

using action = test::CreateListener<test::v3>;
constexpr action request = test::good<test::v3>;
constexpr std::string_view as_pairs = "Action=v&HealthCheck.IntervalTime=5&HealthCheck.TimeOut=2&ListenerNames.0=lis0"
                                      "&ListenerNames.1=lis1&LoadBalancerId=lb-cuxw2rm0&Ports.0=7569&Ports.1=7570"
                                      "&Protocol=TCP";
constexpr std::string_view as_json = R"({"HealthCheck":{"IntervalTime":5,"TimeOut":2},"ListenerNames":["lis0","lis1"],)"
                                     R"("LoadBalancerId":"lb-cuxw2rm0","Ports":[7569,7570],"Protocol":"TCP"})";

TEST_CASE("request_ref: of a typed action") {
    constexpr auto& table = request_table_of<action, true, size_policy>;
    const ref handle{&request, &table, table.walk};
    CHECK(&handle.table() == &table);
    CHECK(handle.call->action == "CreateListener");
    CHECK(pairs(handle) == as_pairs);
    CHECK(json(handle) == as_json);
}

TEST_CASE("request_ref: without JSON there is no code for it") {
    CHECK((request_table_of<action, false, size_policy>.walk->json == nullptr));
    CHECK((request_table_of<action, false, size_policy>.walk->pairs ==
           request_table_of<action, true, size_policy>.walk->pairs));
}

TEST_CASE("request_ref: in a constant expression") {
    VERIFY(pairs(constant_walk<action, size_policy>(request).ref()) == as_pairs);
    VERIFY(json(constant_walk<action, size_policy>(request).ref()) == as_json);
}

TEST_CASE("request_ref: of a request that writes itself") {
    constexpr portwright::operation_of call{"CreateListener", &test::v3};
    std::array<portwright::parameter, 2> slots;
    portwright::untyped_request untyped{call, slots};
    untyped.add("Protocol", "TCP").add({"Ports.n", 0}, 80);
    const ref handle{&untyped, &untyped.call, &own_walk<portwright::untyped_request, size_policy>};
    CHECK(pairs(handle) == "Action=v&Ports.0=80&Protocol=TCP");
    CHECK(json(handle) == R"({"Ports":[80],"Protocol":"TCP"})");
    const constant_walk<portwright::untyped_request, size_policy> constant(untyped);
    CHECK(pairs(constant.ref()) == "Action=v&Ports.0=80&Protocol=TCP");
    CHECK(json(constant.ref()) == R"({"Ports":[80],"Protocol":"TCP"})");
    CHECK(constant.ref().call == &untyped.call);
}

TEST_CASE("request_ref: the walk tells what is wrong, and whether there was a secret") {
    constexpr auto& table = request_table_of<test::Upload<test::v3>, true, size_policy>;
    const test::Upload<test::v3> secret{.Data = "\xFF", .Key = "k"};
    const ref handle{&secret, &table, table.walk};
    error why;
    walk_outcome outcome{why, true};
    portwright::output out;
    handle.walk->pairs(handle, {}, out, outcome);
    CHECK(why.code == portwright::errc::not_utf8);
    error unchecked;
    walk_outcome written{unchecked, false};
    handle.walk->json(handle, out, written);
    CHECK(unchecked.code == portwright::errc::none);
    CHECK(written.has_secret);
}

} // namespace
