// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/tencent/bmlb.hpp>

#include "../sent.hpp"
#include "../verdict.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace {

namespace bmlb = portwright::tencent::bmlb;
using portwright::task_state;
using test::changed;
using test::sent;
using test::verdict;

using Listener = bmlb::CreateBmListeners::Listener;

// The example of CreateBmListeners' page.
constexpr Listener tcp{.loadBalancerPort = 1234, .protocol = Listener::protocol::tcp, .listenerName = "tcp-test"};

constexpr auto verdict_of(const Listener& listener) {
    const Listener listeners[] = {listener};
    return verdict(bmlb::CreateBmListeners{.loadBalancerId = "lb-abcdefgh", .listeners = listeners});
}

TEST_CASE("tencent.bmlb CreateBmListeners") {
    VERIFY(verdict_of(tcp) == "good");
    VERIFY(verdict_of(changed(tcp, [](auto& r) { r.loadBalancerPort = 65536; })) ==
           "out_of_range listeners.0.loadBalancerPort");
    VERIFY(verdict_of(changed(tcp, [](auto& r) { r.protocol = "TCP"; })) == "not_listed listeners.0.protocol");
    VERIFY(verdict_of(changed(tcp, [](auto& r) { r.sessionExpire = 0; })) ==
           "out_of_range listeners.0.sessionExpire"); // contradiction 6.7
    VERIFY(verdict_of(changed(tcp, [](auto& r) {
               r.timeOut = 7;
               r.intervalTime = 7;
           })) == "rule_broken listeners.0.timeOut");
    VERIFY(verdict_of(changed(tcp, [](auto& r) {
               r.timeOut = 7;
               r.intervalTime = 8;
           })) == "good");
}

TEST_CASE("tencent.bmlb CreateBmListeners: how many") { // contradiction 6.8
    static constexpr auto many = [] {
        std::array<Listener, 51> all{};
        all.fill(tcp);
        return all;
    }();
    const auto first = [](std::size_t count) {
        return verdict(
            bmlb::CreateBmListeners{.loadBalancerId = "lb-abcdefgh", .listeners = std::span(many).first(count)});
    };
    CHECK(first(0) == "missing_parameter listeners");
    CHECK(first(50) == "good");
    CHECK(first(51) == "too_many listeners");
}

TEST_CASE("tencent.bmlb CreateBmListeners: custom health checks") {
    constexpr auto custom = changed(tcp, [](auto& r) {
        r.healthSwitch = 1;
        r.customHealthSwitch = 1;
        r.inputType = bmlb::inputType::text;
        r.lineSeparatorType = 3;
        r.healthRequest = "ping";
        r.healthResponse = "pong";
    });
    VERIFY(verdict_of(custom) == "good");
    VERIFY(verdict_of(changed(custom, [](auto& r) { r.healthSwitch = 0; })) ==
           "rule_broken listeners.0.customHealthSwitch");
    VERIFY(verdict_of(changed(custom, [](auto& r) {
               r.customHealthSwitch = 0;
               r.healthRequest = r.healthResponse = {};
           })) == "rule_broken listeners.0.inputType");
    VERIFY(verdict_of(changed(custom, [](auto& r) { r.inputType = bmlb::inputType::hexadecimal; })) ==
           "rule_broken listeners.0.lineSeparatorType");
    VERIFY(verdict_of(changed(custom, [](auto& r) { r.lineSeparatorType = 4; })) ==
           "out_of_range listeners.0.lineSeparatorType");
    VERIFY(verdict_of(changed(tcp, [](auto& r) {
               r.customHealthSwitch = 0;
               r.healthRequest = "ping";
           })) == "rule_broken listeners.0.healthRequest");
    VERIFY(verdict_of(changed(tcp, [](auto& r) {
               r.customHealthSwitch = 0;
               r.healthResponse = "pong";
           })) == "rule_broken listeners.0.healthResponse");
}

constexpr std::string_view two_ids[] = {"lbl-a", "lbl-b"};

