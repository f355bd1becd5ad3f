// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/calls/backoff.hpp>

#include <portwright/core/mix_bits.hpp>

#include "../verify.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <set>

namespace {

using namespace portwright;

TEST_CASE("backoff: doubles, and is capped") {
    VERIFY(longest_backoff_ms({500, 20000}, 0) == 500);
    VERIFY(longest_backoff_ms({500, 20000}, 1) == 1000);
    VERIFY(longest_backoff_ms({500, 20000}, 5) == 16000);
    VERIFY(longest_backoff_ms({500, 20000}, 6) == 20000);
    VERIFY(longest_backoff_ms({500, 20000}, 0xFFFFFFFF) == 20000);
    VERIFY(longest_backoff_ms({0xFFFFFFFF, 0xFFFFFFFF}, 9) == 0xFFFFFFFF);
    VERIFY(longest_backoff_ms({30000, 20000}, 0) == 20000);
}

TEST_CASE("backoff: full jitter, from nothing to the longest") {
    for (unsigned retries = 0; retries != 8; ++retries) {
        const std::uint64_t most = longest_backoff_ms({10, 640}, retries);
        std::set<std::uint64_t> seen;
        for (std::uint64_t random = 0; random != 20000; ++random) {
            const std::uint64_t ms = backoff_ms({10, 640}, retries, detail::mix_bits(random));
            REQUIRE(ms <= most);
            seen.insert(ms);
        }
        CHECK(seen.size() == most + 1); // a counter that is mixed reaches all
    }
    VERIFY(backoff_ms({0, 0}, 3, 12345) == 0);
}

TEST_CASE("backoff: nobody comes before Retry-After, and not all at once") {
    VERIFY(backoff_ms({500, 20000}, 0, 0, 30) == 30000);
    VERIFY(backoff_ms({500, 20000}, 0, 500, 30) == 30500);
    VERIFY(backoff_ms({500, 20000}, 0, 501, 30) == 30000);
    VERIFY(backoff_ms({500, 20000}, 0, 0, 0xFFFFFFFF) == 4294967295000);
}

} // namespace
