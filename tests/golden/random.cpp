// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Requests by chance, which the vendors' own SDKs have signed: see random.mjs, and random.sh, which runs this.

#include "golden.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

TEST_CASE("random requests come out as the vendors' SDKs have them") {
    const char* const file = std::getenv("PORTWRIGHT_RANDOM_VECTORS");
    REQUIRE(file != nullptr);
    test::golden::proof all(test::golden::read_lines(file));
    all.untyped();
    MESSAGE(all.reproduced() << " of " << all.vectors() << " requests reproduced");
    CHECK(all.vectors() != 0);
    CHECK(all.reproduced() == all.vectors());
}
