// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Compares what the files of the program sign, byte for byte. UNITS are their names.

#include "unit.hpp"

#include <psa/crypto.h>

#include <cstdio>
#include <cstring>

extern const mixed::unit UNITS;

namespace {

mixed::transcript first, other;

} // namespace

int main() {
    if (psa_crypto_init() != PSA_SUCCESS) return 1;
    const mixed::unit units[] = {UNITS};
    units[0].sign(first);
    int failed = first.failures != 0 || first.size < 8 * 1024;
    if (failed != 0) std::printf("FAIL %s: %d failures, %zu bytes\n", units[0].name, first.failures, first.size);
    for (const mixed::unit& each : units) {
        other.size = 0;
        other.failures = 0;
        each.sign(other);
        std::size_t same = 0;
        while (same != first.size && same != other.size && first.bytes[same] == other.bytes[same]) ++same;
        if (same == first.size && same == other.size && other.failures == 0) continue;
        std::printf("FAIL %s signs otherwise than %s from byte %zu of %zu on\n", each.name, units[0].name, same,
                    first.size);
        ++failed;
    }
    return failed != 0;
}
