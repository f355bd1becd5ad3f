// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Prints `NAME BYTES` for each figure: the stack below its call that it wrote to, found by painting one.

#include "figures.hpp"

#include <cstddef>
#include <cstdio>
#include <ucontext.h>

namespace {

constexpr unsigned char paint = 0xa5;
alignas(64) unsigned char stack[64 * 1024];
ucontext_t here, there;
const figure* running;
unsigned char* top;

[[gnu::noinline]] void call() {
    // Below this frame begins the callee's: first its return address, which is not its own.
    asm volatile("mov %%rsp, %0" : "=r"(top));
    running->run();
    asm volatile("");
}

void measure(const figure& what) {
    for (unsigned char& byte : stack) byte = paint;
    running = &what;
    getcontext(&there);
    there.uc_stack.ss_sp = stack;
    there.uc_stack.ss_size = sizeof stack;
    there.uc_link = &here;
    makecontext(&there, call, 0);
    swapcontext(&here, &there);
    const unsigned char* lowest = stack;
    while (*lowest == paint) ++lowest;
    std::printf("%s %td\n", what.name, top - static_cast<std::ptrdiff_t>(sizeof(void*)) - lowest);
}

} // namespace

int main() {
    prepare_floors();
    prepare_md_floor();
    prepare_library();
    for (const figure& each : floors) measure(each);
    measure(md_floor);
    for (const figure& each : library) measure(each);
    measure(streamed);
    return library_failed() ? 1 : 0;
}
