// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/calls/blocking_time.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

namespace {

using namespace portwright;

constexpr unix_time start = 1800000000;

/// What a machine was told.
struct machine {
    std::vector<instant> woken{}, signed_at{};
    std::vector<std::uint64_t> random{};
    void wake(instant now) { woken.push_back(now); }
    void sign(instant now, std::uint64_t bits) {
        signed_at.push_back(now);
        random.push_back(bits);
    }
};

struct world {
    unix_time wall = start;
    std::vector<std::uint32_t> pauses{};
    bool stands_still = false;

    static void pause(void* context, std::uint32_t ms) {
        auto& w = *static_cast<world*>(context);
        w.pauses.push_back(ms);
        if (!w.stands_still) w.wall += ms / 1000;
    }
};

auto time_of(world& w) {
    return detail::blocking_time{[&w] { return w.wall; }, [] { return std::uint64_t{42}; }, &world::pause, &w};
}

TEST_CASE("blocking_time: a clock that is set back takes nothing back") {
    world w;
    auto time = time_of(w);
    CHECK(time.now().monotonic == start * 1000ULL);
    w.wall += 5;
    CHECK(time.now().monotonic == (start + 5) * 1000ULL);
    w.wall -= 100000;
    CHECK(time.now().monotonic == (start + 5) * 1000ULL);
    CHECK(time.now().wall == start + 5 - 100000); // what is signed is what the clock says
    w.wall += 7;
    CHECK(time.now().monotonic == (start + 12) * 1000ULL);
    w.wall = -3;
    const auto before = time.now().monotonic;
    w.wall = 0;
    CHECK(time.now().monotonic == before);
}

TEST_CASE("blocking_time: a clock that shows both is taken as it is") {
    instant shown{start, 17};
    detail::blocking_time time{[&shown] { return shown; }, [] { return std::uint64_t{1}; }, nullptr, nullptr};
    CHECK(time.now().monotonic == 17);
    CHECK(time.deadline_after(0) == http::no_deadline);
    CHECK(time.deadline_after(1000) == 1017);
    shown.wall -= 1000;
    CHECK(time.now().monotonic == 17);
    CHECK(time.now().wall == start - 1000);
}

TEST_CASE("blocking_time: a machine is woken when it asked to be, even by a clock that stands still") {
    for (const bool stands_still : {false, true}) {
        world w{.stands_still = stands_still};
        auto time = time_of(w);
        const auto at = time.now().monotonic + 2500;
        machine m;
        time.pass(m, {.wants = call_wish::wait, .wake_at = at});
        CHECK(w.pauses == std::vector<std::uint32_t>{2500});
        REQUIRE(m.woken.size() == 1);
        CHECK(m.woken[0].monotonic == at); // of whole seconds, it is at 2000
    }
}

TEST_CASE("blocking_time: who cannot pause goes on at once, and the longest pause is one that fits") {
    instant now{start, 0};
    machine m;
    detail::blocking_time hasty{[&now] { return now; }, [] { return std::uint64_t{1}; }, nullptr, nullptr};
    hasty.pass(m, {.wants = call_wish::wait, .wake_at = 60000});
    CHECK(m.woken[0].monotonic == 60000);
    world w;
    auto time = time_of(w);
    time.pass(m, {.wants = call_wish::wait, .wake_at = time.now().monotonic + 0x100000000});
    CHECK(w.pauses == std::vector<std::uint32_t>{0xFFFFFFFF});
    w.pauses.clear();
    time.pass(m, {.wants = call_wish::wait, .wake_at = 1}); // long past
    CHECK(w.pauses == std::vector<std::uint32_t>{0});
}

TEST_CASE("blocking_time: a machine that signs has the time and random bits, and no pause") {
    world w;
    auto time = time_of(w);
    machine m;
    time.pass(m, {.wants = call_wish::sign});
    REQUIRE(m.signed_at.size() == 1);
    CHECK(m.signed_at[0].wall == start);
    CHECK(m.random == std::vector<std::uint64_t>{42});
    CHECK(m.woken.empty());
    CHECK(w.pauses.empty());
}

} // namespace
