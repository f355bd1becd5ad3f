// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// A small fleet, in virtual time. tests/bench/fleet.cpp runs the large one and prints the table.

#include "fleet.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

namespace {

TEST_CASE("fleet: whatever the strategy, each device ends with one listener") {
    for (const fleet::strategy kind : {fleet::strategy::backoff, fleet::strategy::adaptive, fleet::strategy::paced}) {
        for (const unsigned lost : {0u, 10u, 300u}) {
            CAPTURE(static_cast<int>(kind));
            CAPTURE(lost);
            const fleet::outcome got =
                fleet::run({.devices = 60, .per_second = 2, .kind = kind, .lost_per_1000 = lost, .seed = lost + 7});
            CHECK(got.provisioned == 60);
            CHECK(got.listeners == 60);
            CHECK(got.without_one == 0);
            CHECK(got.with_two == 0);
        }
    }
}

TEST_CASE("fleet: a pacer that knows the fleet keeps it below the quota, and is done in little more than it takes") {
    const fleet::scenario of{.devices = 1000, .per_second = 20};
    const fleet::outcome paced = fleet::run(of);
    CHECK(paced.provisioned == 1000);
    CHECK(paced.requests < 1000 * 5);
    CHECK(paced.throttled * 10 < paced.requests);
    CHECK(paced.last < (1000 * 4 / 20) * 1000 * 3 / 2);

    fleet::scenario other = of;
    other.kind = fleet::strategy::naive;
    const fleet::outcome naive = fleet::run(other);
    CHECK(naive.throttled > naive.requests * 3 / 4);
    CHECK(naive.requests > paced.requests * 5);

    // A pacer that knows nothing settles by what it is refused: far from the naive, not as good as one that knows.
    other.kind = fleet::strategy::adaptive;
    const fleet::outcome adaptive = fleet::run(other);
    CHECK(adaptive.provisioned == 1000);
    CHECK(adaptive.throttled * 2 < naive.throttled);
}

TEST_CASE("fleet: the same seed plays the same day again") {
    const fleet::scenario of{.devices = 50, .per_second = 3, .lost_per_1000 = 50, .seed = 3};
    const fleet::outcome one = fleet::run(of), two = fleet::run(of);
    CHECK(one.requests == two.requests);
    CHECK(one.last == two.last);
}

} // namespace
