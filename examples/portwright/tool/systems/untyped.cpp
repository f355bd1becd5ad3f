// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "untyped.hpp"

#include "../accepted_scheme.hpp"

#include <portwright/aliyun/ga/describe_listener.hpp>
#include <portwright/request/schema.hpp>
#include <portwright/tencent/clb/tasks.hpp>
#include <portwright/tencent/lb/tasks.hpp>

namespace portwright_tool {
namespace {

// What an answer may have, whatever it answers.
struct any_answer {
    portwright::text RequestId = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(RequestId));
    }
};

// The action stands for its API: its hosts' errors, and the form of its answers.
template <class Action>
call_result call_like(session& over, const described_request& request, const after_call& after) {
    const untyped_values values(request);
    return visit_accepted<Action>(request.signature, [&]<class Scheme>() -> call_result {
        const auto made = over.cloud().template call_as<Action, Scheme, any_answer>(values.request(), over.scratch());
        const call_report called{made.outcome(), made.error(), made.refusal()};
        static_cast<void>(after(called));
        return {called};
    });
}

} // namespace

call_result call_untyped(session& over, const described_request& request, const after_call& after) {
    switch (request.action().family) {
    case api::tencent_v2:
        return call_like<portwright::tencent::lb::DescribeLoadBalancersTaskResult>(over, request, after);
    case api::aliyun_rpc: return call_like<portwright::aliyun::ga::DescribeListener>(over, request, after);
    default: return call_like<portwright::tencent::clb::DescribeTaskStatus>(over, request, after);
    }
}

} // namespace portwright_tool
