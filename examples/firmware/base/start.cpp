// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// From reset to main and out of the emulator. Nothing of the C library runs before main.

#include "semihosting.hpp"

#include <cstdint>

extern "C" {
extern std::uint32_t data_begin[], data_end[], data_image[], bss_begin[], bss_end[], stack_top[];
int main();

[[noreturn]] void reset() {
    for (auto *to = data_begin, *from = data_image; to != data_end;) *to++ = *from++;
    for (auto* word = bss_begin; word != bss_end;) *word++ = 0;
    semihosting::exit(main());
}

[[noreturn]] void fault() {
    semihosting::write("fault\n");
    semihosting::exit(1);
}
}

namespace {

// Armv6-M and Armv7-M: the first word is the stack pointer, then reset, NMI and the faults. The
// emulator takes neither interrupts nor system calls.
struct vector_table {
    void* stack;
    void (*handlers[6])();
};

[[gnu::section(".vectors"), gnu::used]] const vector_table vectors{stack_top,
                                                                   {reset, fault, fault, fault, fault, fault}};

}  // namespace
