// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/calls/clock.hpp>

#include "../verify.hpp"

#include <doctest/doctest.h>

namespace {

using namespace portwright;

constexpr unix_time year = 31556952;
constexpr unix_time truth = 1800000000; // 2027

constexpr call_clock taught(unix_time date, instant now) {
    call_clock clock;
    clock.learn(date, now);
    return clock;
}

TEST_CASE("clock: a wall clock that is right needs nothing") {
    VERIFY(call_clock().time({truth, 0}) == truth);
    VERIFY(call_clock().is_set({truth, 0}));
    VERIFY(call_clock().offset({truth, 99}) == 0);
    VERIFY(!call_clock().has_learned());
}

TEST_CASE("clock: what is plainly unset is not signed with") {
    for (const unix_time wall :
         {unix_time{0}, unix_time{1}, unix_time{946684800}, first_plausible_time - 1, unix_time{-1}, last_time + 1}) {
        CAPTURE(wall);
        CHECK_FALSE(call_clock().is_set({wall, 5}));
        CHECK(taught(truth, {wall, 5}).is_set({wall, 5}));
    }
    VERIFY(call_clock().is_set({first_plausible_time, 0}));
    VERIFY(call_clock().is_set({last_time, 0}));
}

TEST_CASE("clock: it learns minutes, ten years either way, and past 2038") {
    for (const unix_time date : {truth, unix_time{2147483647}, unix_time{2147483648}, unix_time{4102444800}}) {
        for (const unix_time wrong : {unix_time{0}, unix_time{-360}, unix_time{360}, -10 * year, 10 * year}) {
            const instant now{date + wrong, 123456};
            const call_clock clock = taught(date, now);
            CHECK(clock.time(now) == date);
            CHECK(clock.offset(now) == -wrong);
            CHECK(clock.time({now.wall + 3600, now.monotonic + 3600000}) == date + 3600);
            CHECK(call_clock(clock.offset(now)).time({now.wall + 86400, 0}) == date + 86400); // after a reboot
        }
    }
}

TEST_CASE("clock: setting the wall clock does not change what was learned") {
    const call_clock clock = taught(truth, {0, 10000});
    CHECK(clock.time({truth + 60, 70000}) == truth + 60);
    CHECK(clock.offset({truth + 60, 70000}) == 0);
    CHECK(clock.time({5, 70000}) == truth + 60);
}

TEST_CASE("clock: an answer without a date teaches nothing") {
    VERIFY(!taught(0, {5, 5}).has_learned());
    VERIFY(!taught(-1, {5, 5}).has_learned());
    VERIFY(taught(0, {5, 5}).time({7, 9000}) == 7);
}

TEST_CASE("clock: an offset or a wall clock of any bits is a time that is not signed with, or one") {
    constexpr std::int64_t most = INT64_MAX, least = INT64_MIN;
    VERIFY(!call_clock(most).is_set({truth, 0}));
    VERIFY(!call_clock(least).is_set({-truth, 0}));
    VERIFY(!call_clock(most).is_set({most, 0}));
    VERIFY(taught(truth, {least, 5}).offset({least, 5}) != 0);
    VERIFY(call_clock(taught(truth, {least, 5}).offset({least, 5})).time({least, 5}) == truth);
    VERIFY(call_clock(taught(truth, {most, ~std::uint64_t{0}}).offset({most, 5})).offset({most, 0}) != 0);
}

} // namespace
