// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: this structure has no field of that name: spell it as on the wire

#include "../request/actions.hpp"

#include <portwright/request/field.hpp>

constexpr test::CreateListener<test::v3> request{};
#ifdef GOOD
static_assert(!portwright::field<"LoadBalancerId">(request).has_value());
#else
static_assert(!portwright::field<"LoadbalancerId">(request).has_value());
#endif
