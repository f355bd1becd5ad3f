// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The actions of tencent.clb in the order of its documents. Made by tests/actions.sh --write from the headers.

#include <portwright/request/action_list.hpp>
#include <portwright/tencent/clb/create_listener.hpp>
#include <portwright/tencent/clb/delete_listener.hpp>
#include <portwright/tencent/clb/describe_listeners.hpp>
#include <portwright/tencent/clb/describe_targets.hpp>
#include <portwright/tencent/clb/modify_listener.hpp>
#include <portwright/tencent/clb/rules.hpp>
#include <portwright/tencent/clb/target_health.hpp>
#include <portwright/tencent/clb/targets.hpp>
#include <portwright/tencent/clb/tasks.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::clb {

// An action a line, so that two branches that add one merge.
// clang-format off
using actions = action_list<
    CreateListener,
    DescribeTaskStatus,
    DescribeListeners,
    ModifyListener,
    DeleteListener,
    CreateRule,
    DeleteRule,
    RegisterTargets,
    DeregisterTargets,
    DescribeTargets,
    DescribeTargetHealth
>;
// clang-format on

} // namespace portwright::inline v0_1::tencent::clb

#include <portwright/core/platform_macros_on.hpp>
