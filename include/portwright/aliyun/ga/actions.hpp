// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The actions of aliyun.ga in the order of its documents. Made by tests/actions.sh --write from the headers.

#include <portwright/aliyun/ga/create_listener.hpp>
#include <portwright/aliyun/ga/describe_listener.hpp>
#include <portwright/aliyun/ga/list_listeners.hpp>
#include <portwright/aliyun/ga/update_listener.hpp>
#include <portwright/request/action_list.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::aliyun::ga {

// An action a line, so that two branches that add one merge.
// clang-format off
using actions = action_list<
    CreateListener,
    UpdateListener,
    DeleteListener,
    DescribeListener,
    ListListeners
>;
// clang-format on

} // namespace portwright::inline v0_1::aliyun::ga

#include <portwright/core/platform_macros_on.hpp>
