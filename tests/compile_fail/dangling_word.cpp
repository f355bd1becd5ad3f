// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: this text is a temporary and would dangle

#include "../request/actions.hpp"

#include <string>

std::string make_protocol();

test::CreateListener<test::v3> request() {
#ifdef GOOD
    static const std::string protocol = make_protocol();
    return {.Protocol = protocol};
#else
    return {.Protocol = make_protocol()};
#endif
}
