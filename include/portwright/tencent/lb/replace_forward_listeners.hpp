// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declaring listeners with replacing{request}: how what stands in the way of one of an application load
// balancer is deleted.

#include <portwright/response/ensured.hpp>
#include <portwright/tencent/lb/forward_listeners.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace tencent::lb {
struct CreateForwardLBSeventhLayerListeners;
struct CreateForwardLBFourthLayerListeners;
}

template <>
struct replaced<tencent::lb::CreateForwardLBSeventhLayerListeners> {
    using deletion = tencent::lb::DeleteForwardLBListener;
    static constexpr deletion_facts facts{.id = "listenerId"};
};
template <>
struct replaced<tencent::lb::CreateForwardLBFourthLayerListeners>
    : replaced<tencent::lb::CreateForwardLBSeventhLayerListeners> {};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
