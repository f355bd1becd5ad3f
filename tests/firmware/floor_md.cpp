// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The one image with a heap: newlib's, on the memory between .bss and the stack.

#include "measure.hpp"
#include "semihosting.hpp"

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

int main() {
    prepare_md_floor();
    measure(md_floor);
    const auto begin = static_cast<char*>(_sbrk(0));
    semihosting::write("heap floor_md_hmac ");
    semihosting::write(static_cast<unsigned>(begin - bss_end));
    semihosting::write("\n");
}
