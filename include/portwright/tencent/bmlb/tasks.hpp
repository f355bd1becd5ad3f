// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Asynchronous actions: the task query, and the answer that starts a task.

#include <portwright/request/schema.hpp>
#include <portwright/tencent/bmlb/service.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::bmlb {

/// Asks how an asynchronous action ended. Tencent Cloud, "DescribeBmLoadBalancersTaskResult" (API v2, product 386).
struct DescribeBmLoadBalancersTaskResult {
    integer requestId = {};

    static constexpr operation call{"DescribeBmLoadBalancersTaskResult", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(requestId, required, "task number from an asynchronous action"));
    }

    struct response {
        struct Data {
            integer status = {};

            template <class self>
            static consteval auto schema() {
                using namespace portwright::schema;
                return fields(PORTWRIGHT_FIELD(status, required, "0 succeeded, 1 failed, 2 in progress"));
            }
        };

        integer code = {};
        text message = {};
        text codeDesc = {};
        Data data = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(code, required, "0, or the error"),
                          PORTWRIGHT_FIELD(message, "the error in words, led by the module's own code"),
                          PORTWRIGHT_FIELD(codeDesc, "Success, or the error's name"), PORTWRIGHT_FIELD(data, required));
        }

        static constexpr std::int64_t succeeded = 0;
        static constexpr std::int64_t failed = 1;
        static constexpr std::int64_t in_progress = 2;
        /// Where the task stands. A status that the documents do not know means that it runs.
        constexpr task_state state() const noexcept {
            if (data.status == succeeded) return task_state::succeeded;
            return data.status == failed ? task_state::failed : task_state::running;
        }
    };
};

/// The answer of an action that only starts a task.
struct task_reply {
    integer code = {};
    text message = {};
    text codeDesc = {};
    integer requestId = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(code, required, "0, or the error"),
                      PORTWRIGHT_FIELD(message, "the error in words, led by the module's own code"),
                      PORTWRIGHT_FIELD(codeDesc, "Success, or the error's name"),
                      PORTWRIGHT_FIELD(requestId, required, "the task"));
    }

    using query = DescribeBmLoadBalancersTaskResult;
    constexpr query task() const noexcept { return {.requestId = requestId}; }
};

} // namespace portwright::inline v0_1::tencent::bmlb

#include <portwright/core/platform_macros_on.hpp>
