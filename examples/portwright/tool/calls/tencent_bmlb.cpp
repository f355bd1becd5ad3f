// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "typed_call.hpp"

#include <portwright/tencent/bmlb/actions.hpp>

template portwright_tool::typed_call
portwright_tool::find_call<portwright::tencent::bmlb::actions>(const portwright::operation* call);
