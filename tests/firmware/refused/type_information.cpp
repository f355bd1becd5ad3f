// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Run time type information, by hand: -frtti is not to be had in this build.
extern "C" const int _ZTI5thing = 1;

int main() { return *const_cast<const volatile int*>(&_ZTI5thing); }