// API v2 as bare metal has it, but with subscripts from 1.
struct counted_from_one : portwright::tencent::api_v2 {
    using family = counted_from_one;
    static constexpr std::uint8_t index_base = 1;
};
constexpr portwright::service_of<counted_from_one> from_one{{"bmlb.api.qcloud.com", "/v2/index.php", "", true}};
struct DeleteFromOne {
    portwright::text loadBalancerId = {};
    portwright::texts listenerIds = {};

    static constexpr portwright::operation_of call{"DeleteBmListeners", &from_one};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required), PORTWRIGHT_FIELD(listenerIds, required));
    }
};

TEST_CASE("tencent.bmlb: listeners count from 0, by a constant of the service") { // contradiction 2.3
    CHECK(sent(bmlb::DeleteBmListeners{.loadBalancerId = "lb-1", .listenerIds = two_ids}) ==
          "listenerIds.0=lbl-a&listenerIds.1=lbl-b&loadBalancerId=lb-1");
    CHECK(sent(bmlb::DescribeBmListeners{.loadBalancerId = "lb-1", .listenerIds = two_ids}) ==
          "listenerIds.0=lbl-a&listenerIds.1=lbl-b&loadBalancerId=lb-1");
    CHECK(sent(DeleteFromOne{.loadBalancerId = "lb-1", .listenerIds = two_ids}) ==
          "listenerIds.1=lbl-a&listenerIds.2=lbl-b&loadBalancerId=lb-1");
}

template <class T>
concept has_listenerIds = requires(T t) { t.listenerIds; };

TEST_CASE("tencent.bmlb CreateBmListeners: its answer names no listener") { // contradiction 6.4
    static_assert(!has_listenerIds<bmlb::CreateBmListeners::response>);
    // They are looked up once the task has ended.
    CHECK(sent(bmlb::CreateBmListeners::response{.requestId = 100000}.task()) == "requestId=100000");
    CHECK(sent(bmlb::DescribeBmListeners{.loadBalancerId = "lb-1"}) == "loadBalancerId=lb-1");
}

/// Where a request goes.
template <class Action>
std::string host_of(const Action& request, std::string_view endpoint = {}) {
    portwright::hmac_sha256<>::key key;
    REQUIRE(key.prepare({.id = "AKID", .secret = "secret"}));
    std::array<char, 1024> buffer;
    const auto made = portwright::sign(
        request,
        portwright::context<portwright::hmac_sha256<>>{
            .key = key, .region = "bj", .timestamp = 1507728683, .nonce = "61431", .endpoint = endpoint},
        buffer);
    REQUIRE(made);
    return std::string(made->url.substr(0, made->url.find('?')));
}

TEST_CASE("tencent.bmlb: one host for all of its actions, and the caller's before it") { // contradiction 6.5
    constexpr Listener listeners[] = {tcp};
    const std::string documented = "https://bmlb.api.qcloud.com/v2/index.php";
    CHECK(host_of(bmlb::CreateBmListeners{.loadBalancerId = "lb-1", .listeners = listeners}) == documented);
    CHECK(host_of(bmlb::DescribeBmLoadBalancersTaskResult{.requestId = 1}) == documented);
    CHECK(host_of(bmlb::DescribeBmListeners{.loadBalancerId = "lb-1"}) == documented);
    CHECK(host_of(bmlb::DescribeBmLoadBalancersTaskResult{.requestId = 1}, "lb.api.qcloud.com") ==
          "https://lb.api.qcloud.com/v2/index.php");
}

TEST_CASE("tencent.bmlb DescribeBmLoadBalancersTaskResult") {
    using query = bmlb::DescribeBmLoadBalancersTaskResult;
    VERIFY(verdict(query{}) == "missing_parameter requestId");
    VERIFY(verdict(query{.requestId = 100000}) == "good");
    VERIFY(query::response{.data = {.status = 0}}.state() == task_state::succeeded);
    VERIFY(query::response{.data = {.status = 1}}.state() == task_state::failed);
    VERIFY(query::response{.data = {.status = 2}}.state() == task_state::running);
    VERIFY(bmlb::CreateBmListeners::response{.requestId = 100000}.task().requestId == 100000);
}

} // namespace
