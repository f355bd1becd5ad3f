// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: this list is a temporary and would dangle

#include "../request/actions.hpp"

#include <vector>

std::vector<std::uint16_t> make_ports();

test::CreateListener<test::v3> request() {
#ifdef GOOD
    static const std::vector<std::uint16_t> ports = make_ports();
    return {.Ports = ports};
#else
    return {.Ports = make_ports()};
#endif
}
