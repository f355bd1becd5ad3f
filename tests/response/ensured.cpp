// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The lists of names in the facts of a declaration. The facts themselves are compared in tests/catalogue/ensured.cpp.

#include <portwright/response/ensured.hpp>

#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>

#include <doctest/doctest.h>

namespace {

using portwright::detail::has_name;

static_assert(has_name("EndPort FullEndPorts", "EndPort"));
static_assert(has_name("EndPort FullEndPorts", "FullEndPorts"));
static_assert(!has_name("EndPort FullEndPorts", "Port"));
static_assert(!has_name("EndPort FullEndPorts", "EndPort FullEndPorts"));
static_assert(!has_name("EndPort", "EndPorts"));
static_assert(!has_name("", "EndPort"));

TEST_CASE("ensured: an action is known by its facts") {
    CHECK(portwright::detail::ensurable<portwright::tencent::clb::CreateListener>);
    CHECK_FALSE(portwright::detail::ensurable<portwright::tencent::clb::DeleteListener>);
    CHECK(has_name(portwright::ensured<portwright::tencent::clb::CreateListener>::facts.udp, "QUIC"));
}

} // namespace
