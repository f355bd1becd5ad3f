// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "measure.hpp"

#include <semihosting.hpp>

#include <cstdint>

extern "C" {
extern volatile std::uint32_t stack_bottom[];

// count.sh knows this function's name: what runs between its call and its return is the figure.
[[gnu::naked, gnu::noinline, gnu::used]] void counted_call(void (*)()) {
    asm volatile("push {r4, lr}\n"
                 "blx r0\n"
                 "pop {r4, pc}\n");
}

// What count.sh must find exact: 1 + 3 * 1000 + 1 instructions.
[[gnu::naked, gnu::noinline, gnu::used]] void calibration() {
    asm volatile(".syntax unified\n"
                 "ldr r0, =1000\n"
                 "1: nop\n"
                 "subs r0, #1\n"
                 "bne 1b\n"
                 "bx lr\n"
                 ".ltorg\n");
}
}

namespace {

constexpr std::uint32_t paint = 0xa5c3a5c3;
constexpr std::uintptr_t counted_call_frame = 8;

std::uintptr_t stack_pointer() {
    std::uintptr_t sp;
    asm volatile("mov %0, sp" : "=r"(sp));
    return sp;
}

}  // namespace

[[gnu::noinline]] void measure(const figure& what) {
    const auto top = stack_pointer();
    auto* const end = reinterpret_cast<volatile std::uint32_t*>(top);
    for (auto* word = stack_bottom; word < end; ++word) *word = paint;

    counted_call(what.run);

    auto* lowest = stack_bottom;
    while (*lowest == paint && lowest < end) ++lowest;
    const auto deepest = reinterpret_cast<std::uintptr_t>(lowest);
    const auto below = top - counted_call_frame;
    semihosting::write("stack ");
    semihosting::write(what.name);
    semihosting::write(" ");
    semihosting::write(deepest < below ? static_cast<unsigned>(below - deepest) : 0U);
    semihosting::write(lowest == stack_bottom ? " overflow\n" : "\n");
}
