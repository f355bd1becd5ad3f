// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#pragma once

// The constant requests that are prepared, for what is measured of them in instructions and in flash.

#include "requests.hpp"

#include <portwright/tencent/gaap/http_listeners.hpp>

namespace bench {

inline constexpr portwright::tencent::gaap::CreateHTTPListener proxied{
    .ListenerName = "web", .Port = 8080, .ProxyId = "link-abcd1234"};

} // namespace bench
