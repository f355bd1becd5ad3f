// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// From reset to main. Nothing of the C library runs before it.

#include <semihosting.hpp>

#include <cstdint>

extern "C" {
extern std::uint32_t data_begin[], data_end[], data_image[], bss_begin[], bss_end[], stack_top[];
int main();
void tick();
void ethernet();

[[noreturn]] void reset() {
    for (auto *to = data_begin, *from = data_image; to != data_end;) *to++ = *from++;
    for (auto* word = bss_begin; word != bss_end;) *word++ = 0;
    semihosting::exit(main());
}

[[noreturn]] void fault() {
    semihosting::write("fault\n");
    semihosting::exit(3);
}
}

namespace {

using handler = void (*)();

/// The core's fifteen, then the controller's up to Ethernet's, which is number 42.
struct vector_table {
    void* stack;
    handler core[15];
    handler board[43];
};

constexpr vector_table make_vectors() {
    vector_table made{stack_top, {}, {}};
    for (handler& one : made.core) one = fault;
    for (handler& one : made.board) one = fault;
    made.core[0] = reset;
    made.core[14] = tick;
    made.board[42] = ethernet;
    return made;
}

[[gnu::section(".vectors"), gnu::used]] constinit const vector_table vectors = make_vectors();

} // namespace
