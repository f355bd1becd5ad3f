// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The actions of tencent.gaap in the order of its documents. Made by tests/actions.sh --write from the headers.

#include <portwright/request/action_list.hpp>
#include <portwright/tencent/gaap/delete_listeners.hpp>
#include <portwright/tencent/gaap/http_listeners.hpp>
#include <portwright/tencent/gaap/https_listeners.hpp>
#include <portwright/tencent/gaap/tcp_listeners.hpp>
#include <portwright/tencent/gaap/udp_listeners.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::gaap {

// An action a line, so that two branches that add one merge.
// clang-format off
using actions = action_list<
    CreateHTTPListener,
    CreateHTTPSListener,
    CreateTCPListeners,
    CreateUDPListeners,
    DescribeHTTPListeners,
    DescribeHTTPSListeners,
    DescribeTCPListeners,
    DescribeUDPListeners,
    ModifyHTTPListenerAttribute,
    ModifyHTTPSListenerAttribute,
    ModifyTCPListenerAttribute,
    ModifyUDPListenerAttribute,
    DeleteListeners
>;
// clang-format on

} // namespace portwright::inline v0_1::tencent::gaap

#include <portwright/core/platform_macros_on.hpp>
