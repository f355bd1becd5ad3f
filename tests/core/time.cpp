// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/core/time.hpp>

#include "../one_of.hpp"
#include "../verify.hpp"

#include <chrono>
#include <cstdio>
#include <string_view>

namespace {

using portwright::unix_time;

constexpr auto date(unix_time when) {
    return test::written<16>([when](auto& out) { portwright::write_date(out, when); });
}

constexpr auto date_time(unix_time when) {
    return test::written<32>([when](auto& out) { portwright::write_date_time(out, when); });
}

TEST_CASE("time: dates of the published examples") {
    VERIFY(date(1551113065) == "2019-02-25"); // API 3.0, "Signature Method v3"
    VERIFY(date_time(1456231584) == "2016-02-23T12:46:24Z"); // Aliyun, RPC signature
    VERIFY(date_time(1698315752) == "2023-10-26T10:22:32Z"); // Aliyun, V3 signature
}

TEST_CASE("time: ends and leap days") {
    VERIFY(date_time(0) == "1970-01-01T00:00:00Z");
    VERIFY(date_time(portwright::last_time) == "9999-12-31T23:59:59Z");
    VERIFY(date_time(951782400 - 1) == "2000-02-28T23:59:59Z");
    VERIFY(date_time(951782400) == "2000-02-29T00:00:00Z");
    VERIFY(date_time(4107542400 - 1) == "2100-02-28T23:59:59Z");
    VERIFY(date_time(4107542400) == "2100-03-01T00:00:00Z"); // no leap year
    VERIFY(date_time(2147483648) == "2038-01-19T03:14:08Z"); // past 31 bits
    VERIFY(date_time(4294967296) == "2106-02-07T06:28:16Z"); // past 32
}

TEST_CASE("time: every day up to 9999 as the standard library has it") {
    bool same = true;
    for (int day = 0; day <= 2932896 && same; day += PORTWRIGHT_ONE_OF) {
        const std::chrono::year_month_day expected{std::chrono::sys_days{std::chrono::days{day}}};
        char text[32];
        std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(expected.year()),
                      static_cast<unsigned>(expected.month()), static_cast<unsigned>(expected.day()));
        const auto ours = date(unix_time{day} * 86400 + day % 86400);
        same = ours == text;
        if (!same) CHECK(ours == std::string_view(text));
    }
    CHECK(same);
}

} // namespace
