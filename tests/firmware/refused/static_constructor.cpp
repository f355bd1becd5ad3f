// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

namespace {
volatile int input = 1;
int copy = input;
}  // namespace

int main() { return copy; }
