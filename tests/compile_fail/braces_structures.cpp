// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: this list is a temporary and would dangle

#include "../request/actions.hpp"

test::CreateListener<test::v3> request() {
#ifdef GOOD
    static constexpr test::Group groups[] = {{.Name = "a"}};
    return {.Groups = groups};
#else
    return {.Groups = {{.Name = "a"}}};
#endif
}
