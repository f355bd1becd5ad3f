// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: one_of lists a run of numbers without gaps

#include <portwright/request/schema.hpp>

#ifdef GOOD
constexpr auto values = portwright::schema::one_of<1, 2, 5>;
#else
constexpr auto values = portwright::schema::one_of<1, 3, 5>;
#endif
