// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Firmware for a Cortex-M board: signs requests by every scheme, reads answers of every family of APIs, and checks on
// the target that it does so as the clouds' documents say.
//
//     apt-get install make gcc-arm-none-eabi libnewlib-arm-none-eabi libstdc++-arm-none-eabi-newlib qemu-system-arm
//     make -C examples/firmware MBEDTLS=SOURCE OUT=DIR            # CPU=cortex-m4, or cortex-m3, cortex-m0plus
//     make -C examples/firmware MBEDTLS=SOURCE OUT=DIR run        # on an emulated board of that CPU
//
// SOURCE is mbedTLS 2.28 or 3.6, of which the two hashes are built. There is no heap, and no image if anything asks for
// one. A board of your own needs its own base/start.cpp and base/image.ld, and a transport over its radio or wire.

#include "checks.hpp"

#include <semihosting.hpp>

namespace {

unsigned passed, failed;

} // namespace

void check(const char* what, bool ok) {
    semihosting::write(ok ? "ok " : "FAILED ");
    semihosting::write(what);
    semihosting::write("\n");
    ++(ok ? passed : failed);
}

int main() {
    check_known_answers();
    check_requests();
    check_answers();
    semihosting::write(passed);
    semihosting::write(" passed, ");
    semihosting::write(failed);
    semihosting::write(" failed\n");
    return failed == 0 ? 0 : 1;
}
