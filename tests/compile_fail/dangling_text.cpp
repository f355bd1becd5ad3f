// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: this text is a temporary and would dangle

#include "../request/actions.hpp"

#include <string>

std::string make_id();

test::CreateListener<test::v3> request() {
#ifdef GOOD
    static const std::string id = make_id();
    return {.LoadBalancerId = id};
#else
    return {.LoadBalancerId = make_id()};
#endif
}
