// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Says that a compiler's language is too old. Every header includes this before all else, so that the message comes
// first, and not after those about standard headers that an older language lacks.

#if !defined(__cplusplus) || __cplusplus < 202002L
#error "Portwright needs C++20: compile with -std=c++20 or later, by g++ 11, clang++ 14 or a newer one"
#endif
