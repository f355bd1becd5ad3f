// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "typed.hpp"

#include <portwright/tencent/lb/actions.hpp>

template std::vector<portwright_tool::action_info> portwright_tool::describe_system<portwright::tencent::lb::actions>();
