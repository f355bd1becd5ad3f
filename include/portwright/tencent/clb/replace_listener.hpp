// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declaring listeners with replacing{request}: how what stands in the way of one is deleted.

#include <portwright/response/ensured.hpp>
#include <portwright/tencent/clb/delete_listener.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace tencent::clb {
struct CreateListener;
}

template <>
struct replaced<tencent::clb::CreateListener> {
    using deletion = tencent::clb::DeleteListener;
    static constexpr deletion_facts facts{};
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
