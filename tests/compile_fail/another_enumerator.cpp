// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: this value is of another parameter's type

#include "../request/actions.hpp"

test::CreateListener<test::v3> request() {
#ifdef GOOD
    return {.Scheduler = test::Scheduler::WRR};
#else
    return {.Scheduler = test::Protocol::TCP};
#endif
}
