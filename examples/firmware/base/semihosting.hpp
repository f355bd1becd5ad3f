// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#pragma once

// The host's console and exit, from Arm's "Semihosting for AArch32 and AArch64": an operation's
// number in r0, its argument in r1, and the breakpoint 0xab. No stdio, hence no heap.

namespace semihosting {

inline int call(int operation, const void* argument) {
    register int r0 asm("r0") = operation;
    register const void* r1 asm("r1") = argument;
    asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
}

// SYS_WRITE0
inline void write(const char* text) { call(0x04, text); }

inline void write(unsigned number) {
    char digits[11];
    char* first = digits + 10;
    *first = 0;
    do *--first = static_cast<char>('0' + number % 10);
    while (number /= 10);
    write(first);
}

// SYS_EXIT_EXTENDED, reason ADP_Stopped_ApplicationExit.
[[noreturn]] inline void exit(int status) {
    const int block[] = {0x20026, status};
    for (;;) call(0x20, block);
}

}  // namespace semihosting
