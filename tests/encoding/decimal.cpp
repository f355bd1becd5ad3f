// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/encoding/decimal.hpp>

#include "../verify.hpp"

#include <cstdint>
#include <limits>
#include <string>

namespace {

constexpr auto decimal(std::int64_t number) {
    return test::written<20>([number](auto& out) { portwright::write_decimal(out, number); });
}

TEST_CASE("decimal: the ends") {
    VERIFY(decimal(0) == "0");
    VERIFY(decimal(7) == "7");
    VERIFY(decimal(10) == "10");
    VERIFY(decimal(65535) == "65535");
    VERIFY(decimal(-1) == "-1");
    VERIFY(decimal(4294967295) == "4294967295");
    VERIFY(decimal(4294967296) == "4294967296");
    VERIFY(decimal(-4294967296) == "-4294967296");
    VERIFY(decimal(100000000000) == "100000000000");
    VERIFY(decimal(std::numeric_limits<std::int64_t>::max()) == "9223372036854775807");
    VERIFY(decimal(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808"); // the 20 bytes that it says
}

TEST_CASE("decimal: around every power of ten and of two, as the standard library has it") {
    const auto check = [](std::int64_t n) {
        for (const std::int64_t near : {n - 1, n, n + 1}) {
            CHECK(decimal(near) == std::to_string(near));
            CHECK(decimal(-near) == std::to_string(-near));
        }
    };
    for (std::int64_t n = 10; n < 1000000000000000000; n *= 10) check(n);
    for (int bit = 1; bit != 62; ++bit) check(std::int64_t{1} << bit);
}

} // namespace
