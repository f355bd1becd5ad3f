// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "typed_call.hpp"

#include <portwright/tencent/lb/actions.hpp>

template portwright_tool::typed_call
portwright_tool::find_call<portwright::tencent::lb::actions>(const portwright::operation* call);
