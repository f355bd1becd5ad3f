// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// HTTP listeners.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/gaap/service.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::gaap {

/// An HTTP listener as it stands.
struct HTTPListener {
    text ListenerId = {};
    text ListenerName = {};
    integer Port = {};
    integer CreateTime = {};
    text Protocol = {};
    integer ListenerStatus = {};
    text ProxyId = {};
    text GroupId = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(ListenerId, required), PORTWRIGHT_FIELD(ListenerName),
                      PORTWRIGHT_FIELD(Port, required), PORTWRIGHT_FIELD(CreateTime), PORTWRIGHT_FIELD(Protocol),
                      PORTWRIGHT_FIELD(ListenerStatus, required,
                                       "0 running, 1 creating, 2 destroying, 3 adjusting origins, 4 changing "
                                       "configuration"),
                      PORTWRIGHT_FIELD(ProxyId), PORTWRIGHT_FIELD(GroupId));
    }
};

/// Finds HTTP listeners and their state. Tencent Cloud, "DescribeHTTPListeners" (API 3.0, product 608).
struct DescribeHTTPListeners {
    text ProxyId = {};
    text GroupId = {};
    text ListenerId = {};
    text ListenerName = {};
    integer Port = {};
    integer Offset = {};
    integer Limit = {};
    text SearchValue = {};

    static constexpr operation call{"DescribeHTTPListeners", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(ProxyId, "connection ID"), PORTWRIGHT_FIELD(GroupId, "connection group ID"),
                      PORTWRIGHT_FIELD(ListenerId, "listener ID"), PORTWRIGHT_FIELD(ListenerName, "exact name"),
                      PORTWRIGHT_FIELD(Port, "exact port"), PORTWRIGHT_FIELD(Offset, "offset; default 0"),
                      PORTWRIGHT_FIELD(Limit, "number returned; default 20"),
                      PORTWRIGHT_FIELD(SearchValue, "fuzzy search by port or name; not with ListenerName or Port"))
            .rules(any_of("ListenerId", "ProxyId", "GroupId"), not_both("ProxyId", "GroupId"),
                   not_both("SearchValue", "ListenerName"), not_both("SearchValue", "Port"));
    }

    struct response {
        integer TotalCount = {};
        sequence<HTTPListener> ListenerSet = {};
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(TotalCount, required), PORTWRIGHT_FIELD(ListenerSet),
                          PORTWRIGHT_FIELD(RequestId, required, "the request"));
        }

        static constexpr std::int64_t running = 0;

        /// Succeeded once every listener found runs. None found means that it is not there yet, or, after a deletion,
        /// no longer.
        task_state state() const noexcept {
            for (const HTTPListener& listener : ListenerSet)
                if (listener.ListenerStatus != running) return task_state::running;
            return ListenerSet.empty() ? task_state::running : task_state::succeeded;
        }
    };
};

/// Creates an HTTP listener on a connection or a group of them. Tencent Cloud, "CreateHTTPListener" (API 3.0, product
/// 608).
struct CreateHTTPListener {
    text ListenerName = {};
    integer Port = {};
    text ProxyId = {};
    text GroupId = {};

    static constexpr operation call{"CreateHTTPListener", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(ListenerName, required, "listener name"),
                      PORTWRIGHT_FIELD(Port, required, "port; unique among listeners of one transport protocol"),
                      PORTWRIGHT_FIELD(ProxyId, "acceleration connection ID"),
                      PORTWRIGHT_FIELD(GroupId, "connection group ID"))
            .rules(exactly_one("ProxyId", "GroupId"));
    }

    struct response {
        text ListenerId = {};
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(ListenerId, not_empty),
                          PORTWRIGHT_FIELD(RequestId, required, "the request"));
        }

        using query = DescribeHTTPListeners;
        constexpr query task() const noexcept { return {.ListenerId = ListenerId}; }
    };
};

/// Renames an HTTP listener. Tencent Cloud, "ModifyHTTPListenerAttribute" (API 3.0, product 608).
struct ModifyHTTPListenerAttribute {
    text ListenerId = {};
    text ListenerName = {};
    text ProxyId = {};

    static constexpr operation call{"ModifyHTTPListenerAttribute", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(ListenerId, required, "listener to change"),
                      PORTWRIGHT_FIELD(ListenerName, required, "new name; the only thing that can be changed"),
                      PORTWRIGHT_FIELD(ProxyId, "connection ID"));
    }

    struct response {
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(RequestId, required, "the request"));
        }
    };
};

} // namespace portwright::inline v0_1::tencent::gaap

#include <portwright/core/platform_macros_on.hpp>
