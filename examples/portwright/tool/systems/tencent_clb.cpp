// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "typed_call.hpp"
#include "typed_ensure.hpp"

#include <portwright/tencent/clb/ensure_listener.hpp>
#include <portwright/tencent/clb/replace_listener.hpp>
#include <portwright/tencent/clb/actions.hpp>

namespace portwright_tool {

template typed_call find_call<portwright::tencent::clb::actions>(const portwright::operation*);
template listener_actions find_listener_actions<portwright::tencent::clb::actions>(const portwright::operation*);
template typed_ensure find_ensure<portwright::tencent::clb::actions>(const portwright::operation*);
template std::vector<const portwright::operation*> ensurable_actions<portwright::tencent::clb::actions>();

} // namespace portwright_tool
