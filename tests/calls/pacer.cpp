// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/calls/pacer.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <initializer_list>

namespace {

using namespace portwright;

static_assert(sizeof(pacer) <= 40);
static_assert(sizeof(retry_budget) == 4);

TEST_CASE("pacer: without a pace nothing waits until the cloud has refused") {
    pacer p;
    for (std::uint64_t now = 100; now != 105; ++now) {
        CHECK(p.next(now, now * 977) == now);
        p.sent(now, now * 977);
        p.answered();
    }
    CHECK(p.pause_ms() == 0);
    p.throttled(200, 12345);
    CHECK(p.pause_ms() == 2000);
    CHECK(p.next(200, 0) >= 1200);
    CHECK(p.next(200, 0) <= 3200);
}

TEST_CASE("pacer: the first request of a fleet is anywhere in its share, and stays where it is") {
    const pace of = pace_of_fleet(10000, 20);
    CHECK(of.first_ms == 2500000);
    CHECK(of.least_ms == 0);
    std::uint64_t least = UINT64_MAX, most = 0;
    for (std::uint64_t random = 0; random != 2000; ++random) {
        pacer p{of};
        const std::uint64_t at = p.next(1000, random * 0x9E3779B97F4A7C15);
        CHECK(p.next(1000, 7) == at);
        CHECK(p.next(at, 7) == at);
        CHECK(p.next(at + 5, 7) == at + 5);
        if (at < least) least = at;
        if (at > most) most = at;
    }
    CHECK(least < 1000 + 25000);
    CHECK(most > 1000 + 2475000);
    CHECK(most <= 1000 + 2500000);
}

TEST_CASE("pacer: the pause doubles with each refusal up to its most, and shrinks again to its least") {
    pacer p{{.first_ms = 0, .least_ms = 100, .throttled_ms = 400, .most_ms = 1000}};
    CHECK(p.pause_ms() == 100);
    p.throttled(0, 1);
    CHECK(p.pause_ms() == 400);
    p.throttled(0, 1);
    CHECK(p.pause_ms() == 800);
    p.throttled(0, 1);
    CHECK(p.pause_ms() == 1000);
    p.throttled(0, 1);
    CHECK(p.pause_ms() == 1000);
    p.answered();
    CHECK(p.pause_ms() == 750);
    for (int i = 0; i != 20; ++i) p.answered();
    CHECK(p.pause_ms() == 100);
}

TEST_CASE("pacer: between two requests passes from half to one and a half of the pause") {
    for (const std::uint64_t random : {std::uint64_t{0}, std::uint64_t{500}, std::uint64_t{1000}, UINT64_MAX}) {
        pacer p{{.least_ms = 1000}};
        p.sent(10, random);
        CHECK(p.next(10, 0) >= 510);
        CHECK(p.next(10, 0) <= 1510);
    }
}

TEST_CASE("pacer: fleets that no account has overflow nothing") {
    CHECK(pace_of_fleet(UINT32_MAX, 1, UINT32_MAX).first_ms == UINT32_MAX / 2);
    CHECK(pace_of_fleet(UINT32_MAX, UINT32_MAX, UINT32_MAX).first_ms == UINT32_MAX / 2);
    CHECK(pace_of_fleet(UINT32_MAX, UINT32_MAX, 1).first_ms == 1250);
    CHECK(pace_of_fleet(5, 0, 1).first_ms == 6250);
    CHECK(pace_of_fleet(1, UINT32_MAX).first_ms == 0);
    CHECK(pace_of_fleet(0, 20).first_ms == 0);
    pacer p{{.least_ms = UINT32_MAX, .most_ms = UINT32_MAX}};
    p.sent(0, UINT64_MAX);
    CHECK(p.next(0, 0) <= UINT32_MAX + std::uint64_t{UINT32_MAX} / 2);
    p.throttled(0, UINT64_MAX);
    CHECK(p.pause_ms() == UINT32_MAX);
}

TEST_CASE("retry_budget: what may be repeated at once, and what success earns") {
    retry_budget budget{2};
    CHECK(budget.left() == 2);
    CHECK(budget.take());
    CHECK(budget.take());
    CHECK_FALSE(budget.take());
    for (int i = 0; i != 9; ++i) budget.succeeded();
    CHECK_FALSE(budget.take());
    budget.succeeded();
    CHECK(budget.take());
    CHECK_FALSE(budget.take());
    for (int i = 0; i != 100; ++i) budget.succeeded();
    CHECK(budget.left() == 2);
    CHECK(retry_budget{0}.left() == 0);
    CHECK_FALSE(retry_budget{0}.take());
    CHECK(retry_budget{UINT16_MAX}.left() == 1000);
}

} // namespace
