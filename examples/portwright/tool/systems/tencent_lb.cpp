// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "typed_call.hpp"
#include "typed_ensure.hpp"

#include <portwright/tencent/lb/ensure_forward_listeners.hpp>
#include <portwright/tencent/lb/ensure_listeners.hpp>
#include <portwright/tencent/lb/replace_forward_listeners.hpp>
#include <portwright/tencent/lb/replace_listeners.hpp>
#include <portwright/tencent/lb/actions.hpp>

namespace portwright_tool {

template typed_call find_call<portwright::tencent::lb::actions>(const portwright::operation*);
template listener_actions find_listener_actions<portwright::tencent::lb::actions>(const portwright::operation*);
template typed_ensure find_ensure<portwright::tencent::lb::actions>(const portwright::operation*);
template std::vector<const portwright::operation*> ensurable_actions<portwright::tencent::lb::actions>();

} // namespace portwright_tool
