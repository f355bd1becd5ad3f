// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "typed_call.hpp"
#include "typed_ensure.hpp"

#include <portwright/tencent/gaap/ensure_http_listener.hpp>
#include <portwright/tencent/gaap/ensure_https_listener.hpp>
#include <portwright/tencent/gaap/ensure_tcp_listeners.hpp>
#include <portwright/tencent/gaap/ensure_udp_listeners.hpp>
#include <portwright/tencent/gaap/replace_listeners.hpp>
#include <portwright/tencent/gaap/actions.hpp>

namespace portwright_tool {

template typed_call find_call<portwright::tencent::gaap::actions>(const portwright::operation*);
template listener_actions find_listener_actions<portwright::tencent::gaap::actions>(const portwright::operation*);
template typed_ensure find_ensure<portwright::tencent::gaap::actions>(const portwright::operation*);
template std::vector<const portwright::operation*> ensurable_actions<portwright::tencent::gaap::actions>();

} // namespace portwright_tool
