// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#pragma once

// For an image that is allowed a heap, to measure it: newlib's, on the memory between .bss and the stack.

/// Prints `heap NAME BYTES`, what malloc has taken so far.
void report_heap(const char* name);
