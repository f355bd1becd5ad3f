// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Deleting listeners of any protocol.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/gaap/service.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::gaap {

/// Deletes listeners of any protocol. The answer says for each whether its deletion was accepted: all may have failed.
/// Tencent Cloud, "DeleteListeners" (API 3.0, product 608).
struct DeleteListeners {
    texts ListenerIds = {};
    integer Force = {};
    text GroupId = {};
    text ProxyId = {};

    static constexpr operation call{"DeleteListeners", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(ListenerIds, required, "listeners to delete"),
                      PORTWRIGHT_FIELD(Force, required, one_of<0, 1>,
                                       "forced deletion: 0 refuse when origins are bound, 1 delete even so"),
                      PORTWRIGHT_FIELD(GroupId, "connection group ID"), PORTWRIGHT_FIELD(ProxyId, "connection ID"))
            .rules(exactly_one("ProxyId", "GroupId"));
    }

    struct response {
        sequence<text> OperationFailedListenerSet = {};
        sequence<text> OperationSucceedListenerSet = {};
        sequence<text> InvalidStatusListenerSet = {};
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(OperationFailedListenerSet), PORTWRIGHT_FIELD(OperationSucceedListenerSet),
                          PORTWRIGHT_FIELD(InvalidStatusListenerSet),
                          PORTWRIGHT_FIELD(RequestId, required, "the request"));
        }
    };
};

} // namespace portwright::inline v0_1::tencent::gaap

#include <portwright/core/platform_macros_on.hpp>
