// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The actions of tencent.bmlb in the order of its documents. Made by tests/actions.sh --write from the headers.

#include <portwright/request/action_list.hpp>
#include <portwright/tencent/bmlb/create_listeners.hpp>
#include <portwright/tencent/bmlb/listeners.hpp>
#include <portwright/tencent/bmlb/tasks.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::bmlb {

// An action a line, so that two branches that add one merge.
// clang-format off
using actions = action_list<
    CreateBmListeners,
    DescribeBmLoadBalancersTaskResult,
    DescribeBmListeners,
    DeleteBmListeners,
    ModifyBmListener
>;
// clang-format on

} // namespace portwright::inline v0_1::tencent::bmlb

#include <portwright/core/platform_macros_on.hpp>
