// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "typed_call.hpp"
#include "typed_ensure.hpp"

#include <portwright/aliyun/ga/ensure_listener.hpp>
#include <portwright/aliyun/ga/replace_listener.hpp>
#include <portwright/aliyun/ga/actions.hpp>

namespace portwright_tool {

template typed_call find_call<portwright::aliyun::ga::actions>(const portwright::operation*);
template listener_actions find_listener_actions<portwright::aliyun::ga::actions>(const portwright::operation*);
template typed_ensure find_ensure<portwright::aliyun::ga::actions>(const portwright::operation*);
template std::vector<const portwright::operation*> ensurable_actions<portwright::aliyun::ga::actions>();

} // namespace portwright_tool
