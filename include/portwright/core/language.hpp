// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The first line that a compiler reads of the library, whichever header comes first, and before the standard headers that an
// older language does not have: what is wrong is then the first thing that it says.

#if !defined(__cplusplus) || __cplusplus < 202002L
#error "Portwright needs C++20: compile with -std=c++20 or later, by g++ 11, clang++ 14 or a newer one"
#endif
