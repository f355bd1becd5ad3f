// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#pragma once

// What is measured is a function without arguments: callgrind and the emulator's trace count what
// runs between its first instruction and its return, whatever it calls included. It is known by its
// symbol, so it is `extern "C"` and never inlined; its name is that symbol. Its inputs and outputs
// are objects of its own file, so that neither can be computed ahead of time or left out.

struct figure {
    const char* name;
    void (*run)();
};

#define PORTWRIGHT_MEASURED extern "C" [[gnu::noinline, gnu::used]]

// What is prepared before anything is counted: the keys, and the heap of the one that uses it.
void prepare_floors();
void prepare_md_floor();

extern "C" void floor_hmac_sha256();
extern "C" void floor_tc3();
extern "C" void floor_hmac_sha1();
extern "C" void floor_md_hmac();

inline constexpr figure floors[] = {
    {"floor_hmac_sha256", floor_hmac_sha256},
    {"floor_tc3", floor_tc3},
    {"floor_hmac_sha1", floor_hmac_sha1},
};

// Apart, as it is the one that allocates.
inline constexpr figure md_floor{"floor_md_hmac", floor_md_hmac};
