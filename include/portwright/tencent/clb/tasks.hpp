// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Asynchronous actions: the task query, and the answer of those that return nothing but their task.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/clb/service.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::clb {

/// Asks how an asynchronous action ended. Tencent Cloud, "DescribeTaskStatus" (API 3.0, product 214).
struct DescribeTaskStatus {
    text TaskId = {};
    text DealName = {};

    static constexpr operation call{"DescribeTaskStatus", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(TaskId, "RequestId returned by the asynchronous action"),
                      PORTWRIGHT_FIELD(DealName, "order ID"))
            .rules(any_of("TaskId", "DealName"));
    }

    struct response {
        integer Status = {};
        sequence<text> LoadBalancerIds = {};
        text Message = {};
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(Status, required, "0 succeeded, 1 failed, 2 in progress"),
                          PORTWRIGHT_FIELD(LoadBalancerIds), PORTWRIGHT_FIELD(Message),
                          PORTWRIGHT_FIELD(RequestId, required, "the request"));
        }

        static constexpr std::int64_t succeeded = 0;
        static constexpr std::int64_t failed = 1;
        static constexpr std::int64_t in_progress = 2;
        /// Where the task stands. A status that the documents do not know means that it runs.
        constexpr task_state state() const noexcept {
            if (Status == succeeded) return task_state::succeeded;
            return Status == failed ? task_state::failed : task_state::running;
        }
    };
};

/// The answer of an action that only starts a task.
struct task_reply {
    text RequestId = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(RequestId, not_empty, "the request, and the task that it started"));
    }

    using query = DescribeTaskStatus;
    constexpr query task() const noexcept { return {.TaskId = RequestId}; }
};

} // namespace portwright::inline v0_1::tencent::clb

#include <portwright/core/platform_macros_on.hpp>
