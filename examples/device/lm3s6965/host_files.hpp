// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Files of the host, by Arm's "Semihosting for AArch32 and AArch64": what stands in for hardware that QEMU's board does
// not have. Not for a board of your own.

#include <semihosting.hpp>

#include <cstddef>
#include <cstdint>

namespace host_files {

enum mode : int { read_binary = 1, update_binary = 3, create_binary = 7 };

/// A handle, or -1. `name` ends with a zero.
inline int open(const char* name, std::size_t length, mode how) {
    const std::uintptr_t block[] = {reinterpret_cast<std::uintptr_t>(name), static_cast<std::uintptr_t>(how), length};
    return semihosting::call(0x01, block);
}
inline bool read(int handle, void* to, std::size_t size) {
    const std::uintptr_t block[] = {static_cast<std::uintptr_t>(handle), reinterpret_cast<std::uintptr_t>(to), size};
    return semihosting::call(0x06, block) == 0;
}
inline bool write(int handle, const void* from, std::size_t size) {
    const std::uintptr_t block[] = {static_cast<std::uintptr_t>(handle), reinterpret_cast<std::uintptr_t>(from), size};
    return semihosting::call(0x05, block) == 0;
}
inline void seek(int handle, std::size_t to) {
    const std::uintptr_t block[] = {static_cast<std::uintptr_t>(handle), to};
    semihosting::call(0x0A, block);
}

} // namespace host_files
