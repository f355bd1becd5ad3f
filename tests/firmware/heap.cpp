// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "heap.hpp"

#include <semihosting.hpp>

extern "C" {
extern char bss_end[], stack_bottom[];

void* _sbrk(int bytes) {
    static char* end = bss_end;
    if (bytes > stack_bottom - end) return reinterpret_cast<void*>(-1);
    char* const begin = end;
    end += bytes;
    return begin;
}
}

void report_heap(const char* name) {
    semihosting::write("heap ");
    semihosting::write(name);
    semihosting::write(" ");
    semihosting::write(static_cast<unsigned>(static_cast<char*>(_sbrk(0)) - bss_end));
    semihosting::write("\n");
}
