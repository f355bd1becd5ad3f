// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#pragma once

#include "../bench/figures.hpp"

// Runs the figure and prints `stack NAME BYTES`, the bytes below the call that it wrote to. Its
// instructions are counted from outside, by count.sh.
void measure(const figure& what);
